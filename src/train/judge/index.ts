/**
 * Room: train, judge. What judges a network without training one: its logits on many events, and
 * figures of merit. A door of its own, because whoever judges needs no generator and no films.
 *
 * In    a network's parameters and motions as `eventMotion` writes them; counts
 * Out   logits a branch (`predict`); confusion matrices and what is read off them
 * Runs  on the tfjs backend that is set
 */
export { COVERAGES } from '../calibrate.ts';
export { type Confusion, confusionOf, unweightedF1, unweightedRecall } from '../metrics.ts';
export { type Motions, type TrainedNetwork, predict } from '../predict.ts';
