/** Whole-face pictures of an event: framed by the eyes, and differences that are motion alone. */
import { describe, expect, it } from 'vitest';
import { ContrastFilter } from '../../../../src/line/align/contrast.ts';
import type { Similarity } from '../../../../src/line/align/index.ts';
import {
	CROP_SIZE,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	IOD_PX,
	PORTRAIT_HEIGHT,
	PORTRAIT_WIDTH,
	portraitToCrop,
	warpPlane,
} from '../../../../src/line/align/index.ts';
import type { FramePlanes } from '../../../../src/line/pipeline/index.ts';
import { KeyFaceRing } from '../../../../src/line/pipeline/key-faces.ts';
import { SyntheticFace, placeFace, planeOf } from '../../../support/synthetic-face.ts';

const WIDTH = 240;
const HEIGHT = 260;
const IOD = 62;
const colour = { fullRange: true, matrix: 'bt601' } as const;

/** Crop pixels -> frame pixels for a face with its eyes at (x, y), the crop off by `offPx`. */
function cropOf(x: number, y: number, offPx: number): Similarity {
	const a = IOD / IOD_PX;
	return { a, b: 0, tx: x - a * (EYE_CENTRE_X - offPx), ty: y - a * EYE_CENTRE_Y };
}

interface Frame {
	readonly planes: FramePlanes;
	readonly toFrame: Similarity;
	readonly contrast: Float32Array;
}

function frameOf(face: SyntheticFace, x: number, y: number, amount: number, offPx = 0): Frame {
	const luma = planeOf(face.render(placeFace(IOD, x, y, 0), WIDTH, HEIGHT, amount), WIDTH, HEIGHT);
	const half = { width: WIDTH / 2, height: HEIGHT / 2, stride: WIDTH / 2, step: 1, offset: 0 };
	const chroma = (value: number) => ({
		...half,
		data: new Uint8Array((WIDTH * HEIGHT) / 4).fill(value),
	});
	const toFrame = cropOf(x, y, offPx);
	const crop = new Float32Array(CROP_SIZE ** 2);
	const contrast = new Float32Array(CROP_SIZE ** 2);
	warpPlane(luma, toFrame, 1, 1, 1, CROP_SIZE, crop);
	new ContrastFilter(CROP_SIZE).apply(crop, contrast);
	const planes = { luma, chromaU: chroma(108), chromaV: chroma(150), colour };
	return { planes, toFrame, contrast };
}

const key = { onset: 0, apex: 1, offset: 2 };

function facesOf(frames: readonly Frame[], measured = true) {
	const ring = new KeyFaceRing(4);
	for (const { planes, toFrame } of frames) ring.keep(planes, toFrame);
	const flat = new Float32Array(CROP_SIZE ** 2);
	return ring.facesOf(key, (frame) => (measured ? frames[frame]!.contrast : flat), colour)!;
}

/** Mean absolute difference of green in rows of the portrait, away from its border. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray, from: number, to: number): number {
	let sum = 0;
	let count = 0;
	for (let row = from; row < to; row++) {
		for (let column = 40; column < PORTRAIT_WIDTH - 40; column++) {
			const at = 4 * (row * PORTRAIT_WIDTH + column) + 1;
			sum += Math.abs(a[at]! - b[at]!);
			count += 1;
		}
	}
	return sum / count;
}

const still = new SyntheticFace({ seed: 5, noise: 0 });

describe('whole-face pictures', () => {
	it('have the size of published crops and the eyes where the frame says', () => {
		const toCrop = portraitToCrop();
		const row = (EYE_CENTRE_Y - toCrop.ty) / toCrop.a;
		const column = (EYE_CENTRE_X - toCrop.tx) / toCrop.a;
		expect(column).toBeCloseTo((PORTRAIT_WIDTH - 1) / 2, 6);
		// 0.98 of three eye distances from the top, in pixels whose centres are whole numbers.
		expect(row).toBeCloseTo((0.98 / 3) * PORTRAIT_HEIGHT - 0.5, 6);
		const faces = facesOf([0, 1, 2].map(() => frameOf(still, 120, 100, 0)));
		expect([faces.width, faces.height]).toEqual([280, 340]);
		expect(faces.onset).toHaveLength(4 * 280 * 340);
		// The synthetic eye (a dark iris) is darker than the cheek under it.
		const iod = PORTRAIT_HEIGHT / 3;
		const green = (x: number, y: number): number =>
			faces.onset[4 * (Math.round(y) * PORTRAIT_WIDTH + Math.round(x)) + 1]!;
		expect(green(column + iod / 2, row)).toBeLessThan(
			green(column + iod / 2, row + 0.35 * iod) - 30,
		);
	});

	it('are in colour', () => {
		const faces = facesOf([0, 1, 2].map(() => frameOf(still, 120, 100, 0)));
		const middle = 4 * (200 * PORTRAIT_WIDTH + 140);
		const [red, green, blue] = faces.onset.subarray(middle, middle + 3);
		expect(red! - green!).toBeGreaterThan(15); // V of 150, U of 108
		expect(green! - blue!).toBeGreaterThan(5);
	});

	it('take out a head that moved, and what landmarks were off', () => {
		const frames = [
			frameOf(still, 120, 100, 0),
			frameOf(still, 126.4, 97.3, 0, 0.8),
			frameOf(still, 117.2, 102.8, 0, -0.6),
		];
		const aligned = facesOf(frames);
		const raw = facesOf(frames, false);
		for (const frame of ['apex', 'offset'] as const) {
			const before = difference(raw.onset, raw[frame], 60, 280);
			const after = difference(aligned.onset, aligned[frame], 60, 280);
			expect(before).toBeGreaterThan(1.5);
			expect(after).toBeLessThan(0.35 * before);
		}
	});

	it('leave the movement: it is where it was drawn', () => {
		const face = new SyntheticFace({ seed: 5, noise: 0 });
		// Brows up by 0.05 eye distances: 2.7 px of a face 200 px wide.
		face.setMovement((_x, y, out) => {
			if (y < -0.15 && y > -0.6) out[1]! -= 0.05;
		});
		const frames = [
			frameOf(face, 120, 100, 0),
			frameOf(face, 121.5, 101, 1, 0.5),
			frameOf(face, 120.5, 99.5, 0, -0.3),
		];
		const { onset, apex, offset } = facesOf(frames);
		const brows = difference(onset, apex, 50, 95);
		expect(brows).toBeGreaterThan(3 * difference(onset, apex, 150, 280));
		expect(brows).toBeGreaterThan(3 * difference(onset, offset, 50, 95));
	});

	it('are gone with the frames that left the ring', () => {
		const ring = new KeyFaceRing(2);
		const frame = frameOf(still, 120, 100, 0);
		for (let n = 0; n < 3; n++) ring.keep(frame.planes, frame.toFrame);
		expect(ring.facesOf(key, () => frame.contrast, colour)).toBeNull();
		expect(ring.bytes).toBe(2 * 1.5 * 280 * 340);
	});

	it('are grey where a source has no colour', () => {
		const { planes, toFrame, contrast } = frameOf(still, 120, 100, 0);
		const ring = new KeyFaceRing(3);
		for (let n = 0; n < 3; n++) ring.keep({ ...planes, chromaU: null, chromaV: null }, toFrame);
		const { onset } = ring.facesOf(key, () => contrast, colour)!;
		const middle = 4 * (200 * PORTRAIT_WIDTH + 140);
		expect(onset[middle]).toBe(onset[middle + 1]);
		expect(onset[middle]).toBe(onset[middle + 2]);
	});
});
