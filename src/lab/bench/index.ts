/**
 * Room: bench. Measurements of speed on this machine, as ratios within one run. Nothing else of the
 * repository is timed with code of its own.
 *
 * In    the built app, or files that pages are bundled from; what a person asks of every measurement
 * Out   figures as plain data, and lines for people while it goes on
 * Owns  the browser, server and bundle that a measurement needs, while it runs
 */
export { benchExports } from './exports.ts';
export { benchLine } from './line.ts';
export { benchNetwork } from './network.ts';
export type { BenchOptions } from './options.ts';
export { benchPage } from './page.ts';
export { benchPaperNetwork } from './paper-network.ts';
export { benchSelection } from './selection.ts';
export { benchPeers } from './peers.ts';
export { benchStart } from './start.ts';
