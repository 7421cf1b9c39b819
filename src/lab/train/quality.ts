/**
 * Motion as others measure it: what estimators, cameras and conversions elsewhere do to a field.
 *
 * The app has one estimator, and its faults are the same at every event. A network that has seen
 * these alone is as sure of motion that is not worth it. So a part of what is seen is made worse in
 * the ways that flow from elsewhere differs: smoother, coarser, noisier, with holes, too small here
 * and there, and with the ratio of its components lost.
 */
import type { Random } from '../../core/kernel/index.ts';
import { GRID } from '../../line/classify/index.ts';
import { CELLS, addCorrelatedNoise, blur } from './flow-model.ts';
import type { Flow } from './flow-model.ts';

interface Quality {
	/** What v is multiplied by against u. */
	readonly ratio: number;
	/** Further blur, cells; 0: none. */
	readonly smooth: number;
	/** Cells per side of a block that has one motion, and steps that it is rounded to (of the size). */
	readonly block: number;
	readonly step: number;
	/** Noise over the size of the motion, and over how many cells it hangs together. */
	readonly noise: number;
	readonly noiseCells: number;
	/** Patches in which nothing is seen. */
	readonly holes: number;
	/** How unevenly a motion is seen, place by place. */
	readonly unevenness: number;
}

/** Share of the views of events that are made worse. */
export const WORSENED_SHARE = 0.2;

function drawQuality(random: Random): Quality {
	const chance = (share: number, from: number, to: number): number =>
		random.chance(share) ? random.uniform(from, to) : 0;
	return {
		ratio: Math.exp(chance(0.5, -0.5, 0.5)),
		smooth: chance(0.4, 0.7, 2.4),
		block: random.chance(0.15) ? 2 + random.index(3) : 1,
		step: chance(0.15, 0.1, 0.5),
		noise: chance(0.5, 0.1, 0.6),
		noiseCells: random.uniform(0.5, 2.5),
		holes: random.chance(0.15) ? 1 + random.index(4) : 0,
		unevenness: chance(0.4, 0.1, 0.45),
	};
}

/** Makes both motions of an event worse, in place and in the same way, or leaves them. */
export function worsen(
	{ rise, fall }: Readonly<Record<'rise' | 'fall', Flow>>,
	random: Random,
): void {
	if (!random.chance(WORSENED_SHARE)) return;
	const quality = drawQuality(random);
	const size = sizeOf(rise);
	if (quality.holes > 0) {
		const seen = holesOf(quality.holes, random);
		for (const field of [rise.u, rise.v, fall.u, fall.v]) multiply(field, seen);
	}
	for (const flow of [rise, fall]) worsenOne(flow, quality, size, random);
}

function worsenOne(flow: Flow, quality: Quality, size: number, random: Random): void {
	const { ratio, smooth, block, step, noise, noiseCells, unevenness } = quality;
	if (unevenness > 0) {
		const gain = new Float64Array(CELLS).fill(1);
		addCorrelatedNoise(gain, unevenness, random.uniform(1.5, 4), random);
		multiply(flow.u, gain);
		multiply(flow.v, gain);
	}
	for (let cell = 0; cell < CELLS; cell++) flow.v[cell]! *= ratio;
	for (const field of [flow.u, flow.v]) {
		if (smooth > 0) blur(field, smooth);
		if (noise > 0 && size > 0) addCorrelatedNoise(field, noise * size, noiseCells, random);
		if (block > 1) holdBlocks(field, block);
		if (step > 0 && size > 0) {
			const whole = step * size;
			for (let cell = 0; cell < CELLS; cell++)
				field[cell] = whole * Math.round(field[cell]! / whole);
		}
	}
}

/** Root of the mean square of what moves most: a tenth of the cells. */
function sizeOf({ u, v }: Flow): number {
	const squares = Float64Array.from(u, (x, cell) => x * x + v[cell]! ** 2).sort();
	const most = squares.subarray(-CELLS / 10);
	return Math.sqrt(most.reduce((sum, x) => sum + x, 0) / most.length / 2);
}

function multiply(field: Float64Array, by: Float64Array): void {
	for (let cell = 0; cell < CELLS; cell++) field[cell]! *= by[cell]!;
}

function holesOf(count: number, random: Random): Float64Array {
	const seen = new Float64Array(CELLS).fill(1);
	for (let n = 0; n < count; n++) {
		const x = random.uniform(0, GRID);
		const y = random.uniform(0, GRID);
		const radius = random.uniform(1.5, 4);
		for (let cell = 0; cell < CELLS; cell++) {
			const away = Math.hypot((cell % GRID) - x, Math.floor(cell / GRID) - y) / radius;
			seen[cell]! *= 1 - Math.exp(-0.5 * away ** 4);
		}
	}
	return seen;
}

/** The mean of a block, all over it. */
function holdBlocks(field: Float64Array, block: number): void {
	for (let row = 0; row < GRID; row += block) {
		for (let column = 0; column < GRID; column += block) {
			let sum = 0;
			let count = 0;
			const bottom = Math.min(GRID, row + block);
			const right = Math.min(GRID, column + block);
			for (let y = row; y < bottom; y++) {
				for (let x = column; x < right; x++, count++) sum += field[y * GRID + x]!;
			}
			for (let y = row; y < bottom; y++) {
				for (let x = column; x < right; x++) field[y * GRID + x] = sum / count;
			}
		}
	}
}
