/** A paper network of few values, with all of the published one's parts, and its weights and frames. */
import type { PaperArchitecture, PaperFrame } from '../../src/classify/index.ts';
import { formulaFrames, formulaWeights } from '../../src/cli/parity/network/formula.ts';

export const SMALL_PAPER: PaperArchitecture = {
	side: 32,
	stem: [4, 4, 8, 8],
	stages: [
		{ dim: 8, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 16, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 16, depth: 2, heads: 2, headsRange: 6, retention: 'full' },
		{ dim: 32, depth: 1, heads: 2, headsRange: 6, retention: 'full' },
	],
	mlpRatio: 3,
	vit: { depth: 2, heads: 4, mlpRatio: 4 },
	projection: 24,
};

export const smallWeights = (classes: number): Map<string, Float32Array> =>
	formulaWeights(classes, SMALL_PAPER);

export const smallFrames = (): readonly [PaperFrame, PaperFrame, PaperFrame] =>
	formulaFrames(SMALL_PAPER.side);
