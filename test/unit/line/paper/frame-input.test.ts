/**
 * Resizing as PIL does it. The figures come from Pillow 12.3 (`Image.resize((side, side),
 * Image.BILINEAR)`) on the same pictures by formula.
 */
import { describe, expect, it } from 'vitest';
import {
	IMAGENET_MEAN,
	IMAGENET_STD,
	normalisedFrame,
	resizeLikePil,
} from '../../../../src/line/paper/frame-input.ts';
import type { Picture } from '../../../../src/line/paper/frame-input.ts';

function pictureOf(width: number, height: number, channels: 3 | 4 = 3): Picture {
	const data = new Uint8Array(width * height * channels).fill(7);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			for (let c = 0; c < 3; c++) {
				data[(y * width + x) * channels + c] =
					(x * x * 7 + y * 13 * (c + 1) + x * y * 3 + c * 50) % 256;
			}
		}
	}
	return { width, height, data, channels };
}

describe.each([
	[28, 34, 8, [63, 131, 129, 129, 130, 116, 125, 129, 132], 24121, 2318096],
	[280, 340, 224, [7, 62, 117, 22, 77, 132, 56, 111, 166], 19178756, 2397098145],
	[5, 4, 9, [0, 50, 100, 2, 52, 102, 6, 56, 106], 26760, 3446314],
	[9, 9, 9, [0, 50, 100, 7, 57, 107, 28, 78, 128], 29274, 3622574],
	[7, 16, 4, [32, 106, 142, 70, 142, 128, 141, 145, 103], 5950, 144846],
])('%d x %d to %d', (width, height, side, first, sum, weighted) => {
	it.each([3, 4] as const)('is what Pillow makes of it, %d channels', (channels) => {
		const out = [...resizeLikePil(pictureOf(width, height, channels), side)];
		expect(out).toHaveLength(3 * side * side);
		expect(out.slice(0, 9)).toEqual(first);
		expect(out.reduce((a, b) => a + b, 0)).toBe(sum);
		expect(out.reduce((a, b, i) => a + b * (i % 251), 0)).toBe(weighted);
	});
});

it('frames are normalised by the mean and deviation of each colour', () => {
	const data = Uint8Array.from({ length: 3 * 16 }, (_, i) => [0, 128, 255][i % 3]!);
	const frame = normalisedFrame({ width: 4, height: 4, data, channels: 3 }, 2);
	for (const [channel, value] of [0, 128, 255].entries()) {
		const expected = (value / 255 - IMAGENET_MEAN[channel]!) / IMAGENET_STD[channel]!;
		expect(frame[channel]).toBeCloseTo(expected, 5);
		expect(frame[9 + channel]).toBeCloseTo(expected, 5);
	}
});
