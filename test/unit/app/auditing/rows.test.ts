import { expect, test } from 'vitest';
import { groupOf, groupingsOf } from '../../../../src/app/auditing/rows.ts';
import { record } from '../sessions/records.ts';

const site = (name: string, coder: string, onset: string) =>
	record('a', { coder, columns: { site: name, coder, onset } });

test('groupings are those that divide the movements, each once, and none by a key frame', () => {
	const records = [site('A', 'Ann', '1'), site('B', 'Ben', '2'), site('A', 'Ben', '3')];
	// The column `coder` says what the coder says already.
	expect(groupingsOf(records).map(({ key }) => key)).toEqual(['coder', 'column:site']);
});

test('a column with more values than can be compared is no grouping', () => {
	const records = Array.from({ length: 30 }, (_, at) => site(`${at}`, 'Ann', '1'));
	expect(groupingsOf(records)).toEqual([]);
});

test('what is not said is a group of its own', () => {
	expect(groupOf(record('a'), 'coder')).toBe('');
	expect(groupOf(record('a'), 'column:site')).toBe('');
	expect(groupOf(record('a', { subject: 'casme2:07' }), 'subject')).toBe('07');
});
