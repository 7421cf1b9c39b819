/** Motion of a clip's key frames, on a face whose true motion is known. */
import { describe, expect, it, vi } from 'vitest';
import { GRID, removePlane } from '../../../../../src/line/classify/index.ts';
import type { ClipPicture } from '../../../../../src/lab/train/clips/index.ts';
import { findApex, measureClip } from '../../../../../src/lab/train/clips/index.ts';
import {
	PX200_PER_IOD,
	SyntheticFace,
	meshOf,
	placeFace,
	planeOf,
} from '../../../../support/synthetic-face.ts';

vi.setConfig({ testTimeout: 60_000 });

const [WIDTH, HEIGHT] = [280, 340];

const face = new SyntheticFace({ seed: 5 });
// A brow that goes up by 1 px200.
face.setMovement((x, y, out) => {
	out[1] = -Math.exp((-0.5 * ((x - 0.5) ** 2 + (y + 0.35) ** 2)) / 0.03) / PX200_PER_IOD;
});

/** The brow raised by `px200`, in a head that has shifted by so many pixels. */
function picture(px200: number, shift = 0): ClipPicture {
	const pose = placeFace(95, WIDTH / 2 + shift, 130 + shift);
	const plane = planeOf(face.render(pose, WIDTH, HEIGHT, px200), WIDTH, HEIGHT);
	const mesh = meshOf(pose, WIDTH, HEIGHT);
	return { width: WIDTH, height: HEIGHT, luma: plane.data, mesh };
}

/** Upwards motion of the brow and of the opposite cheek, crop px; planes removed. */
function upwards(v: Float32Array): { brow: number; cheek: number } {
	const planar = new Float64Array(GRID * GRID);
	removePlane(v, planar);
	const at = (column: number, row: number): number => -planar[row * GRID + column]!;
	return { brow: at(19, 5), cheek: at(8, 18) };
}

describe('measureClip', () => {
	it('sees the movement go up and come back, and not the head that shifts', () => {
		const { rise, fall } = measureClip(picture(0), picture(3, 1.5), picture(0, 0.5));
		// 3 px200 at the peak are 1.5 crop px; the grid's cells and the flow smooth it.
		expect(upwards(rise.v).brow).toBeGreaterThan(0.6);
		expect(upwards(fall!.v).brow).toBeLessThan(-0.6);
		expect(Math.abs(upwards(rise.v).cheek)).toBeLessThan(0.2);
	});

	it('has no fall without an offset', () => {
		expect(measureClip(picture(0), picture(3), null).fall).toBeNull();
	});
});

describe('findApex', () => {
	it('is the frame that has moved most, whatever the head does', () => {
		const strengths = [0.5, 1.5, 3, 2, 0.5];
		const shifts = [0, 0, 0.5, 2, 3];
		const candidates = strengths.map((strength, i) => picture(strength, shifts[i]));
		expect(findApex(picture(0), candidates)).toBe(2);
	});
});
