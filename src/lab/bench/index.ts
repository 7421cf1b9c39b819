/**
 * Room: bench. Measurements of speed, as ratios within one run.
 */
export { benchExports } from './exports.ts';
export { benchLine } from './line.ts';
export type { BenchOptions } from './options.ts';
export { benchPaperNetwork } from './paper-network.ts';
