import { describe, expect, it } from 'vitest';
import { ContrastFilter } from '../../../../src/line/align/contrast.ts';
import { CROP_SIZE, boxMean } from '../../../../src/line/align/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { SyntheticFace, placeFace } from '../../../support/synthetic-face.ts';

function bruteMean(from: Float32Array, size: number, radius: number): Float32Array {
	return from.map((_, i) => {
		let sum = 0;
		let count = 0;
		for (let y = Math.floor(i / size) - radius; y <= Math.floor(i / size) + radius; y++) {
			for (let x = (i % size) - radius; x <= (i % size) + radius; x++) {
				if (x < 0 || y < 0 || x >= size || y >= size) continue;
				sum += from[y * size + x]!;
				count += 1;
			}
		}
		return sum / count;
	});
}

describe('boxMean', () => {
	it.each([
		[9, 1],
		[16, 3],
		[17, 8],
		[40, 8],
	])('equals the plain mean, %i px wide, radius %i, in place or not', (size, radius) => {
		const random = seeded(size);
		const from = Float32Array.from({ length: size * size }, () => random.uniform(-100, 100));
		const truth = bruteMean(from, size, radius);
		const rows = new Float32Array(size * size);
		const out = new Float32Array(size * size);
		// Twice: the second call must not find leavings of the first.
		for (let call = 0; call < 2; call++) {
			boxMean(from, rows, out, size, radius);
			out.forEach((value, i) => {
				expect(value).toBeCloseTo(truth[i]!, 3);
			});
		}
		boxMean(from, rows, from, size, radius);
		expect(from).toEqual(out);
	});
});

const SIZE = CROP_SIZE;
const face = new SyntheticFace({ seed: 1 }).render(placeFace(48, 63.5, 47.5), SIZE, SIZE);

function contrastOf(luma: Float32Array): Float32Array {
	const out = new Float32Array(luma.length);
	new ContrastFilter(SIZE).apply(luma, out);
	return out;
}

describe('ContrastFilter', () => {
	const plain = contrastOf(face);
	const spread = Math.sqrt(plain.reduce((sum, c) => sum + c * c, 0) / plain.length);
	const largestChange = (luma: Float32Array) =>
		contrastOf(luma).reduce((most, c, i) => Math.max(most, Math.abs(c - plain[i]!)), 0);

	it('sees nothing in an even picture', () => {
		const even = contrastOf(new Float32Array(SIZE * SIZE).fill(97));
		for (const value of even) expect(Math.abs(value)).toBeLessThan(1e-6);
	});

	it('shows darker parts as negative, about -1..1', () => {
		const iris = plain[47 * SIZE + Math.round(63.5 + 24)]!;
		expect(iris).toBeLessThan(-0.25);
		expect(Math.min(...plain)).toBeGreaterThan(-1);
		expect(Math.max(...plain)).toBeLessThan(1);
		expect(spread).toBeGreaterThan(0.05);
	});

	it('hardly changes when the light does', () => {
		// (I g - m g) / (m g + 16): what the dark floor leaves of a gain is at most
		// |g - 1| 16 / (m g + 16), under 4 % where m is 80 or more, and contrast stays below 0.7.
		for (const gain of [0.8, 1.25]) {
			expect(largestChange(face.map((v) => gain * v))).toBeLessThan(0.04 * 0.7);
		}
		// A light from the side: the gain changes by 2.5 % within the window.
		const sided = face.map((v, i) => v * (0.85 + (0.3 * (i % SIZE)) / SIZE));
		expect(largestChange(sided)).toBeLessThan(0.06);
	});

	it('keeps what moves: a shift by one pixel is far more than a change of light', () => {
		const shifted = face.map((_, i) => face[Math.max(0, i - 1)]!);
		expect(largestChange(shifted)).toBeGreaterThan(0.1);
	});
});
