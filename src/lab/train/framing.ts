/**
 * How the grid lies on a face: framed by eyes and a nose that were found imperfectly, and by lengths
 * that fix mouth and brows of no face exactly.
 */
import { GRID, GRID_EYE_DISTANCE, GRID_EYE_ROW } from '../../line/classify/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { CELLS } from './flow-model.ts';

export interface Framing {
	/** Shift, IOD. */
	readonly dx: number;
	readonly dy: number;
	readonly scale: number;
	/** Of rows against columns: above 1 the face looks shorter on the grid. */
	readonly stretch: number;
	/** Radians. */
	readonly turn: number;
}

const SHIFT_IOD = 0.08;
const SCALE_SIGMA = 0.04;
/** Natural logarithm: what the two lengths leave. */
const FRAMED_SIGMA = 0.05;
/**
 * Fields from elsewhere are often framed by the eyes alone, or by a nose that was found in the picture:
 * up to 30 % shorter or 42 % longer, rarely that far.
 */
const ELSEWHERE_SHARE = 0.75;
const LARGEST_STRETCH = 0.35;
const TURN_SIGMA = 0.04;

export const drawFraming = (random: Random): Framing => ({
	dx: random.uniform(-SHIFT_IOD, SHIFT_IOD),
	dy: random.uniform(-SHIFT_IOD, SHIFT_IOD),
	scale: Math.exp(SCALE_SIGMA * random.normal()),
	stretch: Math.exp(
		random.chance(ELSEWHERE_SHARE)
			? LARGEST_STRETCH * (random.next() - random.next())
			: FRAMED_SIGMA * random.normal(),
	),
	turn: TURN_SIGMA * random.normal(),
});

const source = new Float64Array(CELLS);

/** Samples a field on the grid as another framing would have: bilinear, the border repeated. */
export function reframe(field: Float64Array, { dx, dy, scale, stretch, turn }: Framing): void {
	source.set(field);
	const cos = scale * Math.cos(turn);
	const sin = scale * Math.sin(turn);
	const middle = (GRID - 1) / 2;
	for (let row = 0, cell = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++, cell++) {
			const down = stretch * (row - GRID_EYE_ROW);
			const x = cos * (column - middle) - sin * down + dx * GRID_EYE_DISTANCE;
			const y = sin * (column - middle) + cos * down + dy * GRID_EYE_DISTANCE;
			field[cell] = sample(x + middle, y + GRID_EYE_ROW);
		}
	}
}

function sample(x: number, y: number): number {
	const px = Math.min(GRID - 1.001, Math.max(0, x));
	const py = Math.min(GRID - 1.001, Math.max(0, y));
	const left = Math.floor(px);
	const at = Math.floor(py) * GRID + left;
	const fx = px - left;
	const top = source[at]! + fx * (source[at + 1]! - source[at]!);
	const bottom = source[at + GRID]! + fx * (source[at + GRID + 1]! - source[at + GRID]!);
	return top + (py - Math.floor(py)) * (bottom - top);
}
