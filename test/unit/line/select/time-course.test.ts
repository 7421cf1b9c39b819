import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { TimeCourse } from '../../../../src/line/select/time-course.ts';
import { fitTimeCourse, keyTimesOf } from '../../../../src/line/select/time-course.ts';

const PERIOD = 1000 / 30;
const NAMES = ['leaves', 'arrives', 'turns', 'back'] as const;

const cosine = (share: number) => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, share)));

/** Frames from 130 ms before a movement to 130 ms after it, and how far each is along. */
function seen(course: TimeCourse, { size = 1, left = -1, noise = 0, phase = 0, seed = 1 } = {}) {
	const { leaves, arrives, turns, back } = course;
	const random = seeded(seed);
	const times: number[] = [];
	for (let t = leaves - 130 + phase * PERIOD; t < back + 130; t += PERIOD) times.push(t);
	const values = times.map(
		(t) =>
			0.4 +
			size * cosine((t - leaves) / (arrives - leaves)) +
			left * cosine((t - turns) / (back - turns)) +
			noise * random.normal(),
	);
	return { times, values };
}

const plain: TimeCourse = { leaves: 500, arrives: 660, turns: 660, back: 860 };
const away: TimeCourse = { leaves: 540, arrives: 640, turns: 690, back: 815 };

describe('fitTimeCourse', () => {
	it.each([
		['plain', plain, {}],
		['with a plateau', { ...plain, turns: 720, back: 900 }, {}],
		['coming back by two thirds', plain, { left: -0.66 }],
		['the other way round', plain, { size: -2, left: 2 }],
	])('finds the times of a movement, %s, from a guess that is off', (_, course, how) => {
		for (const phase of [0, 0.3, 0.7]) {
			const { times, values } = seen(course, { ...how, phase });
			const found = fitTimeCourse(times, values, away);
			for (const name of NAMES) {
				expect(Math.abs(found[name] - course[name]) / PERIOD).toBeLessThan(0.8);
			}
			const [key, truth] = [keyTimesOf(found), keyTimesOf(course)];
			for (const name of ['leaves', 'top', 'isBack'] as const) {
				expect(Math.abs(key[name] - truth[name]) / PERIOD).toBeLessThan(0.45);
			}
		}
	});

	it('is off by less than half a frame in noise of a twentieth', () => {
		let off = 0;
		const seeds = 40;
		for (let seed = 0; seed < seeds; seed++) {
			const { times, values } = seen(plain, { noise: 0.05, phase: seed / seeds, seed });
			const found = keyTimesOf(fitTimeCourse(times, values, away));
			off += Math.abs(found.leaves - keyTimesOf(plain).leaves) / PERIOD / seeds;
		}
		expect(off).toBeLessThan(0.5);
	});

	it('stays near the guess where nothing moves', () => {
		const { times, values } = seen(plain, { size: 0, left: 0, noise: 0.02 });
		const found = fitTimeCourse(times, values, plain);
		for (const name of NAMES) {
			expect(Math.abs(found[name] - plain[name]) / PERIOD).toBeLessThan(3);
		}
	});

	it('keeps the times in order', () => {
		const random = seeded(3);
		const times = Array.from({ length: 12 }, (_, i) => 400 + i * PERIOD);
		for (let trial = 0; trial < 50; trial++) {
			const found = fitTimeCourse(
				times,
				times.map(() => random.normal()),
				plain,
			);
			expect(found.arrives).toBeGreaterThan(found.leaves);
			expect(found.turns).toBeGreaterThanOrEqual(found.arrives);
			expect(found.back).toBeGreaterThan(found.turns);
		}
	});
});

describe('keyTimesOf', () => {
	it('has gone 2 % of the way, is within 1 % of the top, is back within 5 %', () => {
		const { leaves, top, isBack } = keyTimesOf({ leaves: 0, arrives: 100, turns: 200, back: 300 });
		expect(cosine(leaves / 100)).toBeCloseTo(0.02, 3);
		expect(top).toBeCloseTo(150, 0);
		expect(1 - cosine((isBack - 200) / 100)).toBeCloseTo(0.05, 2);
	});
});
