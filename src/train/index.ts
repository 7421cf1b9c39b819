/**
 * Room: train. Makes the live network: synthesises motion, fits, calibrates, evaluates, writes.
 *
 * In    a seed and a configuration; nothing recorded of any person
 * Out   `model.json`, `weights.bin`, `card.json`, `run.json`
 * Runs  in Node on tfjs' wasm backend; uses the network and the normalisation of `classify` and the
 *       action-unit fields of `actor`, so that training and app cannot drift apart
 */
export { DEFAULT_CONFIG, SMOKE_CONFIG } from './config.ts';
export type { TrainConfig } from './config.ts';
export { train } from './train.ts';
export type { RunRecord } from './publish.ts';
export { generate } from './generate.ts';
export type { Content, Dataset, Truth } from './generate.ts';
