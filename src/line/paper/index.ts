/**
 * Room: paper. The network of the GAMDSS paper (POS ViT and RMT-T3): any number of weights from a person's file.
 *
 * In    a safetensors file or its converted form; frames of 280 x 340, brought to 224 x 224
 * Out   logits of rise and fall; every missing, extra or misshapen tensor by name
 * See   arXiv:2603.04766
 */
export type { PaperArchitecture, StageSizes } from './architecture.ts';
export { PUBLISHED, gridsOf, lastStageOf } from './architecture.ts';
export { meaningOf, publishedNames } from './class-names.ts';
export type { Conversion, ConversionOptions } from './convert.ts';
export { convertPublished } from './convert.ts';
export { differenceOf, patchCentres } from './frames.ts';
export type { BareProducts } from './matrix-products.ts';
export { bareProducts, matrixProducts, multiplyAddsOf } from './matrix-products.ts';
export { PaperClassifier } from './paper-classifier.ts';
export type { PaperFile, PaperWeights } from './paper-file.ts';
export { LARGEST_PAPER_BYTES, isConverted, readPaperFile, renamedPaperFile } from './paper-file.ts';
export type { PaperActivation, PaperFrame, PaperLogits } from './paper-network.ts';
export { PaperNetwork } from './paper-network.ts';
export { positionTables } from './relative-position.ts';
export { looksLikeSafetensors, readSafetensors } from './safetensors.ts';
export type { PaperTensor } from './state-dict.ts';
export { paperParameterCount, paperTensors } from './state-dict.ts';
