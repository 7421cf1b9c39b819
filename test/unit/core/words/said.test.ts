/** Texts and the code that says them fit: no key is misspelt, none is left over, none is half filled in. */
import { fileURLToPath } from 'node:url';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../../../src/core/words/index.ts';
import { placeholdersOf } from './placeholders.ts';
import type { Said } from './said.ts';
import { mayMean, saidIn } from './said.ts';

const said = saidIn(fileURLToPath(new URL('../../../../src', import.meta.url)));
const OPEN = new Map(
	Object.entries(ENGLISH).map(([key, text]) => [key, placeholdersOf(parse(text)).join()]),
);

const namesOf = (key: string): string[] =>
	OPEN.get(key)!
		.split(',')
		.filter((name) => name !== '');

/** Keys that a call may mean: of a template those that leave open no more than the call fills in. */
function meant(call: Said): string[] {
	const { key, values } = call;
	const fitting = [...OPEN.keys()].filter((each) => mayMean(call, each));
	if (typeof key === 'string' || values === null) return fitting;
	return fitting.filter((each) => namesOf(each).every((name) => values.includes(name)));
}

describe('what the sources say', () => {
	test('is found: hundreds of calls', () => {
		expect(said.length).toBeGreaterThan(100);
	});

	test('every key is a literal or a template, and exists', () => {
		const lost = said.filter((each) => meant(each).length === 0);
		expect(lost.map(({ where, key }) => `${where} ${String(key)}`)).toEqual([]);
	});

	test('every call fills in exactly what its text leaves open', () => {
		const wrong = said.filter(
			({ key, values }) =>
				typeof key === 'string' && values !== null && OPEN.get(key) !== values.join(),
		);
		expect(
			wrong.map(
				({ where, key, values }) =>
					`${where} ${String(key)} leaves open {${OPEN.get(key as string)}}, gets {${values!.join()}}`,
			),
		).toEqual([]);
	});

	test('no text is left over', () => {
		const used = new Set(said.flatMap(meant));
		expect([...OPEN.keys()].filter((key) => !used.has(key))).toEqual([]);
	});
});
