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
	readonly relief: Relief;
}

/** How far a head's parts stand out; no two heads agree. */
export interface Relief {
	readonly nose: number;
	readonly sides: number;
	readonly ends: number;
	readonly brow: number;
}

const FLAT: Relief = { nose: 0, sides: 0, ends: 0, brow: 0 };

export const NO_HEAD_MOTION: HeadDrift = {
	shiftX: 0,
	shiftY: 0,
	roll: 0,
	zoom: 0,
	turn: 0,
	nod: 0,
	relief: FLAT,
};

export const drawHeadMotion = (size: number, random: Random): HeadDrift => ({
	shiftX: size * random.normal(),
	shiftY: size * random.normal(),
	roll: 0.3 * size * random.normal(),
	zoom: 0.3 * size * random.normal(),
	turn: 0.35 * size * random.normal(),
	nod: 0.35 * size * random.normal(),
	relief: {
		nose: random.uniform(0.7, 1.3),
		sides: random.uniform(0.3, 0.7),
		ends: random.uniform(0, 0.35),
		brow: random.uniform(0, 0.25),
	},
});

/** The same head, moved `share` times as far. */
export const scaledHead = (head: HeadDrift, share: number): HeadDrift => ({
	shiftX: share * head.shiftX,
	shiftY: share * head.shiftY,
	roll: share * head.roll,
	zoom: share * head.zoom,
	turn: share * head.turn,
	nod: share * head.nod,
	relief: head.relief,
});

export const addHeadMotion = (a: HeadDrift, b: HeadDrift): HeadDrift => ({
	shiftX: a.shiftX + b.shiftX,
	shiftY: a.shiftY + b.shiftY,
	roll: a.roll + b.roll,
	zoom: a.zoom + b.zoom,
	turn: a.turn + b.turn,
	nod: a.nod + b.nod,
	relief: a.relief,
});

/** The nose stands out and moves more than the rest, the brow a little; sides, forehead and chin lie back. */
const depth = ({ nose, sides, ends, brow }: Relief, x: number, y: number): number =>
	nose * Math.exp(-0.5 * ((x / 0.22) ** 2 + ((y - 0.5) / 0.3) ** 2)) +
	brow * Math.exp(-0.5 * ((x / 0.5) ** 2 + ((y + 0.25) / 0.12) ** 2)) -
	sides * x * x -
	ends * (y - 0.4) ** 2;

/** Rightwards at (x, y), px200. */
export const headU = (
	{ shiftX, roll, zoom, turn, relief }: HeadDrift,
	x: number,
	y: number,
): number => shiftX - roll * y + zoom * x + turn * depth(relief, x, y);

/** Downwards at (x, y), px200. */
export const headV = (
	{ shiftY, roll, zoom, nod, relief }: HeadDrift,
	x: number,
	y: number,
): number => shiftY + roll * x + zoom * y + nod * depth(relief, x, y);
