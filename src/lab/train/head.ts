/**
 * A head that does not hold still, as it moves a face that has been aligned: what is left of shift,
 * roll and change of size, and what turning and nodding do to a face that has depth.
 *
 * Space  px200 at (x, y) in inter-ocular distances from the midpoint of the eyes
 */
import type { Random } from '../../core/kernel/index.ts';

export interface HeadDrift {
	readonly shiftX: number;
	readonly shiftY: number;
	readonly roll: number;
	readonly zoom: number;
	readonly turn: number;
	readonly nod: number;
}

export const NO_HEAD_MOTION: HeadDrift = {
	shiftX: 0,
	shiftY: 0,
	roll: 0,
	zoom: 0,
	turn: 0,
	nod: 0,
};

export const drawHeadMotion = (size: number, random: Random): HeadDrift => ({
	shiftX: size * random.normal(),
	shiftY: size * random.normal(),
	roll: 0.3 * size * random.normal(),
	zoom: 0.3 * size * random.normal(),
	turn: 0.35 * size * random.normal(),
	nod: 0.35 * size * random.normal(),
});

export const addHeadMotion = (a: HeadDrift, b: HeadDrift): HeadDrift => ({
	shiftX: a.shiftX + b.shiftX,
	shiftY: a.shiftY + b.shiftY,
	roll: a.roll + b.roll,
	zoom: a.zoom + b.zoom,
	turn: a.turn + b.turn,
	nod: a.nod + b.nod,
});

/** The nose stands out and moves more than the rest; the sides lie back. */
const depth = (x: number, y: number): number =>
	Math.exp(-0.5 * ((x / 0.22) ** 2 + ((y - 0.5) / 0.3) ** 2)) - 0.4 * x * x;

/** Rightwards at (x, y), px200. */
export const headU = ({ shiftX, roll, zoom, turn }: HeadDrift, x: number, y: number): number =>
	shiftX - roll * y + zoom * x + turn * depth(x, y);

/** Downwards at (x, y), px200. */
export const headV = ({ shiftY, roll, zoom, nod }: HeadDrift, x: number, y: number): number =>
	shiftY + roll * x + zoom * y + nod * depth(x, y);
