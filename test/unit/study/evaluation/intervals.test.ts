import { describe, expect, it } from 'vitest';
import { overlapOf, overlaps, pair } from '../../../../src/study/evaluation/index.ts';

const span = (onset: number, offset: number) => ({ onset, offset });

describe('overlap', () => {
	it('counts both ends', () => {
		expect(overlapOf(span(10, 19), span(10, 19))).toBe(1);
		expect(overlapOf(span(10, 19), span(19, 28))).toBe(1 / 19);
		expect(overlapOf(span(10, 19), span(20, 29))).toBe(0);
	});

	it('of a half is enough', () => {
		expect(overlaps(span(10, 19), span(10, 14))).toBe(true); // 5 of 10
		expect(overlaps(span(10, 19), span(10, 13))).toBe(false);
		expect(overlaps(span(0, 2), span(0, 5))).toBe(true); // 3 of 6
	});
});

describe('pairing', () => {
	it('gives one truth to the better of two movements', () => {
		expect(pair([span(10, 19)], [span(10, 16), span(11, 19)])).toEqual([{ truth: 0, found: 1 }]);
	});

	it('gives one movement to the better of two truths', () => {
		expect(pair([span(10, 16), span(11, 19)], [span(11, 19)])).toEqual([{ truth: 1, found: 0 }]);
	});

	it('takes the largest overlap first, even where another choice would give more pairs', () => {
		// Movement 0 is truth 0 exactly; truth 1 would take it too, and truth 0 movement 1.
		const pairs = pair([span(10, 19), span(13, 22)], [span(10, 19), span(8, 17)]);
		expect(pairs).toEqual([{ truth: 0, found: 0 }]);
	});

	it('where overlaps are equal serves the earlier truth, then the earlier movement', () => {
		// 9 of 11 frames each way.
		expect(pair([span(10, 19), span(12, 21)], [span(11, 20)])).toEqual([{ truth: 0, found: 0 }]);
		expect(pair([span(11, 20)], [span(10, 19), span(12, 21)])).toEqual([{ truth: 0, found: 0 }]);
	});

	it('of nothing is nothing', () => {
		expect(pair([], [span(1, 2)])).toEqual([]);
		expect(pair([span(1, 2)], [])).toEqual([]);
	});
});
