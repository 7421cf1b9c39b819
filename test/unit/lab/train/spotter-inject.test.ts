import { describe, expect, it } from 'vitest';
import { OUTER_CANTHI_PX200, seeded } from '../../../../src/core/kernel/index.ts';
import {
	FACE_POINTS,
	MATRIX_FLOATS,
	MESH_FLOATS,
	fitAffine,
} from '../../../../src/lab/footage/index.ts';
import type { FilmTruth, Footage } from '../../../../src/lab/footage/index.ts';
import {
	MovementField,
	drawMovements,
	strengthAt,
	truthOf,
} from '../../../../src/lab/animate/index.ts';
import type { DrawnMovement } from '../../../../src/lab/animate/index.ts';
import { MovedFootage, inject } from '../../../../src/lab/train/spotter/index.ts';

const WIDTH = 320;
const HEIGHT = 320;
const FPS = 30;
const IOD_PX = 70;
const CENTRE = { x: 160, y: 130 };

/** Points all over a face; the outer eye corners where px200 is measured. */
function gridFace(): Float64Array {
	const face = new Float64Array(2 * FACE_POINTS);
	for (let i = 0; i < FACE_POINTS; i++) {
		face[2 * i] = -0.9 + (1.8 * (i % 26)) / 25;
		face[2 * i + 1] = -0.6 + (2.2 * Math.floor(i / 26)) / 17;
	}
	face.set([-0.7, 0], 2 * 33);
	face.set([0.7, 0], 2 * 263);
	return face;
}

const face = gridFace();

/** Smooth, with slopes in both directions everywhere. */
const brightness = (x: number, y: number): number =>
	128 + 50 * Math.sin(x / 3.1 + 0.4 * Math.sin(y / 9)) + 50 * Math.sin(y / 2.7 + 1);

const picture = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
	Math.round(brightness(i % WIDTH, Math.floor(i / WIDTH))),
);

function film(frames: number, truth: Partial<FilmTruth> = {}): Footage {
	const mesh = new Float32Array(MESH_FLOATS);
	for (let i = 0; i < FACE_POINTS; i++) {
		mesh[3 * i] = (CENTRE.x + IOD_PX * face[2 * i]!) / WIDTH;
		mesh[3 * i + 1] = (CENTRE.y + IOD_PX * face[2 * i + 1]!) / HEIGHT;
	}
	const meshes = new Float32Array(frames * MESH_FLOATS);
	for (let frame = 0; frame < frames; frame++) meshes.set(mesh, frame * MESH_FLOATS);
	return {
		name: 'still',
		truth: {
			file: 'still.mp4',
			fps: FPS,
			part: 'photo',
			person: 'nobody',
			source: 'drawn',
			events: [],
			nuisances: [],
			...truth,
		},
		width: WIDTH,
		height: HEIGHT,
		frames,
		times: Float64Array.from({ length: frames }, (_, i) => (1000 * i) / FPS),
		faces: new Uint8Array(frames).fill(1),
		meshes,
		matrices: new Float32Array(frames * MATRIX_FLOATS),
		readLuma: (_frame, out) => out.set(picture),
	};
}

const browRaise: DrawnMovement = {
	aus: [1, 2],
	shares: [1, 1],
	right: 1,
	left: 0.8,
	peakPx200: 2,
	shiftX: 0,
	shiftY: 0,
	scale: 1,
	start: 1,
	rise: 0.2,
	plateau: 0.1,
	fall: 0.2,
	residual: 0,
};

describe('MovedFootage', () => {
	it('moves skin as far as asked where the field is largest, and only while it lasts', () => {
		const moved = new MovedFootage(film(60), face, 'moved', [browRaise]);
		const field = new MovementField(browRaise);
		const x0 = Math.round(CENTRE.x + IOD_PX * field.peak.x);
		const y0 = Math.round(CENTRE.y + IOD_PX * field.peak.y);
		const luma = new Uint8Array(WIDTH * HEIGHT);
		moved.readLuma(moved.truth.events[0]!.apex, luma);
		// The shift that explains a small patch best.
		let best = { error: Infinity, dx: 0, dy: 0 };
		for (let dy = -3.5; dy <= -0.5; dy += 0.05) {
			for (let dx = -0.6; dx <= 0.6; dx += 0.1) {
				let error = 0;
				for (let y = y0 - 3; y <= y0 + 3; y++) {
					for (let x = x0 - 3; x <= x0 + 3; x++) {
						error += (luma[y * WIDTH + x]! - brightness(x - dx, y - dy)) ** 2;
					}
				}
				if (error < best.error) best = { error, dx, dy };
			}
		}
		const asked = (2 * 1.4 * IOD_PX) / OUTER_CANTHI_PX200;
		// Over the patch the field falls off a little.
		expect(Math.hypot(best.dx, best.dy)).toBeGreaterThan(0.93 * asked);
		expect(Math.hypot(best.dx, best.dy)).toBeLessThan(1.04 * asked);
		expect(best.dy).toBeLessThan(-0.9 * asked);

		const still = new Uint8Array(WIDTH * HEIGHT);
		film(60).readLuma(0, still);
		for (const frame of [0, 29, 46, 59]) {
			moved.readLuma(frame, luma);
			expect(Buffer.compare(luma, still)).toBe(0);
		}
	});

	it('adds its truth to that of the film', () => {
		const own = { onset: 50, apex: 53, offset: 56, relaxEnd: 56, aus: [12], peakPx200: 1 };
		const moved = new MovedFootage(film(60, { events: [own] }), face, 'moved', [browRaise]);
		expect(moved.truth.events).toEqual([truthOf(browRaise, film(60).times), own]);
	});
});

describe('truthOf', () => {
	const times = Float64Array.from({ length: 120 }, (_, i) => (1000 * i) / FPS);

	it('names the last neutral frame, the middle of the top and the first frame back', () => {
		// Up from 1 s to 1.2 s, down from 1.3 s to 1.5 s.
		expect(truthOf(browRaise, times)).toMatchObject({
			onset: 30,
			apex: 38,
			offset: 45,
			relaxEnd: 45,
			aus: [1, 2],
			peakPx200: 2,
		});
	});

	it('ends an incomplete return with the fast fall; the rest is told apart', () => {
		const { offset, relaxEnd } = truthOf({ ...browRaise, residual: 0.3 }, times);
		expect(offset).toBeGreaterThanOrEqual(43);
		expect(offset).toBeLessThanOrEqual(45);
		expect(relaxEnd).toBeGreaterThan(offset + 15);
		expect(relaxEnd).toBeLessThanOrEqual(75);
	});
});

describe('drawMovements', () => {
	const times = Float64Array.from({ length: 600 }, (_, i) => (1000 * i) / FPS);
	const faces = new Uint8Array(600).fill(1);
	const event = { onset: 150, apex: 156, offset: 160, relaxEnd: 160, aus: [1], peakPx200: 1 };
	const { truth } = film(1, {
		events: [event],
		nuisances: [{ kind: 'lost', start: 300, end: 330 }],
	});
	const drawn = (seed: number): DrawnMovement[] => drawMovements(truth, times, faces, seeded(seed));

	it('keeps away from what is there and from lost faces', () => {
		for (let seed = 0; seed < 40; seed++) {
			const movements = drawn(seed);
			expect(movements.length).toBeGreaterThan(2);
			for (const movement of movements) {
				const { onset, relaxEnd } = truthOf(movement, times);
				for (const [from, to] of [
					[event.onset, event.offset],
					[300, 330],
				] as const) {
					expect(onset > to + 0.6 * FPS || relaxEnd < from - 0.6 * FPS).toBe(true);
				}
				expect(strengthAt(movement, movement.start + movement.rise)).toBeCloseTo(1, 6);
			}
		}
	});

	it('draws the same for the same seed, other movements for another', () => {
		expect(drawn(7)).toEqual(drawn(7));
		expect(drawn(7)).not.toEqual(drawn(8));
		const one = inject(film(120), face, 'a', seeded(3));
		expect(inject(film(120), face, 'a', seeded(3)).truth).toEqual(one.truth);
	});
});

describe('fitAffine', () => {
	it('brings the mesh back onto the face', () => {
		const { meshes } = film(1);
		const { a, b, c, d, e, f } = fitAffine(meshes, WIDTH, HEIGHT, face);
		expect(a * CENTRE.x + b * CENTRE.y + c).toBeCloseTo(0, 4);
		expect(d * CENTRE.x + e * CENTRE.y + f).toBeCloseTo(0, 4);
		expect(a).toBeCloseTo(1 / IOD_PX, 6);
		expect(b).toBeCloseTo(0, 6);
	});
});
