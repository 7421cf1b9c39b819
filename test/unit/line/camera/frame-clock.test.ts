import { describe, expect, it } from 'vitest';
import { FrameClock } from '../../../../src/line/camera/worker/frame-clock.ts';
import { LostFrames } from '../../../../src/line/camera/worker/lost-frames.ts';

function bent() {
	let steady = 1000;
	let wall = 1_700_000_000_000;
	const clock = new FrameClock({ wall: () => wall, steady: () => steady });
	return {
		clock,
		pass: (ms: number) => {
			steady += ms;
			wall += ms;
		},
		sleep: (ms: number) => (wall += ms),
	};
}

describe('frame clock', () => {
	it('starts at 0 and counts in ms', () => {
		const { clock, pass } = bent();
		expect(clock.stamp(5_000_000)).toBe(0);
		pass(33);
		expect(clock.stamp(5_033_333)).toBeCloseTo(33.333, 9);
		expect(clock.breaks).toBe(0);
	});

	it('gives no time to a repeated or earlier frame, and goes on after it', () => {
		const { clock, pass } = bent();
		clock.stamp(0);
		pass(33);
		expect(clock.stamp(33_000)).toBe(33);
		expect(clock.stamp(33_000)).toBeNull();
		expect(clock.stamp(20_000)).toBeNull();
		pass(33);
		expect(clock.stamp(66_000)).toBe(66);
		expect(clock.breaks).toBe(0);
	});

	it('counts a gap of more than two seconds as one break', () => {
		const { clock, pass } = bent();
		clock.stamp(0);
		pass(2500);
		expect(clock.stamp(2_500_000)).toBe(2500);
		expect(clock.breaks).toBe(1);
	});

	it('counts a sleep during which the steady clock stood still', () => {
		const { clock, pass, sleep } = bent();
		clock.stamp(0);
		sleep(60_000);
		pass(40);
		expect(clock.stamp(40_000)).toBe(40);
		expect(clock.breaks).toBe(1);
		pass(40);
		clock.stamp(80_000);
		expect(clock.breaks).toBe(1);
	});

	it('goes on, later than before, when a camera starts its clock again', () => {
		const { clock, pass } = bent();
		clock.stamp(9_000_000);
		pass(5000);
		expect(clock.stamp(14_000_000)).toBe(5000);
		const breaks = clock.breaks;
		pass(100);
		expect(clock.stamp(0)).toBe(5100);
		pass(33);
		expect(clock.stamp(33_000)).toBe(5133);
		expect(clock.breaks).toBe(breaks + 1);
	});
});

describe('lost frames', () => {
	const after = (gapsMs: readonly number[]): number[] => {
		const lost = new LostFrames();
		let at = 0;
		lost.before(0);
		return gapsMs.map((gap) => lost.before((at += gap * 1000)));
	};
	const steady = (count: number, ms: number): number[] => Array<number>(count).fill(ms);
	const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

	it('are none at a steady rate with jitter', () => {
		const jittered = steady(200, 33.3).map((ms, i) => ms + ((i * 7) % 11) - 5);
		expect(sum(after(jittered))).toBe(0);
	});

	it('are counted in a gap of whole periods', () => {
		expect(after([...steady(20, 33.3), 100, ...steady(3, 33.3)]).slice(20)).toEqual([2, 0, 0, 0]);
	});

	it('are not counted for ever when a camera slows down in dim light', () => {
		const slow = after([...steady(30, 33.3), ...steady(200, 66.6)]);
		expect(sum(slow.slice(50))).toBe(0);
		expect(sum(slow)).toBeLessThanOrEqual(8);
	});

	it('are not counted in a break of the clock', () => {
		expect(after([...steady(20, 33.3), 5000])[20]).toBe(0);
	});
});
