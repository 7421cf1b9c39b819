import { describe, expect, test } from 'vitest';
import { JumpWatch, offsetOf } from '../../../../src/app/experiment/clock-offset.ts';
import { SessionClock } from '../../../../src/app/experiment/session-clock.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

describe('session clock', () => {
	test('knows nothing before the first frame', () => {
		expect(new SessionClock().momentOf(5)).toBeNull();
	});

	test('with delays that vary, a moment is found within its uncertainty', () => {
		const random = seeded(3);
		const clock = new SessionClock();
		const begun = 1_000_000;
		const shortest = 12;
		for (let frame = 0; frame < 200; frame++) {
			const at = frame * 33.3;
			clock.push(frame, at, begun + at + shortest + random.next() ** 3 * 25);
		}
		// Half way between two frames, just now.
		const trueMs = 199 * 33.3 - 16;
		const moment = clock.momentOf(begun + trueMs + shortest)!;
		expect(Math.abs(moment.ms - trueMs)).toBeLessThan(1);
		expect(moment.uncertaintyMs).toBeGreaterThan(16);
		expect(moment.uncertaintyMs).toBeLessThan(50);
		expect([198, 199]).toContain(moment.frame);
		expect(clock.pageMsOf(1000)! - (begun + 1000 + shortest)).toBeLessThan(1);
	});

	test('frames that were dropped are counted in the frame beside a moment', () => {
		const clock = new SessionClock();
		for (let frame = 0; frame <= 60; frame += 2) clock.push(frame, frame * 20, 500 + frame * 20);
		expect(clock.momentOf(500 + 1300)).toMatchObject({ ms: 1300, frame: 65 });
	});
});

describe('clock offset', () => {
	test('comes from the exchange with the shortest way', () => {
		const exchange = (there: number, back: number, t0: number) => ({
			t0,
			t1: t0 + there + 250,
			t2: t0 + there + 251,
			t3: t0 + there + 1 + back,
		});
		const offset = offsetOf([exchange(40, 5, 0), exchange(2, 2, 100), exchange(5, 60, 200)]);
		expect(offset).toEqual({ offsetMs: 250, rttMs: 4 });
		// An uneven way: wrong by no more than half of it.
		const uneven = offsetOf([exchange(9, 1, 0)])!;
		expect(Math.abs(uneven.offsetMs - 250)).toBeLessThanOrEqual(uneven.rttMs / 2);
	});

	test('nothing usable gives none', () => {
		expect(offsetOf([])).toBeNull();
		expect(offsetOf([{ t0: 10, t1: 0, t2: 50, t3: 20 }])).toBeNull();
	});

	test('a wall clock that was set is a jump, one that drifts is none', () => {
		const watch = new JumpWatch();
		expect(watch.look(1000, 0)).toBe(0);
		expect(watch.look(2010, 1000)).toBe(0);
		expect(watch.look(63_010, 2000)).toBe(60_000);
		expect(watch.look(64_010, 3000)).toBe(0);
	});
});
