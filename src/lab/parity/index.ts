/**
 * Room: parity. Selection and paper network compared with recorded outputs of the published code.
 *
 * In    files of recorded outputs; what goes in is given by formula, so that no recording holds it
 * Out   what was expected and what came out, as a table; the exit status. For measurements: weights and
 *       frames by formula, and the paper network on a page in headless Chromium
 * Note  each check is loaded when it is asked for
 */
import type { Part } from '../terminal/index.ts';

export { formulaFrames, formulaWeights } from './network/formula.ts';
export type { OpenPaperPage } from './paper-page/host.ts';
export { openPaperPage } from './paper-page/host.ts';
export { matrixProducts } from './paper-page/matrix-products.ts';

export const CHECKS: ReadonlyMap<string, Part> = new Map([
	[
		'selection',
		{
			does: 'key frames, against those that the published reselection chose',
			load: () => import('./selection.ts'),
		},
	],
	[
		'network',
		{
			does: "the paper's network, against activations and logits of the published one",
			load: () => import('./network.ts'),
		},
	],
]);
