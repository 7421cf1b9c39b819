import { describe, expect, it } from 'vitest';
import { FaceLength, faceStretch } from '../../../../src/line/align/index.ts';

const WIDTH = 640;
const HEIGHT = 480;
/** Eye corners and where the wings of the nose end on the lip, px from the point between the eyes; z. */
const MEAN: Readonly<Record<number, readonly [x: number, y: number, z: number]>> = {
	33: [-36, 0, 4],
	133: [-14, 0, 0],
	362: [14, 0, 0],
	263: [36, 0, 4],
	98: [-8, 36, -12],
	327: [8, 36, -12],
};

/** @param nod radians, around the axis of the eyes */
function meshOf(length: number, nod = 0, scale = 1): Float32Array {
	const mesh = new Float32Array(3 * 478);
	for (const [point, [x, y, z]] of Object.entries(MEAN)) {
		const down = y * length;
		const px = 320 + scale * x;
		const py = 240 + scale * (down * Math.cos(nod) - z * Math.sin(nod));
		const pz = scale * (down * Math.sin(nod) + z * Math.cos(nod));
		mesh.set([px / WIDTH, py / HEIGHT, pz / WIDTH], 3 * Number(point));
	}
	return mesh;
}

const stretchOf = (mesh: Float32Array): number => faceStretch(mesh, WIDTH, HEIGHT);

describe('faceStretch', () => {
	it('grows with the length of the face and not with its size', () => {
		const mean = stretchOf(meshOf(1));
		expect(mean).toBeCloseTo(1, 1);
		expect(stretchOf(meshOf(1, 0, 2.5))).toBeCloseTo(mean, 5);
		expect(stretchOf(meshOf(1.15)) / mean).toBeGreaterThan(1.1);
		expect(stretchOf(meshOf(0.85)) / mean).toBeLessThan(0.9);
	});

	it('does not see a nod as another face', () => {
		const mean = stretchOf(meshOf(1));
		for (const nod of [-0.25, 0.25]) expect(stretchOf(meshOf(1, nod))).toBeCloseTo(mean, 1);
	});

	it('believes in no face that is a quarter longer or shorter', () => {
		expect(stretchOf(meshOf(3))).toBe(1.25);
		expect(stretchOf(meshOf(0.2))).toBe(0.8);
	});
});

describe('FaceLength', () => {
	it('is not moved by a few wrong meshes, and forgets a person', () => {
		const length = new FaceLength();
		let seen = NaN;
		for (let i = 0; i < 40; i++) {
			seen = length.follow(meshOf(i % 7 === 0 ? 1.6 : 1), WIDTH, HEIGHT);
		}
		expect(seen).toBeCloseTo(stretchOf(meshOf(1)), 5);
		length.reset();
		expect(length.follow(meshOf(1.1), WIDTH, HEIGHT)).toBeCloseTo(stretchOf(meshOf(1.1)), 5);
	});
});
