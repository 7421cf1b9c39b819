/**
 * Room: classify. The live network: what a movement's flow says, action units and a hedged reading.
 *
 * In    the raw grid flow of an event, onset -> apex and apex -> offset (`eventMotion`); weights and
 *       their card, from the shipped folder or from a person's file
 * Out   a `UnitVerdict` (`Classifier`, to the line an `EventNetwork`)
 * Owns  the live network's tensors
 */
export type { Architecture } from './architecture.ts';
export { LARGEST } from './architecture.ts';
export type { CertaintyModel } from './certainty.ts';
export { EVIDENCE, EVIDENCE_SPEAKS } from './certainty.ts';
export type { ClassifierOptions } from './classifier.ts';
export { Classifier } from './classifier.ts';
export type { GridField, MotionScale } from './event-motion.ts';
export { eventMotion, normaliseMotion, opticalStrain, removePlane } from './event-motion.ts';
export { FOLDED_LOGITS } from './folded-network.ts';
export {
	CLASSES,
	LOGITS,
	UNITS,
	branchLogits,
	parameterCount,
	parametersOf,
	sizeOf,
} from './live-network.ts';
export { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './motion-grid.ts';
export type { NetworkBundle } from './network-bundle.ts';
export {
	LARGEST_BUNDLE_BYTES,
	checkBundleSize,
	packBundle,
	readBundle,
	readBundleFile,
} from './network-bundle.ts';
export type { Network } from './network-file.ts';
export { loadNetwork, packWeights, parseNetwork } from './network-file.ts';
export type { LogitCalibration, NetworkFile } from './network-schema.ts';
export { NETWORK_FORMAT, NETWORK_INPUT, checkNetworkFile } from './network-schema.ts';
export { objectiveClassOf } from './objective-class.ts';
export type { Branches, EventLogits, JoinedLogits } from './readout.ts';
export {
	gateBranches,
	joinBranches,
	namedUnits,
	namingAt,
	readUnits,
	readVerdict,
	readingCertainty,
	readingEvidence,
	sideEvidence,
	sideOf,
} from './readout.ts';
