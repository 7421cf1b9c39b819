import { describe, expect, it } from 'vitest';
import { ACTION_UNITS, ActionUnitField } from '../../../../src/study/actor/index.ts';
import type { FaceMesh } from '../../../../src/line/face/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { REGIONS, REGION_COUNT } from '../../../../src/core/record/index.ts';
import { ClipMotionTrack } from '../../../../src/line/pipeline/clip-motion-track.ts';
import { MeasureRun } from '../../../../src/line/pipeline/measure-run.ts';
import type { Report } from '../../../../src/line/pipeline/protocol.ts';
import {
	PX200_PER_IOD,
	SyntheticFace,
	meshOf,
	placeFace,
	planeOf,
} from '../../../support/synthetic-face.ts';
import type { FakeFeed } from './frames.ts';
import { fakeFeed, noNews } from './frames.ts';

const innerBrow = new ActionUnitField(ACTION_UNITS.find(({ au }) => au === 1)!);
const faceless = { beginSession: () => {}, wanted: null, news: noNews() };

function start(feed: FakeFeed, track: () => FaceMesh | null = () => null) {
	const reports: Report[] = [];
	const run = new MeasureRun(
		{ ...faceless, track: () => Promise.resolve(track()) },
		{ send: (report) => reports.push(report), opening: new AbortController() },
	);
	const ended = run
		.run(() => Promise.resolve(feed))
		.then(() => {
			const last = reports.at(-1);
			if (last?.kind !== 'measured') throw new Error(`ended with ${last?.kind}`);
			return last;
		});
	return { run, ended, reports };
}

describe('a measured file', () => {
	it('has every frame, also those without a face, and closes each once', async () => {
		const feed = fakeFeed({ frames: 20, totalMs: 800 });
		const { ended, reports } = start(feed);
		const { motion, fault, quality, width } = await ended;
		expect(fault?.code).toBe('file/no-face');
		expect([...motion.frames]).toEqual(Array.from({ length: 20 }, (_, i) => i));
		expect(motion.times[19]).toBe(760);
		expect(motion.signals).toHaveLength(20 * 2 * REGION_COUNT);
		expect([quality.frames, quality.faceLost, width]).toEqual([20, 20, 64]);
		expect(feed.closed.every((times) => times === 1)).toBe(true);
		expect(reports.map(({ kind }) => kind)).toEqual(['file-progress', 'file-progress', 'measured']);
	});

	it('that breaks hands over what came before, and says why', async () => {
		const error = new Fault('file/broken', 'the pictures end');
		const { motion, fault } = await start(fakeFeed({ frames: 5, error })).ended;
		expect(fault).toEqual({ code: 'file/broken', detail: 'the pictures end' });
		expect(motion.frames).toHaveLength(5);
		const unreadable = await start(fakeFeed({ frames: 5, unreadable: 2 })).ended;
		expect(unreadable.fault?.code).toBe('file/broken');
		expect(unreadable.motion.frames).toHaveLength(2);
	});

	it('that is stopped ends without a fault', async () => {
		const feed = fakeFeed({ frames: 1000 });
		let seen = 0;
		const { run, ended } = start(feed, () => {
			seen += 1;
			if (seen === 10) run.stop();
			return null;
		});
		const { motion, fault } = await ended;
		expect(fault).toBeNull();
		expect(motion.frames).toHaveLength(10);
		expect(feed.closed.every((times) => times === 1)).toBe(true);
	});
});

describe('the track of a clip', () => {
	const [width, height] = [150, 160];
	const face = new SyntheticFace({ seed: 8, noise: 1 });
	face.setMovement((x, y, out) => innerBrow.add(x, y, 1, 1, out));
	const pose = placeFace(52, 75, 60);
	const perPx200 = 1 / (innerBrow.unit.peak * PX200_PER_IOD);
	/** Raise of the inner brows after so many frames, px200: it goes up to 2 and stays. */
	const raise = (frame: number): number => 2 * Math.min(1, Math.max(0, (frame - 4) / 4));
	const film = (frames: number, lost: (frame: number) => boolean) => {
		const track = new ClipMotionTrack();
		const random = seeded(9);
		for (let frame = 0; frame < frames; frame++) {
			const grey = face.render(pose, width, height, perPx200 * raise(frame));
			const points = meshOf(pose, width, height, { jitterPx: 0.1, random });
			const mesh = lost(frame) ? null : { points, matrix: new Float32Array(16), faces: 1 };
			// 200 frames a second: the line would leave out every other one.
			const at = millis(frame < 20 ? 5 * frame : 5 * frame + 600);
			track.step(planeOf(grey, width, height), mesh, at, frame);
		}
		return track;
	};
	const brow = 2 * REGIONS.indexOf('innerBrowLeft') + 1;
	const at = (track: ClipMotionTrack, frame: number): number =>
		track.motion().signals[frame * 2 * REGION_COUNT + brow]!;

	it('measures every frame, also of a fast film', () => {
		const track = film(14, () => false);
		expect(track.motion().frames).toHaveLength(14);
		expect(at(track, 3)).toBeCloseTo(0, 0);
		// Brows go up: y falls.
		expect(at(track, 13)).toBeLessThan(-1.2);
		const { placing } = track.motion();
		expect(placing).toHaveLength(4 * 14);
		expect(Math.hypot(placing[0]!, placing[1]!)).toBeCloseTo(52 / 48, 1);
	});

	it('goes on where it stood after the face was away, and marks the frames without it', () => {
		const track = film(26, (frame) => frame >= 14 && frame < 20);
		const { faces, placing } = track.motion();
		expect([...faces.subarray(12, 22)]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
		expect(track.faceLost).toBe(6);
		expect(at(track, 17)).toBe(at(track, 13));
		expect([...placing.subarray(4 * 17, 4 * 18)]).toEqual([...placing.subarray(4 * 13, 4 * 14)]);
		// The pause was longer than half a second: a new track began, and it is no step back to 0.
		expect(at(track, 20)).toBe(at(track, 13));
		expect(at(track, 25)).toBeLessThan(-1.2);
	});

	it('has a place also for frames before the first face', () => {
		const { placing, faces } = film(6, (frame) => frame < 3).motion();
		expect([...faces]).toEqual([0, 0, 0, 1, 1, 1]);
		expect([...placing.subarray(0, 4)]).toEqual([...placing.subarray(12, 16)]);
	});
});
