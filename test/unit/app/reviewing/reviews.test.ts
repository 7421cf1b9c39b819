import { expect, test } from 'vitest';
import type { HumanLabel } from '../../../../src/core/record/index.ts';
import type { OpenedSession } from '../../../../src/files/library/index.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { Reviews } from '../../../../src/app/reviewing/reviews.svelte.ts';
import { emptySignals } from '../../../../src/files/export/index.ts';
import { record } from '../../files/export/record.ts';

function opened(saveLabels: (labels: readonly HumanLabel[]) => Promise<void>): OpenedSession {
	return {
		stored: { id: 's1' } as OpenedSession['stored'],
		record,
		signals: emptySignals(0),
		saveLabels,
		picturesOf: () => Promise.resolve(null),
		stripOf: () => Promise.resolve(null),
		film: () => Promise.resolve(null),
		close: () => {},
	};
}

test('opening again waits for what is being saved', async () => {
	const reviews = new Reviews(new Preferences(null));
	let saved: () => void = () => {};
	reviews
		.open(opened(() => new Promise((resolve) => (saved = resolve))))
		.book.decide('e1', 'unsure');
	reviews.close();
	let mayOpen: boolean | null = null;
	const asked = reviews.savedAll('s1').then((may) => (mayOpen = may));
	await new Promise(setImmediate);
	expect(mayOpen).toBeNull();
	saved();
	await asked;
	expect(mayOpen).toBe(true);
	expect(reviews.unsaved).toEqual([]);
});

test('a save that fails after closing is told, and may be tried again', async () => {
	const reviews = new Reviews(new Preferences(null));
	let full = true;
	const save = (): Promise<void> => (full ? Promise.reject(new Error('full')) : Promise.resolve());
	const review = reviews.open(opened(save));
	review.book.decide('e1', 'unsure');
	reviews.close();
	expect(await reviews.savedAll('s1')).toBe(false);
	expect(reviews.unsaved).toEqual([review]);
	expect(await reviews.savedAll('another')).toBe(true);
	full = false;
	expect(await reviews.savedAll('s1')).toBe(true);
	expect(reviews.unsaved).toEqual([]);
});
