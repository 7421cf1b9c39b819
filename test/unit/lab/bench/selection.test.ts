/** The yardstick of the selection's benchmark, and what its figures are made of. */
import { describe, expect, it } from 'vitest';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { growthExponent, windowCosts } from '../../../../src/lab/bench/selection/growth.ts';
import {
	largest,
	plainDifferences,
	selectPlainly,
	tripleDifferences,
} from '../../../../src/lab/bench/selection/plain.ts';
import { DifferenceWindow } from '../../../../src/line/select/index.ts';

/** A frame with one pixel that says how far a movement has come. */
const stages = (...values: number[]) => values.map((value) => Uint8Array.of(9, value, 200));

describe('brute force', () => {
	it('takes the pair that differs most, and the frame after it that differs most', () => {
		expect(selectPlainly(stages(10, 8, 30, 60, 90, 50, 20, 25))).toEqual({
			onset: 1,
			apex: 4,
			offset: 6,
		});
	});

	it('takes the first of equals, and leaves a frame for the offset', () => {
		expect(selectPlainly(stages(5, 5, 50, 50, 5, 5))).toEqual({ onset: 0, apex: 2, offset: 4 });
		expect(selectPlainly(stages(0, 10, 255))).toEqual({ onset: 0, apex: 1, offset: 2 });
	});

	it('chooses what the live window chooses from the same pixels', () => {
		const random = seeded(4);
		for (let run = 0; run < 20; run++) {
			const frames = Array.from({ length: 12 }, () =>
				Uint8Array.from({ length: 40 }, () => random.uniform(0, 256)),
			);
			const window = new DifferenceWindow(12, [Int32Array.from({ length: 40 }, (_, i) => i)]);
			frames.forEach((frame, i) => window.push(Float32Array.from(frame), millis(i)));
			const one = Float32Array.of(1);
			expect(largest(12, (a, b) => window.squared(a, b, one))).toEqual(selectPlainly(frames));
		}
	});

	it.each([3, 7, 30])('counts its differences among %i frames', (frames) => {
		let asked = 0;
		// The apex is the second frame, so all later ones are compared with it.
		largest(frames, (one, other) => {
			asked += 1;
			return one === 1 && other === 0 ? 9 : 0;
		});
		expect(plainDifferences(frames)).toBe(asked);
		let triples = 0;
		for (let o = 0; o < frames; o++) for (let a = o + 1; a < frames; a++) triples += frames - 1 - a;
		expect(tripleDifferences(frames)).toBe(2 * triples);
	});

	it('refuses fewer than three frames', () => {
		expect(() => selectPlainly(stages(1, 2))).toThrow(RangeError);
	});
});

describe('growth', () => {
	it.each([0.5, 1, 2])('finds the exponent %d of a power', (exponent) => {
		const sizes = [30, 60, 120, 240];
		const costs = sizes.map((size) => 0.3 * size ** exponent);
		expect(growthExponent(sizes, costs)).toBeCloseTo(exponent, 10);
	});

	it('measures every window it is asked for', () => {
		const costs = windowCosts([0.5, 1], 20);
		expect(costs.map(({ seconds, frames }) => [seconds, frames])).toEqual([
			[0.5, 10],
			[1, 20],
		]);
	});
});
