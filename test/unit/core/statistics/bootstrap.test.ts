import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { Bootstrap } from '../../../../src/core/statistics/index.ts';

describe('a bootstrap over subjects', () => {
	const of = (subjects: readonly string[]): Bootstrap => new Bootstrap(subjects, seeded(1));

	it('gives a ratio of sums and an interval around it', () => {
		const people = of(['a', 'b', 'c', 'd']);
		const terms = [1, 2, 3, 6].map((top, i) => ({ subject: 'abcd'[i]!, top, bottom: 1 }));
		const { value, low, high } = people.ratio(terms)!;
		expect(value).toBe(3);
		// Means of four draws of 1, 2, 3, 6: the extreme ones come once in 256.
		expect(low).toBeGreaterThanOrEqual(1.25);
		expect(low).toBeLessThan(2);
		expect(high).toBeGreaterThan(4);
		expect(high).toBeLessThanOrEqual(5.25);
	});

	it('draws people, not movements: many movements of one person add no certainty', () => {
		const once = ['a', 'b', 'c'].map((subject, i) => ({ subject, top: i, bottom: 1 }));
		const often = once.flatMap((term) => Array.from({ length: 50 }, () => term));
		expect(of(['a', 'b', 'c']).ratio(often)).toEqual(of(['a', 'b', 'c']).ratio(once));
	});

	it('has no interval of one person, and no value of nothing', () => {
		const people = of(['a', 'b']);
		const one = people.ratio([{ subject: 'a', top: 2, bottom: 4 }]);
		expect(one).toEqual({ value: 0.5, low: null, high: null });
		expect(people.ratio([])).toBeNull();
		expect(() => people.ratio([{ subject: 'z', top: 1, bottom: 1 }])).toThrow(/z was not named/);
	});
});
