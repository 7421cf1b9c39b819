import { describe, expect, it } from 'vitest';
import { rgbToPlanes } from '../../../../src/line/camera/worker/rgb-to-planes.ts';
import { turnPlane } from '../../../../src/line/camera/worker/turn-planes.ts';

function planesOf(pixels: readonly (readonly [number, number, number])[], width: number) {
	const height = pixels.length / width;
	const bytes = Uint8Array.from(pixels.flatMap(([r, g, b]) => [r, g, b, 255]));
	const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
	const y = new Uint8Array(pixels.length);
	const u = new Uint8Array(chroma);
	const v = new Uint8Array(chroma);
	const layout = { offset: 0, stride: width * 4 };
	rgbToPlanes({ pixels: bytes, layout, red: 0, blue: 2, width, height }, y, u, v);
	return { y: [...y], u: [...u], v: [...v] };
}

describe('RGB to planes, BT.601 full range', () => {
	// JFIF 1.02: Y = 0.299 R + 0.587 G + 0.114 B, Cb and Cr around 128.
	it('gives the values of the standard for grey and the primaries', () => {
		const all = (colour: readonly [number, number, number]) => planesOf([colour], 1);
		for (const grey of [0, 1, 127, 128, 255]) {
			expect(all([grey, grey, grey])).toEqual({ y: [grey], u: [128], v: [128] });
		}
		expect(all([255, 0, 0])).toEqual({ y: [76], u: [85], v: [255] });
		expect(all([0, 255, 0])).toEqual({ y: [150], u: [44], v: [21] });
		expect(all([0, 0, 255])).toEqual({ y: [29], u: [255], v: [107] });
	});

	it('averages chroma over blocks of four, odd edges included', () => {
		const red = [255, 0, 0] as const;
		const grey = [128, 128, 128] as const;
		const { u, v, y } = planesOf([red, red, grey, grey, grey, grey, grey, grey, red], 3);
		expect(y).toEqual([76, 76, 128, 128, 128, 128, 128, 128, 76]);
		expect(v).toEqual([192, 128, 128, 255]);
		expect(u).toHaveLength(4);
	});
});

describe('turning a plane', () => {
	// 3 x 2, in rows of 4: a b c / d e f
	const source = Uint8Array.from([1, 2, 3, 0, 4, 5, 6, 0]);
	const from = { width: 3, height: 2, stride: 4, step: 1 };
	const turned = (turn: 0 | 90 | 180 | 270, mirrored: boolean): number[] => {
		const out = new Uint8Array(6);
		turnPlane(source, from, turn, mirrored, out);
		return [...out];
	};

	it('goes clockwise', () => {
		expect(turned(0, false)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(turned(90, false)).toEqual([4, 1, 5, 2, 6, 3]);
		expect(turned(180, false)).toEqual([6, 5, 4, 3, 2, 1]);
		expect(turned(270, false)).toEqual([3, 6, 2, 5, 1, 4]);
	});

	it('mirrors after turning', () => {
		expect(turned(0, true)).toEqual([3, 2, 1, 6, 5, 4]);
		expect(turned(90, true)).toEqual([1, 4, 2, 5, 3, 6]);
		expect(turned(180, true)).toEqual([4, 5, 6, 1, 2, 3]);
		expect(turned(270, true)).toEqual([6, 3, 5, 2, 4, 1]);
	});

	it('picks one channel out of interleaved chroma', () => {
		const out = new Uint8Array(2);
		turnPlane(
			Uint8Array.from([1, 9, 2, 9]),
			{ width: 2, height: 1, stride: 4, step: 2 },
			90,
			false,
			out,
		);
		expect([...out]).toEqual([1, 2]);
	});
});
