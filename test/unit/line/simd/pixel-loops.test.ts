import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { compileLoops } from '../../../../src/lab/build/index.ts';
import { ROOT } from '../../../../src/lab/terminal/index.ts';
import { BoxMean, PixelLoops } from '../../../../src/line/simd/index.ts';
import { LOOPS_WASM } from '../../../../src/line/simd/loops-wasm.ts';

it('what runs is what its source compiles to', async () => {
	const compiled = await compileLoops(ROOT);
	expect(Buffer.from(compiled).toString('base64')).toBe(LOOPS_WASM);
});

const noise = (floats: number, seed: number, size = 1): Float32Array => {
	const random = seeded(seed);
	return Float32Array.from({ length: floats }, () => random.uniform(-size, size));
};

function plainMean(from: Float32Array, size: number, radius: number): Float32Array {
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

const expectNear = (found: Float32Array, truth: Float32Array, tolerance: number): void => {
	const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - truth[i]!)), 0);
	expect(worst).toBeLessThan(tolerance);
};

describe('a box mean', () => {
	it.each([
		[12, 1],
		[16, 3],
		[20, 8],
		[40, 8],
		[128, 2],
	])('is the plain mean, %i px wide, radius %i', (size, radius) => {
		const from = noise(size * size, size, 100);
		const mean = new BoxMean(size);
		// Twice: the second call must not find leavings of the first.
		for (let call = 0; call < 2; call++) {
			const plane = from.slice();
			mean.smooth(plane, radius);
			expectNear(plane, plainMean(from, size, radius), 1e-3);
		}
	});

	it('twice is a triangle', () => {
		const size = 32;
		const loops = new PixelLoops(size * size + PixelLoops.scratchFloats(size));
		const plane = loops.take(size * size);
		const from = noise(size * size, 1);
		plane.set(from);
		loops.triangleMean(plane, size, 3, loops.takeScratch(size));
		expectNear(plane, plainMean(plainMean(from, size, 3), size, 3), 1e-5);
	});
});

/** The picture at a place, bilinear. */
function sampleAt(picture: Float32Array, size: number, x: number, y: number): number {
	const px = Math.min(size - 1.001, Math.max(0, x));
	const py = Math.min(size - 1.001, Math.max(0, y));
	const [x0, y0] = [Math.floor(px), Math.floor(py)];
	const at = (column: number, row: number): number => picture[row * size + column]!;
	const top = at(x0, y0) + (px - x0) * (at(x0 + 1, y0) - at(x0, y0));
	const low = at(x0, y0 + 1) + (px - x0) * (at(x0 + 1, y0 + 1) - at(x0, y0 + 1));
	return top + (py - y0) * (low - top);
}

it('a step of the flow is Lucas and Kanade’s, written plainly', () => {
	const size = 24;
	const plane = size * size;
	const radius = 3;
	const loops = new PixelLoops(11 * plane + PixelLoops.scratchFloats(size));
	const level = loops.take(8 * plane + PixelLoops.scratchFloats(size));
	const [crop, u, v] = [loops.take(plane), loops.take(plane), loops.take(plane)];
	const given = noise(6 * plane, 2);
	level.set(given);
	crop.set(noise(plane, 3));
	u.set(noise(plane, 4, 3));
	v.set(noise(plane, 5, 3));
	const part = (at: number): Float32Array => given.subarray(at * plane, (at + 1) * plane);
	const error = part(0).map(
		(value, i) => value - sampleAt(crop, size, (i % size) + u[i]!, Math.floor(i / size) + v[i]!),
	);
	const window = (of: Float32Array): Float32Array =>
		plainMean(
			plainMean(
				of.map((value, i) => value * error[i]!),
				size,
				radius,
			),
			size,
			radius,
		);
	const [bx, by] = [window(part(1)), window(part(2))];
	const cut = (value: number): number => Math.max(-0.2, Math.min(0.2, value));
	const stepped = (from: Float32Array, a: Float32Array, b: Float32Array): Float32Array =>
		plainMean(
			from.map((value, i) => value + cut(a[i]! * bx[i]! + b[i]! * by[i]!)),
			size,
			1,
		);
	const truthU = stepped(u, part(3), part(4));
	const truthV = stepped(v, part(4), part(5));

	loops.flowStep(crop, level, u, v, size, radius, 0.2);

	expectNear(u, truthU, 1e-5);
	expectNear(v, truthV, 1e-5);
});

it('a flow is enlarged bilinearly and doubled', () => {
	const size = 16;
	const loops = new PixelLoops(5 * size * size + PixelLoops.scratchFloats(2 * size));
	const from = loops.take(size * size);
	const out = loops.take(4 * size * size);
	from.set(noise(size * size, 6));
	loops.enlarge(from, out, size, loops.takeScratch(2 * size));
	const truth = out.map(
		(_, i) =>
			2 *
			sampleAt(from, size, ((i % (2 * size)) - 0.5) / 2, (Math.floor(i / (2 * size)) - 0.5) / 2),
	);
	expectNear(out, truth, 0.01);
});

it('arrays of another memory are refused', () => {
	const loops = new PixelLoops(64 + PixelLoops.scratchFloats(8));
	expect(() =>
		loops.boxMean(new Float32Array(64), new Float32Array(64), 8, 1, loops.takeScratch(8)),
	).toThrow(RangeError);
});
