import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import {
	checkFolds,
	foldsByAssignment,
	foldsOfSubjects,
	leaveOneSubjectOut,
	splitForStopping,
} from '../../../../../src/lab/train/subjects/index.ts';

/** Subjects 01 of two data sets are two people. */
const SUBJECTS = ['a:01', 'b:01', 'a:01', 'a:02', 'b:01', 'b:03', 'a:02', 'a:04'];
const people = (places: readonly number[]) => new Set(places.map((place) => SUBJECTS[place]!));

describe('leaveOneSubjectOut', () => {
	const folds = leaveOneSubjectOut(SUBJECTS);

	it('has a fold for every person of every data set', () => {
		expect(folds.map(({ name }) => name)).toEqual(['a:01', 'a:02', 'a:04', 'b:01', 'b:03']);
	});

	it('judges all samples of a person, and learns from all others', () => {
		expect(folds[0]).toEqual({ name: 'a:01', test: [0, 2], training: [1, 3, 4, 5, 6, 7] });
		for (const { name, test, training } of folds) {
			expect(people(test)).toEqual(new Set([name]));
			expect(people(training).has(name)).toBe(false);
			expect([...test, ...training].sort((x, y) => x - y)).toEqual(SUBJECTS.map((_, i) => i));
		}
	});

	it('wants two people', () => {
		expect(() => leaveOneSubjectOut(['a:01', 'a:01'])).toThrow('one fold (a:01)');
	});
});

describe('foldsOfSubjects', () => {
	it('deals people out, not samples', () => {
		const folds = foldsOfSubjects(SUBJECTS, 2, seeded(3));
		expect(folds.map(({ name }) => name)).toEqual(['1 of 2', '2 of 2']);
		for (const { test, training } of folds) {
			expect([...people(test)].filter((name) => people(training).has(name))).toEqual([]);
			expect(people(test).size).toBeGreaterThanOrEqual(2);
		}
		expect(foldsOfSubjects(SUBJECTS, 2, seeded(3))).toEqual(folds);
	});

	it('refuses more folds than people', () => {
		expect(() => foldsOfSubjects(SUBJECTS, 6, seeded(1))).toThrow('6 folds');
	});
});

describe('checkFolds', () => {
	it('names a subject who is learnt from and judged', () => {
		const folds = [
			{ name: 'one', test: [0], training: [1, 2] },
			{ name: 'two', test: [1, 2], training: [0] },
		];
		expect(() => checkFolds(['x:1', 'x:2', 'x:1'], folds)).toThrow(
			'x:1 is both trained on and judged in fold one',
		);
	});

	it('names a subject who is judged twice, and one who never is', () => {
		const twice = [
			{ name: 'one', test: [0], training: [1] },
			{ name: 'two', test: [0], training: [1] },
		];
		expect(() => checkFolds(['x:1', 'x:2'], twice)).toThrow('x:1 is judged in two folds');
		expect(() => checkFolds(['x:1', 'x:2'], twice.slice(0, 1))).toThrow('x:2 is judged in no fold');
	});

	it('names a subject without a fold', () => {
		expect(() => foldsByAssignment(['x:1', 'x:2'], new Map([['x:1', 'one']]))).toThrow(
			'x:2 is in no fold',
		);
	});
});

describe('splitForStopping', () => {
	it('shares no person among training, stopping and test', () => {
		for (const fold of leaveOneSubjectOut(SUBJECTS)) {
			for (let seed = 1; seed <= 5; seed++) {
				const { training, stopping } = splitForStopping(SUBJECTS, fold, 0.3, seeded(seed));
				expect([...training, ...stopping].sort((a, b) => a - b)).toEqual(fold.training);
				const sets = [people(training), people(stopping), people(fold.test)];
				const all = sets.flatMap((set) => [...set]);
				expect(new Set(all).size).toBe(all.length);
				expect(people(stopping).size).toBe(1);
			}
		}
	});

	it('wants two people to learn from', () => {
		const [fold] = leaveOneSubjectOut(['a:01', 'a:02']);
		expect(() => splitForStopping(['a:01', 'a:02'], fold!, 0.3, seeded(1))).toThrow(
			'Fold a:01 has 1 training subject',
		);
	});
});
