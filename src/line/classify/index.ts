/**
 * Room: classify. What a movement's flow says: action units and a hedged reading; with weights that a
 * person brings, what the paper's network makes of pictures of the face (`paper/`).
 *
 * In    the raw grid flow of an event, onset -> apex and apex -> offset (`eventMotion`)
 * Out   a `Verdict` (`Classifier`, `PaperClassifier`; the line knows either as an `EventNetwork`)
 * Owns  every tensor, the tfjs backend and the GPU device; `@tensorflow/*` and `navigator.gpu`
 *       are touched here and in `train` only
 */
export { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './verdict.ts';
export type {
	ActionUnitScore,
	Backend,
	BackendChoice,
	Class3,
	ClassScore,
	ClassVerdict,
	EventMotion,
	Reading,
	Side,
	UnitVerdict,
	Verdict,
} from './verdict.ts';
export type { Asymmetry } from './asymmetry.ts';
export { eventMotion, normaliseMotion, opticalStrain, removePlane } from './event-motion.ts';
export type { GridField, MotionScale } from './event-motion.ts';
export { Classifier } from './classifier.ts';
export type { ClassifierOptions } from './classifier.ts';
export type {
	EventNetwork,
	EventSight,
	KeyFaces,
	NetworkInfo,
	NetworkOptions,
	PaperNetworkInfo,
} from './event-network.ts';
export { PaperClassifier } from './paper/paper-classifier.ts';
export type { ClassNaming, PaperClass } from './paper/class-names.ts';
export { meaningOf, misnamed, numberedNames, publishedNames } from './paper/class-names.ts';
export { convertPublished } from './paper/convert.ts';
export type { Conversion as PaperConversion } from './paper/convert.ts';
export { normalisedFrame } from './paper/frame-input.ts';
export { LARGEST_PAPER_BYTES, PAPER_FORMAT, readPaperFile } from './paper/paper-file.ts';
export type { PaperFile, PaperWeights } from './paper/paper-file.ts';
export { isConvertedPaper, readNetworkFile, renameClasses } from './network-in-file.ts';
export type { NetworkInFile } from './network-in-file.ts';
export { looksLikeSafetensors } from './paper/safetensors.ts';
export {
	CLASSES,
	LARGEST,
	LOGITS,
	UNITS,
	branchLogits,
	parameterCount,
	parametersOf,
	sizeOf,
} from './live-network.ts';
export type { Architecture, Parameters, TensorSpec } from './live-network.ts';
export {
	NETWORK_FORMAT,
	NETWORK_INPUT,
	loadNetwork,
	packWeights,
	parseNetwork,
	sha256Hex,
} from './network-file.ts';
export type {
	Calibration,
	Fetch,
	NameableUnit,
	NamingLevel,
	Network,
	NetworkFile,
} from './network-file.ts';
export {
	BUNDLE_FORMAT,
	LARGEST_BUNDLE_BYTES,
	checkBundleSize,
	packBundle,
	readBundle,
	readBundleFile,
} from './network-bundle.ts';
export type { NetworkBundle } from './network-bundle.ts';
export { objectiveClassOf } from './objective-class.ts';
export type { ObjectiveClass } from './objective-class.ts';
export {
	gateBranches,
	joinBranches,
	namedUnits,
	namingAt,
	readUnits,
	readVerdict,
	sideEvidence,
	sideOf,
	softmax,
} from './readout.ts';
export type { Branches, EventLogits, JoinedLogits } from './readout.ts';
export { PUBLISHED as PUBLISHED_PAPER_ARCHITECTURE } from './paper/architecture.ts';
export type { PaperArchitecture } from './paper/architecture.ts';
export { paperParameterCount, paperTensors } from './paper/state-dict.ts';
export type { PaperTensor, TensorRole } from './paper/state-dict.ts';
export { PaperNetwork } from './paper/paper-network.ts';
export type { PaperActivation, PaperFrame, PaperLogits } from './paper/paper-network.ts';
export { startBackend } from './backend.ts';
export type { RunningBackend } from './backend.ts';
export { matrixProducts, multiplyAddsOf, bareProducts } from './paper/matrix-products.ts';
export type { BareProducts, MatrixProduct } from './paper/matrix-products.ts';
export { gridsOf as paperGridsOf, lastStageOf as paperLastStageOf } from './paper/architecture.ts';
export type { StageSizes as PaperStageSizes } from './paper/architecture.ts';
export { differenceOf, patchCentres } from './paper/frames.ts';
export { positionTables } from './paper/relative-position.ts';
