import { describe, expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import { FrameRate } from '../../../../src/line/pipeline/frame-rate.ts';

/** The rate after frames at these times. */
function rateOf(times: readonly number[]): FrameRate {
	const rate = new FrameRate();
	for (const time of times) rate.tick(millis(time));
	return rate;
}

const steady = (fps: number, forMs: number, from = 0) =>
	Array.from({ length: Math.round((forMs * fps) / 1000) }, (_, k) => from + (k * 1000) / fps);

describe('FrameRate', () => {
	it.each([5, 14.985, 15, 25, 29.97, 30, 60, 120])('tells a steady %d frames a second', (fps) => {
		expect(rateOf(steady(fps, 5000)).fps).toBeCloseTo(fps, 6);
		// From the second frame on, not only once two seconds are full.
		expect(rateOf(steady(fps, 600)).fps).toBeCloseTo(fps, 6);
	});

	it('says nought before there are two frames', () => {
		expect(rateOf([]).fps).toBe(0);
		const rate = rateOf([70]);
		expect([rate.fps, rate.elapsedMs]).toEqual([0, 0]);
		rate.tick(millis(110));
		expect([rate.fps, rate.elapsedMs]).toEqual([25, 40]);
	});

	it('counts what came in the last two seconds, however unevenly', () => {
		// 40 and 27 ms by turns: 30 frames a second on average.
		const times = [0];
		for (let k = 1; k < 120; k++) times.push(times[k - 1]! + (k % 2 === 0 ? 40 : 80 / 3));
		expect(rateOf(times).fps).toBeCloseTo(30, 0);
		// Every third frame lost: 20 a second.
		expect(rateOf(steady(30, 5000).filter((_, k) => k % 3 !== 0)).fps).toBeCloseTo(20, 0);
	});

	it('follows a camera that slows down in dim light within two seconds', () => {
		const times = [...steady(30, 3000), ...steady(15, 2100, 3000)];
		expect(rateOf(times.slice(0, 90)).fps).toBeCloseTo(30, 6);
		expect(rateOf(times.slice(0, 90 + 15)).fps).toBeLessThan(24);
		expect(rateOf(times).fps).toBeCloseTo(15, 1);
	});

	it('a pause is no slow camera: the rate of before stands until there is a new one', () => {
		const times = [...steady(30, 2000), ...steady(20, 3000, 12_000)];
		expect(rateOf(times.slice(0, 61)).fps).toBeCloseTo(30, 6);
		expect(rateOf(times.slice(0, 65)).fps).toBeCloseTo(30, 6);
		expect(rateOf(times.slice(0, 66)).fps).toBeCloseTo(20, 6);
	});

	it('pause after pause is the rate', () => {
		expect(rateOf([...steady(30, 2000), 2500, 3000, 3500]).fps).toBeCloseTo(2, 6);
	});

	it('tells the time between the last two frames', () => {
		expect(rateOf([0, 33, 120.5]).elapsedMs).toBe(87.5);
	});
});
