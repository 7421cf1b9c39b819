/**
 * Room: paper. The network of the GAMDSS paper (POS ViT and RMT-T3) with weights that a person brings;
 * none are shipped.
 *
 * In    a safetensors file, published or converted; pictures of the face at a movement's key frames
 * Out   a `ClassVerdict` (`PaperClassifier`, to the line an `EventNetwork`); the converted file; every
 *       missing, extra or misshapen tensor by name
 * Owns  the paper network's tensors
 * See   arXiv:2603.04766
 */
export type { PaperArchitecture, StageSizes } from './architecture.ts';
export { FRAME_CHANNELS, PUBLISHED, gridsOf, lastStageOf } from './architecture.ts';
export { meaningOf, publishedNames } from './class-names.ts';
export type { Conversion, ConversionOptions } from './convert.ts';
export { convertPublished } from './convert.ts';
export { differenceOf, patchCentres } from './frames.ts';
export { PaperClassifier } from './paper-classifier.ts';
export { otherFile } from './other-file.ts';
export type { PaperFile, PaperWeights } from './paper-file.ts';
export { LARGEST_PAPER_BYTES, isConverted, readPaperFile, renamedPaperFile } from './paper-file.ts';
export type { PaperActivation, PaperFrame, PaperLogits } from './paper-network.ts';
export { PaperNetwork } from './paper-network.ts';
export { positionTables } from './relative-position.ts';
export { looksLikeSafetensors, readSafetensors } from './safetensors.ts';
export type { PaperTensor } from './state-dict.ts';
export { hasShape, paperTensors } from './state-dict.ts';
