/** A paper network of few values, with all of the published one's parts, and its weights and frames. */
import type { PaperArchitecture, PaperFrame } from '../../src/line/paper/index.ts';
import { formulaFrames, formulaWeights } from '../../src/lab/parity/network/formula.ts';

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

/** Still smaller, with a stage of each kind: a software GPU spends a second on every new shape. */
export const TINY_PAPER: PaperArchitecture = {
	...SMALL_PAPER,
	side: 16,
	stages: [
		{ dim: 8, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 16, depth: 1, heads: 2, headsRange: 6, retention: 'full' },
	],
	vit: { depth: 1, heads: 4, mlpRatio: 4 },
};

export const smallWeights = (
	classes: number,
	architecture: PaperArchitecture = SMALL_PAPER,
): Map<string, Float32Array> => formulaWeights(classes, architecture);

export const smallFrames = (
	architecture: PaperArchitecture = SMALL_PAPER,
): readonly [PaperFrame, PaperFrame, PaperFrame] => formulaFrames(architecture.side);
