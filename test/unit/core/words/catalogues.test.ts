import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { ENGLISH, LANGUAGES, loadCatalogue } from '../../../../src/core/words/index.ts';
import { placeholdersOf } from './placeholders.ts';

describe.each(LANGUAGES.map(({ tag }) => tag))('texts in %s', (tag) => {
	test('none is missing, none is left over', async () => {
		const catalogue = await loadCatalogue(tag);
		expect(Object.keys(catalogue).sort()).toEqual(Object.keys(ENGLISH).sort());
	});

	test('none is empty, every one is well formed and leaves the same open', async () => {
		const catalogue = await loadCatalogue(tag);
		for (const [key, english] of Object.entries(ENGLISH)) {
			const text: string = catalogue[key as keyof typeof ENGLISH];
			expect(text.trim(), key).not.toBe('');
			expect(placeholdersOf(parse(text)), key).toEqual(placeholdersOf(parse(english)));
		}
	});
});
