import { expect, test } from 'vitest';
import { ENGLISH, loadCatalogue } from '../../../src/core/words/index.ts';
import { said, saidIn, saidLike, saidOnly } from '../../support/said.ts';

test('a text by its key, with its values, in the language wanted', async () => {
	expect(said('live.stop')).toBe(ENGLISH['live.stop']);
	const three = said('library.movements', { n: 3 });
	expect(three).toContain('3');
	expect(said('library.movements', { n: 1 })).not.toBe(three.replace('3', '1'));
	const german = await loadCatalogue('de');
	expect(saidIn('de', german, 'live.stop')).toBe(german['live.stop']);
});

test('a key that does not exist and a value that is missing are errors', () => {
	// @ts-expect-error no such text
	expect(() => said('live.nothing')).toThrow('live.nothing');
	expect(() => said('library.open')).toThrow('name');
});

test('a pattern of a text: what is not given may be anything, what is given is that', () => {
	const text = said('library.open', { name: 'talk (1).mp4' });
	expect(text).toMatch(saidOnly('library.open'));
	expect(text).toMatch(saidOnly('library.open', { name: 'talk (1).mp4' }));
	expect(text).toMatch(saidOnly('library.open', { name: /talk.*/ }));
	expect(text).not.toMatch(saidLike('library.open', { name: 'walk' }));
	expect(`- ${text} -`).toMatch(saidLike('library.open'));
	expect(`- ${text} -`).not.toMatch(saidOnly('library.open'));
});

test('a pattern of a text with a choice', () => {
	const one = said('library.movements', { n: 1 });
	const many = said('library.movements', { n: 1234 });
	for (const text of [one, many]) expect(text).toMatch(saidOnly('library.movements'));
	expect(many).toMatch(saidOnly('library.movements', { n: 1234 }));
	expect(many).not.toMatch(saidOnly('library.movements', { n: 1 }));
	const earned = said('practice.earned', { points: 2, look: 'half', shows: 3 });
	expect(earned).toMatch(saidOnly('practice.earned', { look: 'half' }));
	expect(earned).not.toMatch(saidLike('practice.earned', { look: 'full' }));
});
