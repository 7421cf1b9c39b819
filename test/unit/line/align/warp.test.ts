import { describe, expect, it } from 'vitest';
import type { Plane, Similarity } from '../../../../src/line/align/index.ts';
import { warpPlane } from '../../../../src/line/align/index.ts';
import { frameBytes } from '../../../../src/line/simd/index.ts';

const WIDTH = 48;
const HEIGHT = 40;

function plane(value: (x: number, y: number) => number, width = WIDTH, height = HEIGHT): Plane {
	const data = Uint8Array.from({ length: width * height }, (_, i) =>
		value(i % width, Math.floor(i / width)),
	);
	return { data, width, height, stride: width, step: 1, offset: 0 };
}

function warped(
	from: Plane,
	t: Similarity,
	size: number,
	[planeScaleX, planeScaleY]: readonly [number, number] = [1, 1],
	cropScale = 1,
) {
	const out = new Float32Array(size * size);
	warpPlane(from, t, planeScaleX, planeScaleY, cropScale, size, out);
	return out;
}

/** The value of the ramp where a sample of the crop must fall. */
const rampAt = (t: Similarity, cropX: number, cropY: number) =>
	2 * (t.a * cropX - t.b * cropY + t.tx) + 2 * (t.b * cropX + t.a * cropY + t.ty);
const ramp = (x: number, y: number) => 2 * x + 2 * y;

describe('warpPlane', () => {
	it.each([
		['by whole pixels', { a: 1, b: 0, tx: 5, ty: 7 }],
		['by parts of a pixel', { a: 1, b: 0, tx: 5.3, ty: 7.85 }],
		['and turns', { a: 0.9, b: 0.25, tx: 9.1, ty: 3.4 }],
		['and enlarges', { a: 0.31, b: -0.05, tx: 9.1, ty: 3.4 }],
		['and shrinks, over areas', { a: 1.7, b: 0.15, tx: 6.2, ty: 1.9 }],
	])('moves a ramp %s exactly', (_, t) => {
		const out = warped(plane(ramp), t, 16);
		for (let i = 0; i < out.length; i++) {
			expect(out[i]).toBeCloseTo(rampAt(t, i % 16, Math.floor(i / 16)), 4);
		}
	});

	it('averages the area under a crop pixel when the face is large', () => {
		// Two plane pixels to a crop pixel, sampled on their centres: stripes become their mean.
		const stripes = plane((x) => (x % 2) * 200);
		expect([...new Set(warped(stripes, { a: 2, b: 0, tx: 0.5, ty: 0.5 }, 16))]).toEqual([100]);
		// Three: one stripe of three.
		const thirds = plane((x) => (x % 3 === 0 ? 210 : 0));
		const out = warped(thirds, { a: 3, b: 0, tx: 1, ty: 1 }, 12);
		for (const value of out) expect(value).toBeCloseTo(70, 4);
		// At natural size nothing is averaged.
		const sharp = warped(stripes, { a: 1, b: 0, tx: 0, ty: 0 }, 16);
		expect([...sharp.subarray(0, 4)]).toEqual([0, 200, 0, 200]);
	});

	it('repeats the border outside the picture', () => {
		const out = warped(
			plane((x, y) => 4 * x + y),
			{ a: 1, b: 0, tx: -20, ty: 2 },
			16,
		);
		for (let i = 0; i < out.length; i++) expect(out[i]).toBe(2 + Math.floor(i / 16));
		const corner = warped(plane(ramp), { a: 1, b: 0, tx: 1000, ty: 1000 }, 4);
		// The last sample is taken a thousandth of a pixel inside.
		for (const value of corner) expect(value).toBeCloseTo(ramp(WIDTH - 1, HEIGHT - 1), 1);
	});

	it('reads planes with a stride, a step and an offset', () => {
		const compact = plane((x, y) => (7 * x + 13 * y) % 251);
		const stride = 2 * WIDTH + 10;
		const data = new Uint8Array(stride * HEIGHT + 3).fill(255);
		for (let y = 0; y < HEIGHT; y++) {
			for (let x = 0; x < WIDTH; x++) data[3 + y * stride + 2 * x] = compact.data[y * WIDTH + x]!;
		}
		const interleaved = { ...compact, data, stride, step: 2, offset: 3 };
		const t = { a: 0.8, b: 0.3, tx: 8.2, ty: 1.7 };
		expect(warped(interleaved, t, 20)).toEqual(warped(compact, t, 20));
	});

	it.each([
		['4:2:0', 2, 2],
		['4:2:2', 2, 1],
		['4:4:4', 1, 1],
	])('takes %s chroma from the same points of the face as luma', (_, across, down) => {
		// Chroma of a ramp: the mean of the pixels it stands for, as a camera makes it.
		const chroma = plane(
			(x, y) => ramp(across * x + (across - 1) / 2, down * y + (down - 1) / 2),
			WIDTH / across,
			HEIGHT / down,
		);
		const t = { a: 0.82, b: 0.21, tx: 10.3, ty: 2.6 };
		const luma = warped(plane(ramp), t, 24);
		const half = warped(chroma, t, 12, [1 / across, 1 / down], 2);
		for (let y = 0; y < 12; y++) {
			for (let x = 0; x < 12; x++) {
				const at = 2 * y * 24 + 2 * x;
				const mean = (luma[at]! + luma[at + 1]! + luma[at + 24]! + luma[at + 25]!) / 4;
				expect(half[y * 12 + x]).toBeCloseTo(mean, 3);
			}
		}
	});
});

describe('a plane in the frame memory', () => {
	it('is warped where it lies, as a copy of it is', () => {
		const noise = plane((x, y) => (x * 37 + y * 91 + ((x * y) % 7) * 13) % 256);
		const inMemory: Plane = { ...noise, data: frameBytes(noise.data.length) };
		inMemory.data.set(noise.data);
		for (const t of [
			{ a: 1.3, b: 0.2, tx: 4.2, ty: 3.1 },
			{ a: 0.6, b: -0.1, tx: -9, ty: 30 },
			{ a: 2.4, b: 0.3, tx: 2, ty: 1 },
		]) {
			const copied = warped(noise, t, 16);
			// To the rounding of floats: places are counted from other rows.
			warped(inMemory, t, 16).forEach((value, i) => expect(value).toBeCloseTo(copied[i]!, 2));
		}
	});
});
