/** Names of classes: published lists, numbers, and names that cannot be used. */
import { expect, it } from 'vitest';
import {
	meaningOf,
	misnamed,
	numberedNames,
	publishedNames,
} from '../../../../src/line/paper/class-names.ts';

it.each([
	[2, 0],
	[3, 2],
	[4, 1],
	[5, 2],
	[7, 1],
])('there are published lists of %d names: %d', (count, lists) => {
	const found = publishedNames(count);
	expect(found).toHaveLength(lists);
	for (const list of found) {
		expect(list.named).toBe(true);
		expect(misnamed(list, count)).toEqual([]);
	}
});

it('without a list classes are numbered, and say so', () => {
	const { classes, named, dataset } = numberedNames(6);
	expect(classes.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `class ${n}`));
	expect([named, dataset]).toEqual([false, null]);
});

it('a name that lists know has their meaning', () => {
	expect(meaningOf('Happiness ')).toBe('positive');
	expect(meaningOf('repression')).toBe('negative');
	expect(meaningOf('surprise')).toBe('surprise');
	expect(meaningOf('others')).toBeNull();
	expect(meaningOf('joy')).toBeNull();
});

it('lists everything that is wrong with names', () => {
	const classes = ['', 'a', 'a', 'x'.repeat(41), 'b;c', 'd:e', 'f\u0007'].map((name) => ({
		name,
		meaning: null,
	}));
	expect(misnamed({ classes }, 8)).toEqual([
		'7 class names are given, but the weights have 8 classes',
		'class 1 has no name',
		'two classes are named a',
		'the name of class 4 is longer than 40 letters',
		...[5, 6, 7].map(
			(n) => `the name of class ${n} has a colon, a semicolon or a control character`,
		),
	]);
});
