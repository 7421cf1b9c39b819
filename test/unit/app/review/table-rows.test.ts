import { expect, test } from 'vitest';
import { decisionWord, findRows, sortRows } from '../../../../src/app/review/audit/table-rows.ts';
import type { MovementRow } from '../../../../src/app/auditing/rows.ts';
import { said } from '../../../support/said.ts';
import { film, record } from '../sessions/records.ts';

const key = (shift: number) => ({ coded: 10, frame: 10 + shift, low: 10, high: 10, moved: 0.5 });

const row = (id: string, doubt: number, shift = 0, evidence = 20): MovementRow => ({
	id,
	clip: film(`${id}.mp4`),
	record: record(id),
	why: null,
	marks: null,
	reselection: {
		id,
		onset: key(shift),
		apex: key(0),
		offset: key(0),
		evidence,
		doubt,
		peakPx200: 1,
		fps: 30,
	},
});
const blind = (id: string): MovementRow => ({
	id,
	clip: film(`${id}.mp4`),
	record: record(id),
	why: { code: 'clip-too-short' },
	marks: null,
	reselection: null,
});
const ids = (rows: readonly MovementRow[]): string => rows.map(({ id }) => id).join(' ');

test('by doubt; what the motion says nothing about is no doubt, and what was not seen comes last', () => {
	const rows = [blind('x'), row('silent', 0.99, 0, -1), row('low', 0.1), row('high', 0.9)];
	expect(ids(sortRows(rows, { by: 'doubt', descending: true }))).toBe('high low silent x');
	expect(ids(sortRows(rows, { by: 'doubt', descending: false }))).toBe('low high silent x');
});

test('by a key frame: by distance, whichever side', () => {
	const rows = [row('a', 0.1, 2), row('b', 0.1, -5), row('c', 0.1, 3)];
	expect(ids(sortRows(rows, { by: 'onset', descending: true }))).toBe('b c a');
});

test('names with numbers in them are in the order of the numbers', () => {
	const rows = [row('EP10', 0.1), row('EP9', 0.1)];
	expect(ids(sortRows(rows, { by: 'clip', descending: false }))).toBe('EP9 EP10');
});

test('found by clip, person or coder', () => {
	const rows = [row('talk', 0.1), row('walk', 0.1)];
	expect(ids(findRows(rows, ' TALK '))).toBe('talk');
	expect(ids(findRows(rows, 's1'))).toBe('talk walk');
	expect(ids(findRows(rows, 'nobody'))).toBe('');
});

test('decisions in a word', () => {
	const word = (choices: Parameters<typeof decisionWord>[0]['choices'], note = ''): string =>
		decisionWord({ choices, note });
	expect(word({})).toBe('');
	expect(word({}, 'blurred')).toBe(said('review.audit.decided.note'));
	expect(word({ onset: 'coded' })).toBe(said('review.audit.decided.kept'));
	expect(word({ onset: 'reselected', apex: 'reselected' })).toBe(
		said('review.audit.decided.taken'),
	);
	expect(word({ onset: 'reselected', apex: 'coded' })).toBe(said('review.audit.decided.both'));
});
