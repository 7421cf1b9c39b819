/**
 * What the retention knows of where cells lie: a rotation of queries and
 * keys, and a decay with the distance. Pure numbers; both follow from the sizes alone.
 *
 * Source: science of RMT (Retentive Networks Meet Vision Transformers) with the published constants
 */

import type { StageSizes } from './architecture.ts';

/** Exponent of the least decay: 1 - 2^-2 for a step. */
const INITIAL = 2;
const BASE = 10_000;

/**
 * Log of what a step of one cell leaves, one value a head: log(1 - 2^(-2 - range * head / heads)).
 * Two heads: log 0.75 and, with a range of 4, log 0.9375; with 6, log 0.96875.
 */
export const decaysOf = (heads: number, range: number): number[] =>
	Array.from({ length: heads }, (_, head) =>
		Math.log(1 - 2 ** (-INITIAL - (range * head) / heads)),
	);

/**
 * What is added to the scores along a row or a column, before the softmax: distance times decay.
 * [heads, cells, cells], 0 on the diagonal, negative elsewhere.
 */
export const lineMask = (cells: number, decays: readonly number[]): Float32Array =>
	gridMask(1, cells, decays);

/** The same between all cells of a grid, in rows: Manhattan distance. [heads, H * W, H * W]. */
export function gridMask(
	height: number,
	width: number,
	decays: readonly number[],
): Float32Array<ArrayBuffer> {
	const cells = height * width;
	const mask = new Float32Array(decays.length * cells * cells);
	let at = 0;
	for (const decay of decays) {
		for (let a = 0; a < cells; a++) {
			for (let b = 0; b < cells; b++) {
				const rows = Math.abs(Math.floor(a / width) - Math.floor(b / width));
				const columns = Math.abs((a % width) - (b % width));
				mask[at++] = decay * (rows + columns);
			}
		}
	}
	return mask;
}

/**
 * Radians that each pair of a head's dims turns a cell: 1 / 10000^t, t evenly from 0 to 1.
 * [headDim / 2]; the state dict has every one twice.
 */
export function anglesOf(headDim: number): number[] {
	const pairs = headDim / 2;
	return Array.from({ length: pairs }, (_, pair) => BASE ** (-pair / (pairs - 1)));
}

/** Cosine and sine by which pairs turn, cells numbered in rows over the grid. */
export interface Rotation {
	/** [cells, heads * headDim / 2]: every head turns alike. */
	readonly cos: Float32Array;
	readonly sin: Float32Array;
}

export function rotationOf(cells: number, heads: number, headDim: number): Rotation {
	const angles = anglesOf(headDim);
	const width = heads * angles.length;
	const cos = new Float32Array(cells * width);
	const sin = new Float32Array(cells * width);
	for (let cell = 0; cell < cells; cell++) {
		for (let i = 0; i < width; i++) {
			// In single precision, as the published code has it: 12,543 radians leave a difference.
			const turn = Math.fround(cell * Math.fround(angles[i % angles.length]!));
			cos[cell * width + i] = Math.cos(turn);
			sin[cell * width + i] = Math.sin(turn);
		}
	}
	return { cos, sin };
}

/** All that a stage knows of positions on its square grid. */
export interface PositionTables extends Rotation {
	/** Cells that hear each other: of a row or column, or of the whole grid. */
	readonly cells: number;
	/** [heads, cells, cells] */
	readonly mask: Float32Array;
}

export function positionTables(sizes: StageSizes, grid: number): PositionTables {
	const { dim, heads, headsRange, retention } = sizes;
	const decays = decaysOf(heads, headsRange);
	return {
		...rotationOf(grid * grid, heads, dim / heads),
		cells: retention === 'full' ? grid * grid : grid,
		mask: retention === 'full' ? gridMask(grid, grid, decays) : lineMask(grid, decays),
	};
}
