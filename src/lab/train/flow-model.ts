/**
 * What a dense flow estimator makes of a true motion: it blurs, it loses motion in smooth skin and
 * along edges, it is noisy in patches, and here and there it is plainly wrong.
 *
 * Fields on the 28 x 28 grid, px200. The figures stand for Lucas-Kanade on a 128-px crop pooled to
 * the grid (about one cell of blur, noise 0.05-0.15 px200).
 */
import type { Random } from '../../core/kernel/index.ts';
import { GRID } from '../../line/classify/index.ts';

export const CELLS = GRID * GRID;

export interface Flow {
	readonly u: Float64Array;
	readonly v: Float64Array;
}

export const newFlow = (): Flow => ({ u: new Float64Array(CELLS), v: new Float64Array(CELLS) });

const line = new Float64Array(GRID);

/** Gaussian blur in place, border repeated; `sigma` in cells. */
export function blur(field: Float64Array, sigma: number): void {
	const radius = Math.ceil(2.5 * sigma);
	const kernel: number[] = [];
	for (let i = 0; i <= radius; i++) kernel.push(Math.exp(-0.5 * (i / sigma) ** 2));
	const sum = kernel.reduce((total, k, i) => total + (i === 0 ? k : 2 * k), 0);
	for (const [step, stride] of [
		[1, GRID],
		[GRID, 1],
	] as const) {
		for (let row = 0; row < GRID; row++) {
			const start = row * stride;
			for (let i = 0; i < GRID; i++) line[i] = field[start + i * step]!;
			for (let i = 0; i < GRID; i++) {
				let total = kernel[0]! * line[i]!;
				for (let j = 1; j <= radius; j++) {
					total += kernel[j]! * (line[Math.max(0, i - j)]! + line[Math.min(GRID - 1, i + j)]!);
				}
				field[start + i * step] = total / sum;
			}
		}
	}
}

/** Adds noise of standard deviation `size`, correlated over `sigma` cells. */
export function addCorrelatedNoise(
	field: Float64Array,
	size: number,
	sigma: number,
	random: Random,
): void {
	const noise = new Float64Array(CELLS);
	for (let cell = 0; cell < CELLS; cell++) noise[cell] = random.normal();
	blur(noise, sigma);
	let power = 0;
	for (const value of noise) power += value * value;
	const scale = size / Math.sqrt(power / CELLS);
	for (let cell = 0; cell < CELLS; cell++) field[cell]! += scale * noise[cell]!;
}

/** Adds one patch of wrong flow: a highlight, a strand of hair, the rim of a pair of glasses. */
export function addOutlier(flow: Flow, size: number, random: Random): void {
	const x = random.uniform(0, GRID);
	const y = random.uniform(0, GRID);
	const radius = random.uniform(0.6, 1.8);
	const angle = random.uniform(0, 2 * Math.PI);
	for (let cell = 0; cell < CELLS; cell++) {
		const dx = (cell % GRID) - x;
		const dy = Math.floor(cell / GRID) - y;
		const share = size * Math.exp(-0.5 * ((dx * dx + dy * dy) / (radius * radius)));
		flow.u[cell]! += share * Math.cos(angle);
		flow.v[cell]! += share * Math.sin(angle);
	}
}
