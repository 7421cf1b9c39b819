import { describe, expect, it } from 'vitest';
import { millis } from '../../../src/kernel/index.ts';
import { FrameClock } from '../../../src/pipeline/frame-clock.ts';

/** The clock after frames at these times. */
function clockOf(times: readonly number[]): FrameClock {
	const clock = new FrameClock();
	for (const time of times) clock.tick(millis(time));
	return clock;
}

const steady = (fps: number, forMs: number, from = 0) =>
	Array.from({ length: Math.round((forMs * fps) / 1000) }, (_, k) => from + (k * 1000) / fps);

describe('FrameClock', () => {
	it.each([5, 14.985, 15, 25, 29.97, 30, 60, 120])('tells a steady %d frames a second', (fps) => {
		expect(clockOf(steady(fps, 5000)).fps).toBeCloseTo(fps, 6);
		// From the second frame on, not only once two seconds are full.
		expect(clockOf(steady(fps, 600)).fps).toBeCloseTo(fps, 6);
	});

	it('says nought before there are two frames, and after reset', () => {
		expect(clockOf([]).fps).toBe(0);
		const clock = clockOf([70]);
		expect([clock.fps, clock.elapsedMs]).toEqual([0, 0]);
		clock.tick(millis(110));
		expect([clock.fps, clock.elapsedMs]).toEqual([25, 40]);
		clock.reset();
		expect([clock.fps, clock.elapsedMs]).toEqual([0, 0]);
		// Another source may start again at nought.
		clock.tick(millis(0));
		clock.tick(millis(50));
		expect(clock.fps).toBe(20);
	});

	it('counts what came in the last two seconds, however unevenly', () => {
		// 40 and 27 ms by turns: 30 frames a second on average.
		const times = [0];
		for (let k = 1; k < 120; k++) times.push(times[k - 1]! + (k % 2 === 0 ? 40 : 80 / 3));
		expect(clockOf(times).fps).toBeCloseTo(30, 0);
		// Every third frame lost: 20 a second.
		expect(clockOf(steady(30, 5000).filter((_, k) => k % 3 !== 0)).fps).toBeCloseTo(20, 0);
	});

	it('follows a camera that slows down in dim light within two seconds', () => {
		const times = [...steady(30, 3000), ...steady(15, 2100, 3000)];
		expect(clockOf(times.slice(0, 90)).fps).toBeCloseTo(30, 6);
		expect(clockOf(times.slice(0, 90 + 15)).fps).toBeLessThan(24);
		expect(clockOf(times).fps).toBeCloseTo(15, 1);
	});

	it('a pause lowers the rate while it lies within two seconds', () => {
		const times = [...steady(30, 2000), ...steady(30, 3000, 3000)];
		expect(clockOf(times.slice(0, 75)).fps).toBeLessThan(22);
		expect(clockOf(times).fps).toBeCloseTo(30, 6);
	});

	it('tells the time between the last two frames', () => {
		expect(clockOf([0, 33, 120.5]).elapsedMs).toBe(87.5);
	});
});
