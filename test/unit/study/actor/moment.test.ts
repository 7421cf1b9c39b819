import { expect, test } from 'vitest';
import type { MomentOptions } from '../../../../src/study/actor/index.ts';
import { ActorMoment, unitIndex } from '../../../../src/study/actor/index.ts';

const options: MomentOptions = {
	seed: 4,
	aus: [1, 2],
	side: 'both',
	peakPx200: 3,
	leadMs: 1200,
	movementMs: 320,
	tailMs: 900,
	blink: 'none',
	sway: 0.6,
};
const brow = unitIndex(1);

/** How far the movement has come on the subject's left, beside everything else that goes on. */
const moved = (moment: ActorMoment, ms: number): number =>
	moment.poseAt(ms).left[brow]! - moment.stillAt(ms).left[brow]!;

test('rest, then exactly as long a movement as was asked for, then rest', () => {
	for (let seed = 0; seed < 20; seed++) {
		const moment = new ActorMoment({ ...options, seed });
		expect(moment.onsetMs).toBe(1200);
		expect(moment.offsetMs).toBeCloseTo(1520);
		expect(moment.durationMs).toBe(2420);
		expect(moved(moment, 1200)).toBe(0);
		expect(moved(moment, 1205)).toBeGreaterThan(0);
		expect(moved(moment, 1515)).toBeGreaterThan(0);
		expect(moved(moment, moment.offsetMs + 1)).toBe(0);
		const apex = moved(moment, moment.apexMs);
		for (let ms = 1200; ms < 1520; ms += 5) {
			expect(moved(moment, ms)).toBeLessThanOrEqual(apex + 1e-9);
		}
	}
});

test('one side moves alone; exaggerated it moves so many times as far', () => {
	const moment = new ActorMoment({ ...options, side: 'left' });
	const at = moment.apexMs;
	expect(moment.poseAt(at).right[brow]).toBe(moment.stillAt(at).right[brow]);
	const tripled = moment.poseAt(at, 3).left[brow]! - moment.stillAt(at).left[brow]!;
	expect(tripled).toBeCloseTo(3 * moved(moment, at));
});

test.each([
	['before', 0, 1200],
	['over', 900, 1400],
	['after', 1520, 2420],
] as const)('a blink %s the movement is between %d and %d ms', (blink, from, until) => {
	const open = (moment: ActorMoment, ms: number): number => moment.poseAt(ms).aperture;
	for (let seed = 0; seed < 10; seed++) {
		const moment = new ActorMoment({ ...options, seed, blink, sway: 0 });
		const closed = Array.from({ length: 2420 }, (_, ms) => ms).filter(
			(ms) => open(moment, ms) < 0.2,
		);
		expect(closed.length).toBeGreaterThan(20);
		expect(Math.min(...closed)).toBeGreaterThanOrEqual(from);
		expect(Math.max(...closed)).toBeLessThanOrEqual(until);
	}
});

test('the same options give the same moment', () => {
	const [a, b] = [new ActorMoment(options), new ActorMoment(options)];
	expect(a.poseAt(1350)).toEqual(b.poseAt(1350));
	expect(a.aus).toEqual(b.aus);
});
