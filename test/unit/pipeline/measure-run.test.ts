import { describe, expect, it } from 'vitest';
import type { FaceMesh } from '../../../src/face/index.ts';
import { Fault } from '../../../src/kernel/index.ts';
import { REGIONS, REGION_COUNT } from '../../../src/motion/index.ts';
import { ClipMotionTrack } from '../../../src/pipeline/clip-motion-track.ts';
import { MeasureRun } from '../../../src/pipeline/measure-run.ts';
import type { Report } from '../../../src/pipeline/protocol.ts';
import { millis } from '../../../src/kernel/index.ts';
import type { FakeFeed } from './frames.ts';
import { fakeFeed } from './frames.ts';

const faceless = { beginSession: () => {}, track: () => null };

function start(feed: FakeFeed, track: () => FaceMesh | null = () => null) {
	const reports: Report[] = [];
	const run = new MeasureRun(
		{ ...faceless, track },
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
		expect(reports.map(({ kind }) => kind)).toEqual([
			...['file-progress', 'file-progress', 'measured'],
		]);
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
	const luma = {
		...{ width: 256, height: 256, stride: 256, step: 1, offset: 0 },
		data: new Uint8Array(256 * 256).fill(120),
	};

	it('marks frames without a face and repeats what was measured last', () => {
		const track = new ClipMotionTrack();
		for (const frame of [0, 1]) track.step(luma, null, millis(10 * frame), frame);
		const { faces, signals, placing } = track.motion();
		expect([...faces]).toEqual([0, 0]);
		expect(signals.every((value) => value === 0)).toBe(true);
		expect(placing).toHaveLength(8);
		expect(track.faceLost).toBe(2);
		expect(REGIONS).toHaveLength(REGION_COUNT);
	});
});
