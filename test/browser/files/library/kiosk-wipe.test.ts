/** What a kiosk asks of the library: visitors are not recorded, and what was recorded can be removed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { LibraryClient } from '../../../../src/files/library/index.ts';
import { SessionLibrary } from '../../../../src/app/sessions/index.ts';
import { bench, settled } from '../../app/session/orders.ts';
import { engine, frame, quality } from '../../app/session/reports.ts';
import { TestShelf, emptyShelf } from './shelf.ts';

const opened: { close(): void }[] = [];
beforeEach(emptyShelf);
afterEach(() => {
	for (const each of opened.splice(0)) each.close();
});

const shelf = (): TestShelf => {
	const made = new TestShelf();
	opened.push(made.client);
	return made;
};

function libraryOf(desk: ConstructorParameters<typeof SessionLibrary>[0]['desk']): SessionLibrary {
	const library = new SessionLibrary({
		open: (listeners) => new LibraryClient(listeners),
		preferences: new Preferences(null),
		desk,
	});
	opened.push(library);
	return library;
}

test('what a visit left is removed for good, what was there before stays', async () => {
	const one = shelf();
	const visit = Date.parse('2026-11-27T10:00:00Z');
	for (const [id, at] of [
		['staff', '2026-11-27T09:59:59Z'],
		['visitor', '2026-11-27T10:00:00Z'],
		['second', '2026-11-27T11:00:00Z'],
	] as const) {
		one.begin(id, { startedAt: at });
		one.frames(id, 0, 10);
		one.end(id, 10);
	}
	expect(await one.list()).toHaveLength(3);
	const library = libraryOf(null);
	expect(await library.countSince(visit)).toBe(2);
	await library.removeSince(visit);
	expect(await library.countSince(visit)).toBe(0);
	expect((await one.list()).map(({ id }) => id)).toEqual(['staff']);
});

test('while a kiosk runs nothing is recorded, afterwards it is as the person chose', async () => {
	const one = shelf();
	const at = bench();
	opened.push(at.desk);
	const library = libraryOf(at.desk);
	await library.refresh();
	const run = async (): Promise<void> => {
		await at.desk.startActor();
		await settled();
		at.report({ kind: 'started', width: 640, height: 480 });
		for (let each = 0; each < 5; each++) at.report(frame(each));
		at.report({ kind: 'stopped', quality: quality(5), fault: null });
	};
	at.report({ kind: 'ready', engine });
	library.suspend(true);
	await run();
	expect(await one.list()).toEqual([]);
	library.suspend(false);
	await run();
	await expect.poll(() => one.list()).toHaveLength(1);
});
