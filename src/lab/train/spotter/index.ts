/**
 * Room: train, the spotter's side. Makes the scorer of `select`.
 *
 * In    films as the line gets them (`CachedFootage`) with the truth about the movements in them
 * Out   `TrainedScorer`: the content of `src/line/select/scorer.json`, held-out figures included
 * Runs  in Node; the features are those of the product's own line, run over the films and over
 *       copies with further movements drawn into them
 * Cost  minutes of one core; memory for every feature vector, about 1 kB a frame and copy
 */
export { SPOTTER_CONFIG } from './config.ts';
export { labelOf } from './examples.ts';
export type { Examples } from './fit.ts';
export { Net, Standard, fitNet, lossOf } from './fit.ts';
export { foldsOf } from './folds.ts';
export { barAt, calibrate, candidatesOf, recallAt } from './held-out.ts';
export { MovedFootage, inject } from './inject.ts';
export { gather } from './material.ts';
export type { Candidate } from './track.ts';
export { trackOf, replay } from './track.ts';
export { TrackStore } from './track-store.ts';
export { trainSpotter } from './train-spotter.ts';
export type { HeldOutTrial, Tried } from './trial.ts';
export { acceptedAt, barsFrom, tryOnOthers } from './trial.ts';
export { written } from './ensemble.ts';
