import { describe, expect, test } from 'vitest';
import { joined, summarise } from '../../../../src/lab/bench/timings.ts';
import type { StageTimings } from '../../../../src/line/pipeline/index.ts';

const timings = (changes: Partial<StageTimings> = {}): StageTimings => ({
	planes: [],
	landmarks: [],
	motion: [],
	spotter: [],
	network: [],
	...changes,
});

describe('summarise', () => {
	test('orders the times itself and leaves them as they were', () => {
		const landmarks = [30, 10, 20];
		expect(summarise(timings({ landmarks })).stages.landmarks).toEqual({
			count: 3,
			medianMs: 20,
			p95Ms: 29,
		});
		expect(landmarks).toEqual([30, 10, 20]);
	});

	test('the ratio is of the whole time: an event’s network is spread over all frames', () => {
		const summary = summarise(
			timings({
				planes: [1, 1],
				landmarks: [20, 20],
				motion: [3, 3],
				spotter: [1, 1],
				network: [6],
			}),
		);
		expect(summary.restToLandmarks).toBe(0.4); // (2 + 6 + 2 + 6) / 40
		expect(summary.possibleFps).toBe(35.714); // 2 frames in 56 ms
	});

	test('without frames there is neither ratio nor rate', () => {
		const summary = summarise(timings());
		expect(summary.restToLandmarks).toBeNull();
		expect(summary.possibleFps).toBeNull();
		expect(summary.stages.network).toEqual({ count: 0, medianMs: null, p95Ms: null });
	});
});

test('runs are joined frame by frame, not figure by figure', () => {
	const long = timings({ landmarks: [10, 10, 10], network: [5] });
	const short = timings({ landmarks: [40] });
	expect(joined([long, short])).toEqual(timings({ landmarks: [10, 10, 10, 40], network: [5] }));
});
