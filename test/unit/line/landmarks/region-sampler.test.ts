import { describe, expect, it } from 'vitest';
import type { Planes } from '../../../../src/line/camera/worker/index.ts';
import type { FaceRegion } from '../../../../src/line/landmarks/face-region.ts';
import { RegionSampler } from '../../../../src/line/landmarks/region-sampler.ts';

const WIDTH = 64;
const HEIGHT = 48;

/** Ramps, so that every place has its own color; chroma as I420 or NV12. */
function ramps(interleaved: boolean, fullRange: boolean): Planes {
	const [chromaWidth, chromaHeight] = [WIDTH / 2, HEIGHT / 2];
	const y = Uint8Array.from(
		{ length: WIDTH * HEIGHT },
		(_, i) => 40 + 2 * (i % WIDTH) + Math.floor(i / WIDTH),
	);
	const uAt = (i: number): number => 90 + 2 * (i % chromaWidth);
	const vAt = (i: number): number => 100 + 3 * Math.floor(i / chromaWidth);
	const cells = chromaWidth * chromaHeight;
	const both = Uint8Array.from({ length: 2 * cells }, (_, i) =>
		interleaved ? (i % 2 === 0 ? uAt(i >> 1) : vAt(i >> 1)) : i < cells ? uAt(i) : vAt(i - cells),
	);
	return {
		width: WIDTH,
		height: HEIGHT,
		y,
		yStride: WIDTH,
		u: both.subarray(0, interleaved ? 2 * cells - 1 : cells),
		v: both.subarray(interleaved ? 1 : cells),
		chromaStride: chromaWidth,
		chromaStep: interleaved ? 2 : 1,
		chromaWidth,
		chromaHeight,
		fullRange,
		matrix: 'bt601',
	};
}

/** What the ramps are at a place of the frame, in continuous coordinates. */
function colorAt(x: number, y: number, fullRange: boolean): [number, number, number] {
	const light = 40 + 2 * (x - 0.5) + (y - 0.5);
	const u = 90 + 2 * (x / 2 - 0.5) - 128;
	const v = 100 + 3 * (y / 2 - 0.5) - 128;
	const [black, luma, chroma] = fullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
	const base = (light - black) * luma;
	return [
		base + 1.402 * chroma * v,
		base - chroma * (0.344136 * u + 0.714136 * v),
		base + 1.772 * chroma * u,
	];
}

describe.each([
	['I420, full range', false, true],
	['NV12, video range', true, false],
])('a region of %s', (_, interleaved, fullRange) => {
	it('is the frame at its places, turned, in red, green and blue', () => {
		const size = 16;
		const region: FaceRegion = { x: 31, y: 25, side: 22, turn: 0.3 };
		const out = new Float32Array(3 * size * size);
		const sampler = new RegionSampler({ size, low: 0, mostTaps: 1 });
		sampler.sample(ramps(interleaved, fullRange), region, out);
		const place = (column: number, row: number): [number, number] => {
			const across = ((column + 0.5 - size / 2) * region.side) / size;
			const down = ((row + 0.5 - size / 2) * region.side) / size;
			const [cos, sin] = [Math.cos(region.turn), Math.sin(region.turn)];
			return [region.x + cos * across - sin * down, region.y + sin * across + cos * down];
		};
		for (let row = 0; row < size; row += 2) {
			for (let column = 0; column < size; column += 2) {
				// Chroma is of four pixels: their mean is exact on ramps.
				for (let part = 0; part < 3; part++) {
					let found = 0;
					let truth = 0;
					for (const [dx, dy] of [
						[0, 0],
						[1, 0],
						[0, 1],
						[1, 1],
					] as const) {
						found += out[3 * ((row + dy) * size + column + dx) + part]! / 4;
						const [x, y] = place(column + dx, row + dy);
						truth += colorAt(x, y, fullRange)[part]! / 255 / 4;
					}
					expect(found).toBeCloseTo(truth, 2);
				}
			}
		}
	});
});

it('goes on with the border beyond the frame, and is cut to what a model takes', () => {
	const out = new Float32Array(3 * 8 * 8);
	const sampler = new RegionSampler({ size: 8, low: -1, mostTaps: 1 });
	sampler.sample(ramps(false, true), { x: 500, y: -300, side: 40, turn: 0 }, out);
	const [r, g, b] = colorAt(WIDTH - 0.5, 0.5, true);
	for (let at = 0; at < out.length; at += 3) {
		// Chroma ends half a pixel earlier.
		expect(out[at]).toBeCloseTo((2 * r) / 255 - 1, 1);
		expect(out[at + 1]).toBeCloseTo((2 * g) / 255 - 1, 1);
		expect(out[at + 2]).toBeCloseTo((2 * Math.min(255, b)) / 255 - 1, 1);
	}
	expect(Math.max(...out)).toBeLessThanOrEqual(1);
});
