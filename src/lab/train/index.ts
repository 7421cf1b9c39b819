/**
 * Room: train. Makes the live network: synthesises motion, fits, calibrates, evaluates, writes.
 *
 * In    a seed and a configuration; portraits for the part that goes through the app's own flow
 * Out   `model.json`, `weights.bin`, `card.json`, `run.json`, pictures of the class means
 * Runs  in Node on tfjs's wasm backend; uses the network and the normalisation of `classify`, the
 *       alignment and the flow of the line and the action-unit fields of `actor`, so that training
 *       and app cannot drift apart
 */
export { ablations } from './ablations.ts';
export type { TrainConfig } from './config.ts';
export { DEFAULT_CONFIG, SMOKE_CONFIG } from './config.ts';
export { NO_PORTRAITS, generate } from './generate.ts';
export type { HeldOut } from './held-out.ts';
export { drawHeldOut, seedsOf } from './held-out.ts';
export type { RunRecord } from './publish.ts';
export { revisionOf } from './revision.ts';
export { train, trainingRevision } from './train.ts';
