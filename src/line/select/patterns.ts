/**
 * The action units whose motion the scorer's patterns are, in the patterns' order: every combination
 * below on both sides, on the picture's left alone and on its right alone.
 */
import type { Half } from './scorer.ts';

/** Units that come together, FACS numbers. */
export const PATTERN_UNITS: Readonly<Record<Half, readonly (readonly number[])[]>> = {
	upper: [[1], [2], [4], [1, 2], [1, 4]],
	lower: [[6], [12], [6, 12], [9], [10], [14], [15], [17], [15, 17], [20], [24], [23]],
};
/** Strength of the picture's right and left: both sides, the subject's right, the subject's left. */
export const PATTERN_SIDES = [
	[1, 1],
	[0, 1],
	[1, 0],
] as const;
