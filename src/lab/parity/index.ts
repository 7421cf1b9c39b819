/**
 * Room: parity. Selection and paper network compared with recorded outputs of the published code.
 */
export { formulaFrames, formulaWeights } from './network/formula.ts';
export type { OpenPaperPage } from './paper-page/host.ts';
export { openPaperPage } from './paper-page/host.ts';
export { bareProducts, matrixProducts, multiplyAddsOf } from './paper-page/matrix-products.ts';
