/**
 * Room: analyze. The product's own line over files, in a headless Chromium: what `analyze`, `audit` and `evaluate` run.
 */
export { USAGE, readArguments } from './arguments.ts';
export { Batch } from './batch.ts';
export type { ClipSource } from './clip-contract.ts';
export { LineBrowser } from './line-browser.ts';
export { chosenNetwork } from './network.ts';
export { planOutput, writeDocuments } from './outputs.ts';
export type { Summary } from './timings.ts';
export { STAGES, STAGE_WORDS, joined, quantile, summarise } from './timings.ts';
