import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { meanFace } from '../../../../src/lab/footage/index.ts';
import { faceParts } from '../../../../src/lab/animate/face-points.ts';
import {
	RIGID_POINTS,
	fitRigid,
	restingPose,
	rotationBy,
	vectorOf,
} from '../../../../src/lab/animate/rigid-pose.ts';
import { HEAD_FLOATS, measureTracks } from '../../../../src/lab/animate/tracks.ts';
import { ROLL, TALK, talkerOf } from './people.ts';

test('a turn, a size and a shift are found again', () => {
	const random = seeded(1);
	const shape = Float64Array.from({ length: 3 * 478 }, () => random.normal());
	const turn = restingPose().rotation;
	rotationBy(0.1, -0.25, 0.07, turn);
	const moved = shape.slice();
	for (let i = 0; i < shape.length; i += 3) {
		for (let row = 0; row < 3; row++) {
			moved[i + row] = 5 + row;
			for (let column = 0; column < 3; column++) {
				moved[i + row]! += 1.3 * turn[3 * row + column]! * shape[i + column]!;
			}
		}
	}
	const pose = restingPose();
	fitRigid(shape, moved, RIGID_POINTS, pose);
	expect(pose.scale).toBeCloseTo(1.3, 9);
	[0.1, -0.25, 0.07].forEach((value, axis) =>
		expect(vectorOf(pose.rotation)[axis]).toBeCloseTo(value, 9),
	);
	[5, 6, 7].forEach((value, axis) => expect(pose.shift[axis]).toBeCloseTo(value, 9));
});

describe('tracks', () => {
	const film = talkerOf('a', 6);
	const parts = faceParts(meanFace([film]));

	test('have the head and the lips apart', () => {
		const [track, ...others] = measureTracks([film], parts);
		expect(others).toEqual([]);
		expect(track!.frames).toBe(150);
		const rolls = Array.from({ length: 150 }, (_, t) => track!.head[t * HEAD_FLOATS + 2]!);
		// Smoothing over 55 ms takes 2 % of half a turn a second; a point grid is no real face.
		expect(Math.max(...rolls)).toBeCloseTo(ROLL.rad, 2);
		expect(Math.min(...rolls)).toBeCloseTo(-ROLL.rad, 2);
		const lips = Array.from({ length: 150 }, (_, t) => track!.skin[(t * 468 + 14) * 2 + 1]!);
		const way = Math.max(...lips) - Math.min(...lips);
		// Of speech at 2 openings a second, 34 ms of smoothing leave nine tenths.
		expect(way / TALK.iod).toBeGreaterThan(0.85);
		expect(way / TALK.iod).toBeLessThan(1.02);
		expect(track!.talk).toBeGreaterThan(0.8);
	});

	test('leave out drawn movements, lost faces and people who stand still', () => {
		const event = { onset: 60, apex: 65, offset: 70, relaxEnd: 74, aus: [1], peakPx200: 2 };
		const cut = measureTracks([talkerOf('a', 6, { events: [event] })], parts);
		// 0.25 s of margin: frames 53 to 81 are gone.
		expect(cut.map(({ frames }) => frames)).toEqual([53, 68]);
		const lost = { ...film, faces: film.faces.map((face, frame) => (frame === 50 ? 0 : face)) };
		expect(measureTracks([lost], parts).map(({ frames }) => frames)).toEqual([50, 99]);
		expect(measureTracks([talkerOf('a', 6, { part: 'photo' })], parts)).toEqual([]);
	});
});
