import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { Preferences, preference } from '../../../../src/app/preferences/index.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';

const COLOR = preference({ key: 'color', schema: v.picklist(['red', 'blue']), fallback: 'red' });
const NOTE = preference({ key: 'note', schema: v.nullable(v.string()), fallback: null });

let kept: Map<string, string>;
beforeEach(() => void (kept = new Map()));
const open = (): Preferences => new Preferences(memoryStorage(kept));
/** What is said about a broken value is said a moment later. */
const later = (): Promise<void> => Promise.resolve();

test('what is chosen is there at the next visit, under the name it has always had', () => {
	open().set(COLOR, 'blue');
	expect([...kept]).toEqual([['fleeting/color', '"blue"']]);
	expect(open().get(COLOR)).toBe('blue');
	open().reset(COLOR);
	expect(open().get(COLOR)).toBe('red');
});

test.each(['"green"', '{', '7'])(
	'a value that is none falls back, is removed, and says so: %s',
	async (text) => {
		kept.set('fleeting/color', text);
		const preferences = open();
		expect(preferences.get(COLOR)).toBe('red');
		await later();
		expect(preferences.fallenBack).toEqual(['color']);
		expect(kept.size).toBe(0);
		expect(preferences.get(COLOR)).toBe('red');

		const next = open();
		expect(next.get(COLOR)).toBe('red');
		await later();
		expect(next.fallenBack).toEqual([]);
	},
);

test('null stands for what was taken back: nothing is wrong with it', async () => {
	kept.set('fleeting/color', 'null');
	kept.set('fleeting/note', 'null');
	const preferences = open();
	expect([preferences.get(COLOR), preferences.get(NOTE)]).toEqual(['red', null]);
	await later();
	expect(preferences.fallenBack).toEqual([]);
});

test('another tab’s choice is read', () => {
	const here = open();
	expect(here.get(COLOR)).toBe('red');
	open().set(COLOR, 'blue');
	expect(here.get(COLOR)).toBe('blue');
});

test('without a storage, or with a full one, a choice holds for the visit', () => {
	const full = {
		...memoryStorage(kept),
		setItem: () => {
			throw new Error('full');
		},
	} as Storage;
	for (const preferences of [new Preferences(null), new Preferences(full)]) {
		preferences.set(NOTE, 'mine');
		expect(preferences.get(NOTE)).toBe('mine');
	}
});
