import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { ColourSpace } from '../../../../src/line/pipeline/pictures.ts';
import { paintCrop } from '../../../../src/line/pipeline/pictures.ts';

/** One even picture of y, u, v. */
function paint(y: number, u: number, v: number, space: ColourSpace): number[] {
	const luma = new Uint8ClampedArray(4).fill(y);
	return [...paintCrop(luma, Uint8ClampedArray.of(u, v), 2, space).subarray(0, 4)];
}

const limited601: ColourSpace = { fullRange: false, matrix: 'bt601' };
const limited709: ColourSpace = { fullRange: false, matrix: 'bt709' };
const full601: ColourSpace = { fullRange: true, matrix: 'bt601' };
const full709: ColourSpace = { fullRange: true, matrix: 'bt709' };

/** Codes of the primaries as the standards list them for 8 bits, rounded to whole numbers. */
const COLOURS = [
	['red', [255, 0, 0], limited601, [81, 90, 240]],
	['green', [0, 255, 0], limited601, [145, 54, 34]],
	['blue', [0, 0, 255], limited601, [41, 240, 110]],
	['yellow', [255, 255, 0], limited601, [210, 16, 146]],
	['red', [255, 0, 0], limited709, [63, 102, 240]],
	['green', [0, 255, 0], limited709, [173, 42, 26]],
	['blue', [0, 0, 255], limited709, [32, 240, 118]],
	['red', [255, 0, 0], full601, [76, 85, 255]],
	['green', [0, 255, 0], full601, [150, 44, 21]],
	['blue', [0, 0, 255], full709, [18, 255, 116]],
	['white', [255, 255, 255], limited601, [235, 128, 128]],
	['black', [0, 0, 0], limited709, [16, 128, 128]],
	['white', [255, 255, 255], full709, [255, 128, 128]],
	['black', [0, 0, 0], full601, [0, 128, 128]],
	['middle grey', [128, 128, 128], full601, [128, 128, 128]],
] as const;

describe('paintCrop', () => {
	it.each(COLOURS)('paints %s as %j in %j', (_, rgb, space, [y, u, v]) => {
		const painted = paint(y, u, v, space);
		// Whole codes are off by half a step, which blue multiplies by 2.1.
		rgb.forEach((level, k) => {
			expect(Math.abs(painted[k]! - level)).toBeLessThanOrEqual(3);
		});
		expect(painted[3]).toBe(255);
	});

	it.each([full601, limited601, full709, limited709])(
		'undoes what a camera does, in %j',
		(space) => {
			// Luma weights of red and blue, as the standards define them.
			const [kr, kb] = space.matrix === 'bt601' ? [0.299, 0.114] : [0.2126, 0.0722];
			const random = seeded(1);
			for (let trial = 0; trial < 200; trial++) {
				const [r, g, b] = [random.index(256), random.index(256), random.index(256)];
				const luma = kr * r + (1 - kr - kb) * g + kb * b;
				const u = (b - luma) / (2 * (1 - kb));
				const v = (r - luma) / (2 * (1 - kr));
				const code = space.fullRange
					? [luma, 128 + u, 128 + v]
					: [16 + (219 / 255) * luma, 128 + (224 / 255) * u, 128 + (224 / 255) * v];
				const [y, cu, cv] = code.map(Math.round) as [number, number, number];
				const painted = paint(y, cu, cv, space);
				[r, g, b].forEach((level, k) => {
					expect(Math.abs(painted[k]! - level)).toBeLessThanOrEqual(3);
				});
			}
		},
	);

	it('keeps to 0..255 outside the range', () => {
		expect(paint(255, 255, 255, limited601).slice(0, 3)).toEqual([255, expect.any(Number), 255]);
		expect(paint(0, 128, 128, limited601)).toEqual([0, 0, 0, 255]);
	});

	it('gives each sample of chroma to its four pixels', () => {
		const luma = new Uint8ClampedArray(16).fill(128);
		const chroma = new Uint8ClampedArray(8).fill(128);
		chroma[4 + 3] = 228; // V of the lower right quarter: red
		const out = paintCrop(luma, chroma, 4, full601);
		const reddish = Array.from({ length: 16 }, (_, i) => out[4 * i]! > out[4 * i + 2]!);
		expect(reddish).toEqual(Array.from({ length: 16 }, (_, i) => i % 4 >= 2 && i >= 8));
	});
});
