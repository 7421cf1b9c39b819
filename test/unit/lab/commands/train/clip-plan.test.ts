import { describe, expect, it } from 'vitest';
import { planOf } from '../../../../../src/lab/commands/train/clip-plan.ts';
import { recordOf } from '../../train/clips/clips.ts';

const pictures = (first: number, last: number): ReadonlyMap<number, string> =>
	new Map(
		Array.from({ length: last - first + 1 }, (_, i) => [first + i, `img${first + i}.jpg`] as const),
	);

describe('planOf', () => {
	it('reads the key frames, and a few before the onset to settle on', () => {
		const plan = planOf(recordOf({ onset: 10, apex: 20, offset: 30 }), pictures(1, 60));
		expect(plan).toMatchObject({ onset: 10, apex: 20, offset: 30, candidates: [] });
		expect([...plan.paths.keys()]).toEqual([6, 7, 8, 9, 10, 20, 30]);
		expect(plan.paths.get(20)).toBe('img20.jpg');
	});

	it('looks for an apex that nobody coded between onset and offset', () => {
		const few = planOf(recordOf({ onset: 10, apex: null, offset: 15 }), pictures(10, 60));
		expect(few.candidates).toEqual([11, 12, 13, 14]);
		const many = planOf(recordOf({ onset: 10, apex: null, offset: 110 }), pictures(10, 120));
		expect(many.candidates).toHaveLength(16);
		expect([many.candidates[0], many.candidates.at(-1)]).toEqual([11, 109]);
		const open = planOf(recordOf({ onset: 10, apex: null, offset: null }), pictures(10, 14));
		expect(open.candidates).toEqual([11, 12, 13, 14]);
		expect(open.offset).toBeNull();
	});

	it('takes an offset that is not after the apex for none', () => {
		expect(planOf(recordOf({ onset: 10, apex: 20, offset: 0 }), pictures(1, 60)).offset).toBeNull();
		expect(
			planOf(recordOf({ onset: 10, apex: 20, offset: 20 }), pictures(1, 60)).offset,
		).toBeNull();
	});

	it('names the key frame that is missing', () => {
		expect(() => planOf(recordOf({ onset: 10, apex: 20, offset: 30 }), pictures(1, 25))).toThrow(
			'The offset, frame 30, is missing: the pictures in sub01/EP01_1 have the numbers 1 to 25.',
		);
		expect(() => planOf(recordOf({}), new Map())).toThrow('There are no pictures in sub01/EP01_1.');
		expect(() => planOf(recordOf({ onset: 20, apex: 20 }), pictures(1, 60))).toThrow(
			'The apex, frame 20, is not after the onset',
		);
		expect(() => planOf(recordOf({ onset: 10, apex: null }), pictures(1, 10))).toThrow('offset');
	});
});
