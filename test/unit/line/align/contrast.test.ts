import { describe, expect, it } from 'vitest';
import { ContrastFilter } from '../../../../src/line/align/contrast.ts';
import { CROP_SIZE } from '../../../../src/line/align/index.ts';
import { SyntheticFace, placeFace } from '../../../support/synthetic-face.ts';

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
