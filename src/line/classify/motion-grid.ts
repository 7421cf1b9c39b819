/** The two motions of an event, on the grid that the network looks at. */
import type { Asymmetry } from './asymmetry.ts';

/** The two motions of an event on the canonical grid. */
export interface EventMotion {
	/** Onset -> apex. [28, 28, 3]: u, v (right, down), optical strain; normalised. */
	readonly rise: Float32Array;
	/** Apex -> offset, negated: same sign as the rise. [28, 28, 3] */
	readonly fall: Float32Array;
	/** Correlation of the two before normalisation, -1..1. */
	readonly correlation: number;
	readonly asymmetry: Asymmetry;
}

/** Cells per side of the canonical motion grid; eyes 12 cells apart, centred, on row 9.5. */
export const GRID = 28;
export const GRID_EYE_DISTANCE = 12;
export const GRID_EYE_ROW = 9.5;
export const GRID_CHANNELS = 3;
