/**
 * Room: train. Makes the live network: synthesises motion, fits, calibrates, evaluates, writes.
 *
 * In    a seed and a configuration; nothing recorded of any person
 * Out   `model.json`, `weights.bin`, `card.json`, `run.json`; what a network is judged with
 * Runs  in Node on tfjs' wasm backend; uses the network and the normalisation of `classify` and the
 *       action-unit fields of `actor`, so that training and app cannot drift apart
 */
export { DEFAULT_CONFIG, SMOKE_CONFIG } from './config.ts';
export type { TrainConfig } from './config.ts';
export type { RunRecord } from './publish.ts';
export { figuresOf } from './figures.ts';
export type { ClassFigures, Figures, UnitFigures } from './figures.ts';
export { generate } from './generate.ts';
export type { Dataset, Truth } from './generate.ts';
export { drawHeldOut, seedsOf } from './held-out.ts';
export type { HeldOut, Seeds } from './held-out.ts';
export { judged } from './judged-event.ts';
export type { JudgedEvent } from './judged-event.ts';
export { calibrationError, confusionOf, meanOf, unweightedRecall } from './metrics.ts';
export type { Confusion } from './metrics.ts';
export { predict } from './predict.ts';
export type { Motions, TrainedNetwork } from './predict.ts';
export type { Content } from './scene.ts';
export { NON_MOVEMENTS } from './scene.ts';
export { useWasm } from './wasm-backend.ts';
