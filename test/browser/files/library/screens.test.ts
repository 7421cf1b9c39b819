/** The list of sessions and what Settings say about keeping, used through roles and names. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import { LibraryClient } from '../../../../src/files/library/index.ts';
import {
	KEPT_DAYS,
	KEPT_OF_EACH,
	SessionLibrary,
	saveFormats,
} from '../../../../src/app/sessions/index.ts';
import { axeViolations } from '../../../support/axe.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';
import type { Bench } from '../../app/session/orders.ts';
import { bench, openSource } from '../../app/session/orders.ts';
import { engine, event, frame, pictures, quality } from '../../app/session/reports.ts';
import { studioOf } from '../../app/session/studio.ts';
import WithLibrary from './WithLibrary.svelte';
import { TestShelf, emptyShelf, until } from './shelf.ts';
import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import { said, saidLike } from '../../../support/said.ts';

let at: Bench;
let library: SessionLibrary;
let studio: Studio;

const button = (name: string | RegExp) => page.getByRole('button', { name });

function start(preferences = new Preferences(memoryStorage())): void {
	at = bench({ openCamera: () => Promise.resolve(camera()) });
	library = new SessionLibrary({
		open: (listeners) => new LibraryClient(listeners),
		preferences,
		desk: at.desk,
	});
	studio = { ...studioOf(at.desk), preferences, library };
}

/** A camera that shows a clock, so that there is something to film. */
function camera() {
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d')!;
	const timer = setInterval(() => context.fillRect(Math.random() * 300, 0, 20, 150), 30);
	const stream = canvas.captureStream(30);
	const source = openSource('front camera', () => {
		clearInterval(timer);
		for (const track of stream.getTracks()) track.stop();
	});
	return { ...source, view: { kind: 'stream', stream } as const };
}

/** Sessions as recordings leave them. */
async function stored(...names: string[]): Promise<void> {
	const shelf = new TestShelf();
	for (const [n, name] of names.entries()) {
		const id = `s${n}`;
		shelf.begin(id, { startedAt: new Date(Date.UTC(2026, 10, 23, 10, n)).toISOString() });
		shelf.frames(id, 0, 90);
		shelf.found(id, 1);
		shelf.end(id, 90);
		await shelf.client.ask('rename', { id, name });
	}
	shelf.client.close();
}

beforeEach(emptyShelf);
afterEach(() => {
	library.close();
	at.desk.close();
});

describe('the list of sessions', () => {
	test('is empty at first, and says what will be there', async () => {
		start();
		await render(WithLibrary, { props: { studio, shown: 'list' } });
		await expect
			.element(page.getByRole('heading', { name: said('library.sessions.empty') }))
			.toBeVisible();
		await expect
			.element(page.getByRole('link', { name: said('library.sessions.settings') }))
			.toBeVisible();
		expect(await axeViolations(document.body)).toEqual([]);
	});

	test('names every session, opens one, and has no fault by axe', async () => {
		await stored('Person 7', 'Person 8');
		start();
		const onopen = vi.fn();
		await render(WithLibrary, { props: { studio, shown: 'list', onopen } });
		const list = page.getByRole('list', { name: said('library.sessions.list') });
		await expect.element(list.getByRole('heading', { name: 'Person 8' })).toBeVisible();
		await expect.element(list.getByText(said('library.movements', { n: 1 })).first()).toBeVisible();
		await expect.element(list.getByText(said('library.has.pictures')).first()).toBeVisible();
		expect(await axeViolations(document.body)).toEqual([]);
		await button(said('library.open', { name: 'Person 7' })).click();
		expect(onopen).toHaveBeenCalledExactlyOnceWith('s0');
	});

	test('renames by keyboard: Enter keeps, Escape does not, focus comes back', async () => {
		await stored('Person 7');
		start();
		await render(WithLibrary, { props: { studio, shown: 'list' } });
		await button(said('library.rename.of', { name: 'Person 7' })).click();
		await userEvent.keyboard('Person 9{Enter}');
		await expect.element(page.getByRole('heading', { name: 'Person 9' })).toBeVisible();
		await expect.element(button(said('library.rename.of', { name: 'Person 9' }))).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await userEvent.keyboard('Somebody{Escape}');
		await expect.element(page.getByRole('heading', { name: 'Person 9' })).toBeVisible();
		await expect.element(page.getByText('Somebody')).not.toBeInTheDocument();
	});

	test('deletes at once and brings back on request', async () => {
		await stored('Person 7', 'Person 8');
		start();
		await render(WithLibrary, { props: { studio, shown: 'list' } });
		await button(said('library.delete.of', { name: 'Person 7' })).click();
		await expect
			.element(page.getByText(said('library.deleted', { name: 'Person 7' })))
			.toBeVisible();
		await expect
			.element(button(said('library.delete.of', { name: 'Person 7' })))
			.not.toBeInTheDocument();
		await button(said('library.undo')).click();
		await expect.element(button(said('library.delete.of', { name: 'Person 7' }))).toBeVisible();
		await expect
			.element(page.getByText(said('library.deleted', { name: 'Person 7' })))
			.not.toBeInTheDocument();
	});

	test('saves everything of a session, and brings it in again', async () => {
		await stored('Person 7');
		start();
		await render(WithLibrary, { props: { studio, shown: 'list' } });
		await expect.element(button(said('library.save.of', { name: 'Person 7' }))).toBeVisible();
		const saved: { name: string; blob: Promise<Blob> }[] = [];
		const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
			this: HTMLAnchorElement,
		) {
			saved.push({ name: this.download, blob: fetch(this.href).then((got) => got.blob()) });
		});
		try {
			await button(said('library.save.of', { name: 'Person 7' })).click();
			await button(said('library.format.zip')).click();
			await expect.poll(() => saved).toHaveLength(1);
		} finally {
			click.mockRestore();
		}
		expect(saved[0]!.name).toBe('Person 7.zip');
		const zip = new File([await saved[0]!.blob], 'a.zip');
		await library.importFiles([zip, new File(['x'], 'holiday.txt')]);
		await expect.element(page.getByText(said('library.state.imported'))).toBeVisible();
		await expect.element(page.getByText(said('library.import.refused', { n: 1 }))).toBeVisible();
		await expect.element(page.getByText('holiday.txt')).toBeVisible();
		await button(said('library.trouble.dismiss')).click();
		await expect.element(page.getByText('holiday.txt')).not.toBeInTheDocument();
	});

	test('says where a window keeps nothing, and offers nothing that would fail', async () => {
		at = bench();
		studio = studioOf(at.desk);
		library = studio.library;
		await render(WithLibrary, { props: { studio, shown: 'list' } });
		await expect
			.element(page.getByRole('heading', { name: said('library.absent.title') }))
			.toBeVisible();
		await expect.element(button(said('library.import'))).not.toBeInTheDocument();
		expect(await axeViolations(document.body)).toEqual([]);
	});
});

describe('what is kept', () => {
	test('is numbers unless the person asks for more; choices stay', async () => {
		const preferences = new Preferences(memoryStorage());
		start(preferences);
		await render(WithLibrary, { props: { studio, shown: 'settings' } });
		await expect
			.element(page.getByRole('radio', { name: said('library.keep.numbers'), exact: true }))
			.toBeChecked();
		await expect
			.element(page.getByRole('radio', { name: said('library.keepFor.days', { n: 30 }) }))
			.toBeChecked();
		await page.getByRole('radio', { name: said('library.keep.film') }).click();
		await page.getByRole('radio', { name: said('library.keepFor.always'), exact: true }).click();
		expect([preferences.get(KEPT_OF_EACH), preferences.get(KEPT_DAYS)]).toEqual(['film', 0]);
		await expect.element(page.getByText(saidLike('library.room.used'))).toBeVisible();
		expect(await axeViolations(document.body)).toEqual([]);
	});

	test('a kept choice that cannot be read falls back, and it is said', async () => {
		start(new Preferences(memoryStorage(new Map([['fleeting/keep', '"everything"']]))));
		await render(WithLibrary, { props: { studio, shown: 'settings' } });
		await expect.element(page.getByRole('radio', { name: 'Numbers', exact: true })).toBeChecked();
		await expect.element(page.getByText('could not be read and was reset')).toBeVisible();
	});

	test('all sessions are deleted after a question', async () => {
		await stored('a', 'b');
		start();
		await render(WithLibrary, { props: { studio, shown: 'settings' } });
		await button(said('library.deleteAll')).click();
		await expect.element(page.getByText(said('library.deleteAll.sure', { n: 2 }))).toBeVisible();
		await button(said('library.deleteAll.yes')).click();
		await expect.poll(() => library.sessions).toEqual([]);
		await library.refresh();
		expect(library.sessions).toEqual([]);
	});
});

describe('a session that is measured', () => {
	async function measure(keep: 'nothing' | 'numbers' | 'film'): Promise<void> {
		start();
		library.chooseKeep(keep);
		at.report({ kind: 'ready', engine });
		await at.desk.startCamera();
		at.report({ kind: 'started', width: 640, height: 480 });
		for (let n = 0; n < 200; n++) at.report(frame(n));
		at.report({ kind: 'event-found', event: event('e1', [30, 35, 42]), pictures: pictures(8) });
		at.desk.live!.mark({
			id: 'm1',
			frame: 199,
			ms: frame(199).at,
			text: 'film 2',
			origin: 'keyboard',
			wallMs: 1,
		});
	}

	test('is kept as numbers, markers with it, and no picture', async () => {
		await measure('numbers');
		at.report({ kind: 'stopped', quality: quality(200), fault: null });
		await until(() => library.sessions[0]?.state === 'complete');
		expect(library.sessions).toMatchObject([
			{ kind: 'camera', source: 'front camera', frames: 200, events: 1, markers: 1 },
		]);
		expect(library.sessions[0]).toMatchObject({ pictures: false, film: false });
		const opened = await library.open(library.idOf(at.desk.live!)!);
		expect(opened.signals.frame.at(-1)).toBe(199);
		expect(opened.record.markers[0]).toMatchObject({ text: 'film 2', origin: 'keyboard' });
		expect(await opened.picturesOf('e1')).toBeNull();
		const all = saveFormats([at.desk.live], library);
		expect(all.filter(({ unavailable }) => unavailable)).toEqual([]);
	});

	test('is filmed where that was asked for, on the session’s clock', async () => {
		await measure('film');
		// The recorder hands the film over piece by piece: one of them, at least, has been kept.
		await until(async () => {
			await library.refresh();
			return library.sessions[0]?.film === true;
		});
		at.report({ kind: 'stopped', quality: quality(200), fault: null });
		await until(() => library.sessions[0]?.state === 'complete');
		expect(library.sessions[0]).toMatchObject({ pictures: true, film: true });
		const opened = await library.open(library.sessions[0]!.id);
		const film = await opened.film();
		expect(film!.size).toBeGreaterThan(500);
		expect(opened.record.film).toMatchObject({ type: film!.type });
		expect(Number.isFinite(opened.record.film!.startsAtMs)).toBe(true);
		expect(await opened.picturesOf('e1')).toEqual(pictures(8));
	});

	test('leaves nothing where nothing is to be kept, and says why frames cannot be had', async () => {
		await measure('nothing');
		at.report({ kind: 'stopped', quality: quality(200), fault: null });
		await library.refresh();
		expect(library.sessions).toEqual([]);
		const frames = saveFormats([at.desk.live], library).find(({ id }) => id === 'frames');
		expect(frames!.unavailable).toBe(said('library.frames.notKept'));
	});

	test('is wiped with everything else while it goes on, and does not come back', async () => {
		await measure('numbers');
		await until(() => library.sessions.length === 1);
		await library.removeAll();
		for (let n = 200; n < 300; n++) at.report(frame(n));
		at.report({ kind: 'stopped', quality: quality(300), fault: null });
		// What was reported has been dealt with before this answer comes.
		await library.refresh();
		await library.refresh();
		expect(library.sessions).toEqual([]);
	});
});
