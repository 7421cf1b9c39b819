import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import {
	areaUnderCurve,
	mean,
	median,
	quantile,
	shuffleInPlace,
	shuffled,
} from '../../../../src/core/statistics/index.ts';

describe('quantile, median and mean', () => {
	it('a quantile lies between its two nearest ranks', () => {
		expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([10, 20, 30], share))).toEqual([
			10, 15, 20, 28, 30,
		]);
		expect(quantile([7], 0.975)).toBe(7);
	});

	it('a median is the lower of two middles, and the list stays as it is', () => {
		const values = [9, 1, 7, 5];
		expect(median(values)).toBe(5);
		expect(values).toEqual([9, 1, 7, 5]);
		expect(mean(values)).toBe(5.5);
	});

	it('of nothing are NaN', () => {
		expect([quantile([], 0.5), median([]), mean([])]).toEqual([NaN, NaN, NaN]);
	});
});

describe('area under the curve', () => {
	it('counts the pairs in the right order, ties half', () => {
		expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(0.75, 12);
		expect(areaUnderCurve([0.5, 0.5, 0.5], [0, 1, 1])).toBeCloseTo(0.5, 12);
		expect(areaUnderCurve([0.5, 0.6], [1, 1])).toBeNaN();
	});
});

describe('shuffle', () => {
	it('deals the same items in an order that the seed alone decides', () => {
		const items = ['a', 'b', 'c', 'd', 'e', 'f'];
		const once = shuffled(items, seeded(3));
		expect(once.toSorted()).toEqual(items);
		expect(shuffled(items, seeded(3))).toEqual(once);
		expect(shuffled(items, seeded(4))).not.toEqual(once);
		const places = Uint32Array.from(items, (_, place) => place);
		shuffleInPlace(places, seeded(3));
		expect(Array.from(places, (place) => items[place])).toEqual(once);
	});

	// Networks that were trained with a seed are trained again with the same batches.
	it('keeps its sequence', () => {
		expect(shuffled([0, 1, 2, 3, 4, 5, 6, 7], seeded(1))).toEqual([2, 3, 0, 1, 6, 5, 7, 4]);
	});
});
