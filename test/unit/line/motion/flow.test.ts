import { describe, expect, it } from 'vitest';
import { ContrastFilter } from '../../../../src/line/align/contrast.ts';
import { CROP_SIZE } from '../../../../src/line/align/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { DenseFlow, PairFlow } from '../../../../src/line/motion/index.ts';
import { sample, smoothNoise } from '../../../support/texture.ts';

const TABLE = 512;
/** Pores of skin, four samples a pixel, and blotches. */
const fine = smoothNoise(seeded(1), TABLE, 5);
const coarse = smoothNoise(seeded(2), CROP_SIZE, 3.5);
const cameraNoise = smoothNoise(seeded(3), CROP_SIZE, 0.1);

type Warp = (x: number, y: number) => readonly [dx: number, dy: number];

/** Contrast of a picture whose point at p has gone to p + warp(p); `noise` in grey levels. */
function picture(warp: Warp, noise = 0, texture = 10): Float32Array {
	const luma = Float32Array.from({ length: CROP_SIZE * CROP_SIZE }, (_, i) => {
		const x = i % CROP_SIZE;
		const y = Math.floor(i / CROP_SIZE);
		let [px, py] = [x, y];
		for (let k = 0; k < 6; k++) {
			const [dx, dy] = warp(px, py);
			px = x - dx;
			py = y - dy;
		}
		const pores = sample(fine, TABLE, TABLE, 4 * px, 4 * py);
		const blotches = sample(coarse, CROP_SIZE, CROP_SIZE, px, py);
		return 130 + texture * (pores + 1.5 * blotches) + noise * cameraNoise[i]!;
	});
	const out = new Float32Array(luma.length);
	new ContrastFilter(CROP_SIZE).apply(luma, out);
	return out;
}

const bump =
	(peakX: number, peakY: number, sigma: number): Warp =>
	(x, y) => {
		const g = Math.exp(-((x - 64) ** 2 + (y - 64) ** 2) / (2 * sigma * sigma));
		return [peakX * g, peakY * g];
	};

const rest = picture(() => [0, 0]);

/** Root mean square miss of the flow over the pixels that `inside` names, px. */
function missOf(flow: DenseFlow, warp: Warp, inside: (x: number, y: number) => boolean): number {
	let square = 0;
	let count = 0;
	for (let i = 0; i < flow.u.length; i++) {
		const x = i % CROP_SIZE;
		const y = Math.floor(i / CROP_SIZE);
		if (!inside(x, y)) continue;
		const [dx, dy] = warp(x, y);
		square += (flow.u[i]! - dx) ** 2 + (flow.v[i]! - dy) ** 2;
		count += 1;
	}
	return Math.sqrt(square / count);
}

const interior = (x: number, y: number) => Math.min(x, y) >= 10 && Math.max(x, y) < CROP_SIZE - 10;

function flowTo(contrast: Float32Array, from = rest): DenseFlow {
	const flow = new DenseFlow();
	flow.setReference(from);
	flow.measure(contrast);
	return flow;
}

describe('DenseFlow', () => {
	it('finds from a guess what it does not find from nothing', () => {
		const flow = new DenseFlow();
		flow.setReference(rest);
		const far = picture(() => [12, -9]);
		const middle = 64 * CROP_SIZE + 64;
		flow.measure(far);
		expect(Math.hypot(flow.u[middle]! - 12, flow.v[middle]! + 9)).toBeGreaterThan(2);
		flow.measure(far, {
			write(u, v) {
				u.fill(5); // of the half-size crop: 10 px
				v.fill(-4);
			},
		});
		expect(Math.hypot(flow.u[middle]! - 12, flow.v[middle]! + 9)).toBeLessThan(0.1);
		// The next one begins from nothing again.
		flow.measure(rest);
		expect(Math.hypot(flow.u[middle]!, flow.v[middle]!)).toBeLessThan(0.01);
	});

	it('is zero between a picture and itself, and repeatable', () => {
		const flow = flowTo(rest);
		// The last row and column are sampled a thousandth of a pixel inside.
		expect(Math.max(...flow.u.map(Math.abs), ...flow.v.map(Math.abs))).toBeLessThan(0.002);
		const moved = picture(() => [1, 0]);
		flow.measure(moved);
		const first = flow.u.slice();
		flow.measure(picture(() => [-2, 1]));
		flow.measure(moved);
		expect(flow.u).toEqual(first);
	});

	it.each([
		[0.1, 0],
		[-0.4, 0.3],
		[1, -0.5],
		[-2, 1.5],
	])('measures a shift of %d, %d right and down', (dx, dy) => {
		const warp: Warp = () => [dx, dy];
		const flow = flowTo(picture(warp));
		// Bilinear sampling costs up to 2 % of a pixel; the window averages it.
		expect(missOf(flow, warp, interior)).toBeLessThan(0.04);
	});

	it.each([0.5, 1, 2, 3])('measures a local movement of %d px where it is', (peak) => {
		const warp = bump(0.6 * peak, -0.8 * peak, 10);
		const flow = flowTo(picture(warp));
		const near = (x: number, y: number) => Math.hypot(x - 64, y - 64) < 6;
		const far = (x: number, y: number) => interior(x, y) && Math.hypot(x - 64, y - 64) > 40;
		// A window of about 7 px flattens a bump of sigma 10 px by less than a tenth.
		expect(missOf(flow, warp, near)).toBeLessThan(0.12 * peak);
		expect(missOf(flow, warp, far)).toBeLessThan(0.02);
	});

	it('measures it under the noise of a camera, too', () => {
		const warp = bump(0, 1, 10);
		const flow = flowTo(picture(warp, 2));
		expect(missOf(flow, warp, (x, y) => Math.hypot(x - 64, y - 64) < 6)).toBeLessThan(0.15);
	});

	it('measures a shift of wrinkles that run aslant, along and across them', () => {
		// Drawn out fourfold along the diagonal: horizontal and vertical gradients go together.
		const wrinkled = (dx: number, dy: number) => {
			const luma = Float32Array.from({ length: CROP_SIZE * CROP_SIZE }, (_, i) => {
				const x = (i % CROP_SIZE) - dx;
				const y = Math.floor(i / CROP_SIZE) - dy;
				const along = (x + y) / 4;
				return (
					130 +
					20 * sample(fine, TABLE, TABLE, 250 + 2 * (along + x - y), 250 + 2 * (along - x + y))
				);
			});
			const out = new Float32Array(luma.length);
			new ContrastFilter(CROP_SIZE).apply(luma, out);
			return out;
		};
		const still = wrinkled(0, 0);
		const inside = (x: number, y: number) => Math.hypot(x - 64, y - 64) < 40;
		for (const [dx, dy] of [
			[0.8, 0],
			[0, -0.8],
			[0.6, 0.6],
			[0.6, -0.6],
		] as const) {
			expect(missOf(flowTo(wrinkled(dx, dy), still), () => [dx, dy], inside)).toBeLessThan(0.2);
		}
	});

	it('stays at rest on smooth skin, and says it could not see', () => {
		const smooth = picture(() => [0, 0], 0, 0);
		const flow = flowTo(
			picture(() => [0, 0], 1.5, 0),
			smooth,
		);
		expect(missOf(flow, () => [0, 0], interior)).toBeLessThan(0.02);
		// Noise in the reference too: it has gradients then, and they must not count for much.
		const grainy = flowTo(
			smooth,
			picture(() => [0, 0], 1.5, 0),
		);
		expect(missOf(grainy, () => [0, 0], interior)).toBeLessThan(0.3);
		const mean = (plane: Float32Array) => plane.reduce((sum, v) => sum + v, 0) / plane.length;
		expect(mean(flow.confidence)).toBe(0);
		expect(mean(grainy.confidence)).toBeLessThan(0.5);
		expect(mean(flowTo(rest).confidence)).toBeGreaterThan(0.85);
	});
});

describe('PairFlow', () => {
	it('a rise and the fall back are opposite', () => {
		const pairs = new PairFlow();
		const apex = picture(bump(1, -1.2, 12), 1);
		const rise = pairs.grid(rest, apex, 1);
		const fall = pairs.grid(apex, rest, 1);
		let along = 0;
		let riseSize = 0;
		let fallSize = 0;
		for (let cell = 0; cell < rise.u.length; cell++) {
			along += rise.u[cell]! * fall.u[cell]! + rise.v[cell]! * fall.v[cell]!;
			riseSize += rise.u[cell]! ** 2 + rise.v[cell]! ** 2;
			fallSize += fall.u[cell]! ** 2 + fall.v[cell]! ** 2;
		}
		expect(along / Math.sqrt(riseSize * fallSize)).toBeLessThan(-0.97);
		expect(fallSize / riseSize).toBeGreaterThan(0.8);
		expect(fallSize / riseSize).toBeLessThan(1.25);
	});

	it('pools cells of 4 px behind a margin of 8, in arrays of the caller’s own', () => {
		const pairs = new PairFlow();
		const rise = pairs.grid(rest, picture(bump(0, 2, 6)), 1);
		expect(rise.u).toHaveLength(28 * 28);
		const kept = rise.v.slice();
		// The bump's middle, 64, is the border of cells 13 and 14: 8 + 4 * 14 = 64.
		const peak = rise.v.indexOf(Math.max(...rise.v));
		expect([13, 14]).toContain(peak % 28);
		expect([13, 14]).toContain(Math.floor(peak / 28));
		expect(rise.v[peak]).toBeGreaterThan(1.2);
		expect(Math.max(...rise.u.map(Math.abs))).toBeLessThan(0.4);
		pairs.grid(rest, rest, 1);
		expect(rise.v).toEqual(kept);
	});

	it('samples a long face further apart, so that the same place of it lies on the same row', () => {
		const pairs = new PairFlow();
		const rowOfPeak = (y: number, stretch: number): number => {
			const lower: Warp = (x, at) => bump(0, 2, 6)(x, at - y + 64);
			const { v } = pairs.grid(rest, picture(lower), stretch);
			return Math.floor(v.indexOf(Math.max(...v)) / 28);
		};
		// 40 px under the eyes of the mean face, 48 px under those of one a fifth longer.
		const row = rowOfPeak(47.5 + 40, 1);
		expect(Math.abs(row - 19.5)).toBeLessThanOrEqual(1);
		expect(Math.abs(rowOfPeak(47.5 + 48, 1.2) - row)).toBeLessThanOrEqual(1);
		expect(rowOfPeak(47.5 + 48, 1)).toBeGreaterThan(row + 1);
	});

	it('paints nothing where there is no face, or nothing to see motion by', () => {
		const pairs = new PairFlow();
		const inCorner: Warp = (x, y) => bump(0, 3, 8)(x + 54, y - 54);
		pairs.grid(rest, picture(inCorner), 1);
		expect(Math.max(...pairs.magnitude(2.5))).toBeLessThan(60);
		// Sensor noise on smooth skin: the little flow there is says nothing.
		pairs.grid(
			picture(() => [0, 0], 1, 0),
			picture(() => [0, 0], 2, 0),
			1,
		);
		expect(Math.max(...pairs.magnitude(0.5))).toBeLessThan(40);
	});

	it('paints what moved and not what moved as a whole', () => {
		const pairs = new PairFlow();
		pairs.grid(
			rest,
			picture((x, y) => {
				const [dx, dy] = bump(0, 2, 8)(x, y);
				return [dx + 1, dy - 0.5];
			}),
			1,
		);
		const map = pairs.magnitude(2.5);
		const at = (x: number, y: number) => map[y * CROP_SIZE + x]!;
		expect(at(64, 64)).toBeGreaterThan((0.8 * 2 * 255) / 2.5);
		for (const [x, y] of [
			[20, 20],
			[110, 64],
			[64, 108],
		] as const) {
			expect(at(x, y)).toBeLessThan(12);
		}
	});
});
