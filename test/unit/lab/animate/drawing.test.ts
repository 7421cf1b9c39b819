import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { meanFace } from '../../../../src/lab/footage/index.ts';
import { BlockTransform } from '../../../../src/lab/animate/block-transform.ts';
import { blinkCourses, closedAt, drawBlinks } from '../../../../src/lab/animate/blinks.ts';
import { newMoment } from '../../../../src/lab/animate/face-moment.ts';
import { faceParts } from '../../../../src/lab/animate/face-points.ts';
import { EXACTLY } from '../../../../src/lab/animate/moved-points.ts';
import { Painter } from '../../../../src/lab/animate/painter.ts';
import { coverPolygon } from '../../../../src/lab/animate/polygon.ts';
import { Run } from '../../../../src/lab/animate/runs.ts';
import { Sitter } from '../../../../src/lab/animate/sitter.ts';
import { HEAD_FLOATS, measureTracks } from '../../../../src/lab/animate/tracks.ts';
import { TrackerJitter } from '../../../../src/lab/animate/tracker-jitter.ts';
import { portraitOf, talkerOf } from './people.ts';

const film = talkerOf('a', 6);
const face = meanFace([film]);
const parts = faceParts(face);

test('coverage of a polygon is its area, to a quarter of a line', () => {
	const at = Float64Array.of(2.3, 3.1, 9.8, 4.2, 7.4, 10.6);
	const cover = new Float32Array(16 * 16);
	coverPolygon([0, 1, 2], at, 16, 16, cover);
	const area = Math.abs((9.8 - 2.3) * (10.6 - 3.1) - (7.4 - 2.3) * (4.2 - 3.1)) / 2;
	const covered = cover.reduce((sum, share) => sum + share, 0);
	expect(Math.abs(covered - area)).toBeLessThan(0.25);
});

test('fine steps keep a picture, coarse ones keep a block’s mean', () => {
	const random = seeded(3);
	const picture = Float32Array.from({ length: 256 }, () => random.uniform(60, 200));
	const fine = picture.slice();
	new BlockTransform(1e-6).apply(fine, 16, 16);
	// Steps are 1 at the least: an error of a half in each of 64 coefficients.
	fine.forEach((value, i) => expect(Math.abs(value - picture[i]!)).toBeLessThan(2));
	const coarse = Float32Array.from(picture, (value) => 128 + 0.01 * (value - 128));
	new BlockTransform(2).apply(coarse, 16, 16);
	coarse.forEach((value) => expect(value).toBeCloseTo(128, 3));
});

test('blinks begin and end open, and close as far as they say', () => {
	const blinks = drawBlinks(blinkCourses([]), 60, 20, seeded(5));
	expect(blinks.length).toBeGreaterThan(8);
	for (const blink of blinks) {
		expect(closedAt([blink], blink.start)).toBeCloseTo(0, 5);
		expect(closedAt([blink], blink.start + 2)).toBe(0);
		const most = Array.from({ length: 80 }, (_, k) => closedAt([blink], blink.start + k / 100));
		expect(Math.max(...most)).toBeGreaterThan(0.95 * blink.size);
		expect(Math.max(...most)).toBeLessThanOrEqual(blink.size);
	}
});

describe('a run', () => {
	const tracks = measureTracks([film], parts);
	const run = new Run(tracks, 20, { size: [0.5, 1.5], tempo: [0.7, 1.4], longest: 3 }, seeded(2));

	test('goes on without jumps, from piece to piece', () => {
		const now = new Float64Array(HEAD_FLOATS);
		const last = new Float64Array(HEAD_FLOATS);
		run.addHead(0, last);
		let largest = 0;
		for (let t = 0.01; t < 20; t += 0.01) {
			now.fill(0);
			run.addHead(t, now);
			for (let i = 0; i < HEAD_FLOATS; i++) {
				largest = Math.max(largest, Math.abs(now[i]! - last[i]!));
			}
			last.set(now);
		}
		// The film's own head rolls 0.16 rad a second: times 1.5, 1.4 and what a crossfade of 0.35 s adds.
		expect(largest).toBeLessThan(0.01);
		expect(largest).toBeGreaterThan(0.0005);
	});

	test('of nobody stays still', () => {
		const out = new Float64Array(2);
		new Run([], 5, { size: [1, 1], tempo: [1, 1], longest: 3 }, seeded(1)).addGaze(2, out);
		expect([...out]).toEqual([0, 0]);
	});
});

describe('a painter', () => {
	/** A portrait whose luminance tells the place: its column or row over 2. */
	function placesAlong(axis: 0 | 1): Painter {
		const portrait = portraitOf(1);
		const { width, height } = portrait;
		const readLuma = (_frame: number, out: Uint8Array): void => {
			for (let i = 0; i < width * height; i++) {
				out[i] = (axis === 0 ? i % width : Math.floor(i / width)) / 2;
			}
		};
		const sitter = new Sitter({ ...portrait, readLuma }, face, 1);
		return new Painter(sitter, 1, {
			distance: 10,
			light: [0, 0, -1],
			directed: 0,
			glasses: null,
		});
	}

	test.for([0, 1] as const)('shows a point of the mesh where the mesh says it is (%i)', (axis) => {
		const painter = placesAlong(axis);
		const moment = newMoment();
		moment.head.set([0.06, 0.12, 0.05, 0.1, -0.05, 0.04]);
		const light = new Float32Array(painter.width * painter.height);
		painter.paint(moment, light);
		const mesh = new Float32Array(3 * 478);
		painter.moved.mesh(moment, EXACTLY, mesh);
		const factor = painter.sitter.picture.width / portraitOf(1).width;
		for (const point of [8, 6, 133, 362, 195, 55, 285, 50, 280, 199]) {
			const x = Math.round(mesh[3 * point]! * painter.width);
			const y = Math.round(mesh[3 * point + 1]! * painter.height);
			const shown = 2 * factor * light[y * painter.width + x]!;
			const meant = painter.sitter.at(point, axis);
			// Halved gray levels, rounded places and a smoothed depth: under 3 px200.
			expect(Math.abs(shown - meant), String(point)).toBeLessThan(3);
		}
	});
});

test('jitter is as large as it is told, and small beside a face', () => {
	const spread = (size: number): number => {
		const jitter = new TrackerJitter(face, 30, size, seeded(9));
		const seen: number[] = [];
		for (let frame = 0; frame < 300; frame++) {
			const mesh = new Float32Array(3 * 478);
			jitter.shake(mesh, 100, 100, 1);
			seen.push(100 * mesh[3 * 6]!);
		}
		const mean = seen.reduce((sum, x) => sum + x, 0) / seen.length;
		return Math.sqrt(seen.reduce((sum, x) => sum + (x - mean) ** 2, 0) / seen.length);
	};
	// px200: shift and part together, as measured on still photographs.
	expect(spread(1)).toBeGreaterThan(0.1);
	expect(spread(1)).toBeLessThan(0.25);
	expect(spread(2) / spread(1)).toBeCloseTo(2, 5);
});
