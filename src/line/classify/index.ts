/**
 * Room: classify. What a movement's flow says: action units and a hedged reading; with weights that a
 * person brings, what the paper's network makes of pictures of the face (`paper/`).
 *
 * In    the raw grid flow of an event, onset -> apex and apex -> offset (`eventMotion`)
 * Out   a `Verdict` (`Classifier`, `PaperClassifier`; the line knows either as an `EventNetwork`)
 * Owns  every tensor, the tfjs backend and the GPU device; `@tensorflow/*` and `navigator.gpu`
 *       are touched here and in `train` only
 */
export type { Asymmetry } from './asymmetry.ts';
export { BackendKeeper } from './backend-keeper.ts';
export type { RunningBackend } from './backend.ts';
export { startBackend } from './backend.ts';
export type { ClassifierOptions } from './classifier.ts';
export { Classifier } from './classifier.ts';
export type { GridField, MotionScale } from './event-motion.ts';
export { eventMotion, normaliseMotion, opticalStrain, removePlane } from './event-motion.ts';
export type {
	EventNetwork,
	EventSight,
	KeyFaces,
	NetworkInfo,
	NetworkOptions,
} from './event-network.ts';
export { keeping } from './event-network.ts';
export type { Architecture, Parameters, TensorSpec } from './live-network.ts';
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
export type { EventMotion } from './motion-grid.ts';
export { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './motion-grid.ts';
export type { NetworkBundle } from './network-bundle.ts';
export {
	BUNDLE_FORMAT,
	LARGEST_BUNDLE_BYTES,
	checkBundleSize,
	packBundle,
	readBundle,
	readBundleFile,
} from './network-bundle.ts';
export type { Calibration, Fetch, Network, NetworkFile } from './network-file.ts';
export {
	NETWORK_FORMAT,
	NETWORK_INPUT,
	loadNetwork,
	packWeights,
	parseNetwork,
} from './network-file.ts';
export { objectiveClassOf } from './objective-class.ts';
export type { Branches, EventLogits, JoinedLogits } from './readout.ts';
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
