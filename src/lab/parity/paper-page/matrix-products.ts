/**
 * The matrix products of one event in the paper network. Depthwise convolutions are none, so they are
 * left out. Pure.
 */
import { FRAME_CHANNELS, gridsOf, lastStageOf } from '../../../line/paper/index.ts';
import type { PaperArchitecture, StageSizes } from '../../../line/paper/index.ts';
import type { MatrixProduct } from '../../judge/index.ts';

/** Of rise and fall together; a convolution is one product over its patches. */
export function matrixProducts(architecture: PaperArchitecture, classes: number): MatrixProduct[] {
	const { side, stem, stages, projection } = architecture;
	const grids = gridsOf(architecture);
	const last = lastStageOf(architecture);
	const cells = 2 * last.grid ** 2;
	const one = (rows: number, inner: number, columns: number, count = 1): MatrixProduct => ({
		count,
		rows,
		inner,
		columns,
	});
	return [
		...spatialProducts(architecture),
		...stem.map((width, i) => one(2 * (side / 2) ** 2, 9 * (stem[i - 1] ?? FRAME_CHANNELS), width)),
		...stages.flatMap((sizes, i) => {
			const next = stages[i + 1];
			const grid = grids[i]!;
			return [
				...Array.from({ length: sizes.depth }, () =>
					blockProducts(sizes, grid, architecture.mlpRatio),
				).flat(),
				...(next === undefined ? [] : [one(2 * (grid / 2) ** 2, 9 * sizes.dim, next.dim)]),
			];
		}),
		one(cells, last.dim, projection),
		one(2, projection, classes),
	];
}

function spatialProducts(architecture: PaperArchitecture): MatrixProduct[] {
	const { dim, grid } = lastStageOf(architecture);
	const { depth, heads, mlpRatio } = architecture.vit;
	const cells = grid ** 2;
	const rows = 2 * cells;
	const hidden = dim * mlpRatio;
	return [
		{ count: 1, rows, inner: FRAME_CHANNELS, columns: dim },
		{ count: 4 * depth, rows, inner: dim, columns: dim }, // query, key, value, projection
		{ count: 2 * heads * depth, rows: cells, inner: dim / heads, columns: cells },
		{ count: 2 * heads * depth, rows: cells, inner: cells, columns: dim / heads },
		{ count: depth, rows, inner: dim, columns: hidden },
		{ count: depth, rows, inner: hidden, columns: dim },
	];
}

function blockProducts(
	{ dim, heads, retention }: StageSizes,
	grid: number,
	mlpRatio: number,
): MatrixProduct[] {
	const rows = 2 * grid ** 2;
	const hidden = dim * mlpRatio;
	// Rows and then columns, or the whole grid at once.
	const lines = retention === 'full' ? 1 : 2 * grid;
	const cells = retention === 'full' ? grid ** 2 : grid;
	const count = 2 * heads * lines;
	return [
		{ count: 4, rows, inner: dim, columns: dim },
		{ count, rows: cells, inner: dim / heads, columns: cells },
		{ count, rows: cells, inner: cells, columns: dim / heads },
		{ count: 1, rows, inner: dim, columns: hidden },
		{ count: 1, rows, inner: hidden, columns: dim },
	];
}
