/**
 * The sizes of the paper's network: POS ViT + RMT-T3.
 *
 * They are arguments of everything here, so that a small network of the same kind can be checked
 * on a backend that is too slow for the published one.
 *
 * Source: GAMDSS (arXiv 2603.04766) and the constants of its published code, read and written anew.
 */

/** How a stage looks along its grid: row by row then column by column, or everywhere at once. */
type RetentionKind = 'separable' | 'full';

export interface StageSizes {
	readonly dim: number;
	readonly depth: number;
	readonly heads: number;
	/** The decay of the heads spans this many halvings: log(1 - 2^(-2 - range * head / heads)). */
	readonly headsRange: number;
	readonly retention: RetentionKind;
}

export interface PaperArchitecture {
	/** Pixels along either side of a frame, halved at every stage. */
	readonly side: number;
	/** Channels of the four convolutions of the stem, the first with stride 2. */
	readonly stem: readonly [number, number, number, number];
	/** Between two stages the grid is halved. The first has the stem's last width. */
	readonly stages: readonly StageSizes[];
	/** Hidden width of a stage's feed-forward part, in multiples of its dim. */
	readonly mlpRatio: number;
	/** The spatial branch: tokens as many as cells of the last stage, as wide as it. */
	readonly vit: { readonly depth: number; readonly heads: number; readonly mlpRatio: number };
	/** Width before the average over the grid. */
	readonly projection: number;
}

/** What the authors published. */
export const PUBLISHED: PaperArchitecture = {
	side: 224,
	stem: [32, 32, 64, 64],
	stages: [
		{ dim: 64, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 128, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 256, depth: 2, heads: 2, headsRange: 6, retention: 'full' },
		{ dim: 512, depth: 1, heads: 2, headsRange: 6, retention: 'full' },
	],
	mlpRatio: 3,
	vit: { depth: 2, heads: 4, mlpRatio: 4 },
	projection: 1024,
};

/** Colours of a frame. */
export const FRAME_CHANNELS = 3;

/** Cells along either side of a stage's grid, the first stage's at index 0: 112, 56, 28, 14. */
export const gridsOf = ({ side, stages }: PaperArchitecture): number[] =>
	stages.map((_, index) => side / 2 ** (index + 1));

/** Width and cells along either side of the last stage: 512 and 14. */
export function lastStageOf(architecture: PaperArchitecture): { dim: number; grid: number } {
	return { dim: architecture.stages.at(-1)!.dim, grid: gridsOf(architecture).at(-1)! };
}
