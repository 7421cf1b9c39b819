/** Sessions in the real private file system: recorded, cut off, recovered, in two tabs. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackPictures } from '../../../../src/files/export/index.ts';
import { fullRecord } from '../../../unit/files/export/record.ts';
import { pictures } from '../../app/session/reports.ts';
import { TestShelf, emptyShelf, until } from './shelf.ts';

const open: TestShelf[] = [];
const shelf = (): TestShelf => {
	const made = new TestShelf();
	open.push(made);
	return made;
};

beforeEach(emptyShelf);
afterEach(() => {
	for (const each of open.splice(0)) each.client.close();
});

describe('a session', () => {
	test('is there when it has ended, with everything that came', async () => {
		const one = shelf();
		const { client } = one;
		one.begin('s1');
		one.frames('s1', 0, 100);
		one.found('s1', 1);
		one.frames('s1', 100, 20);
		one.end('s1', 120);
		const [stored] = await one.list();
		expect(stored).toMatchObject({
			id: 's1',
			name: '',
			state: 'complete',
			kind: 'camera',
			source: 'A camera',
			frames: 120,
			events: 1,
			rejected: 1,
			film: false,
			pictures: true,
			keepUntil: null,
		});
		expect(stored!.bytes).toBeGreaterThan(120 * 100);
		const read = await client.ask('read', { id: 's1' });
		expect(read.signals.count).toBe(120);
		expect(read.signals.frame[119]).toBe(119);
		expect(read.record.events.map(({ id }) => id)).toEqual(['e1']);
		expect(read.record.source).toMatchObject({ widthPx: 640, heightPx: 480 });
		const kept = await client.ask('pictures', { id: 's1', event: 'e1' });
		expect(await unpackPictures(kept!)).toEqual(pictures(16));
		expect(await client.ask('pictures', { id: 's1', event: 'e2' })).toBeNull();
	});

	test('without a single frame leaves nothing behind', async () => {
		const one = shelf();
		one.begin('s1');
		one.end('s1', 0);
		expect(await one.list()).toEqual([]);
	});

	test('can be read while it goes on, and says so', async () => {
		const one = shelf();
		one.begin('s1');
		one.frames('s1', 0, 50);
		one.found('s1', 1);
		const [stored] = await one.list();
		expect(stored).toMatchObject({ state: 'recording', frames: 50, events: 1 });
		const read = await one.client.ask('read', { id: 's1' });
		expect(read.signals.count).toBe(50);
		const [file] = await one.client.ask('texts', { ids: ['s1'], format: 'frames' });
		expect(file!.text.split('\r\n')).toHaveLength(52);
	});

	test('has the name and the labels that people give it', async () => {
		const one = shelf();
		one.begin('s1');
		one.frames('s1', 0, 10);
		one.end('s1', 10);
		await one.client.ask('rename', { id: 's1', name: 'Person 7' });
		await one.client.ask('save-labels', { id: 's1', labels: fullRecord.labels });
		const two = shelf();
		expect(await two.list()).toMatchObject([{ name: 'Person 7', labels: 4 }]);
		expect((await two.client.ask('read', { id: 's1' })).record.labels).toEqual(fullRecord.labels);
	});

	test('that is put away is out of the list, comes back, and is gone at the next start', async () => {
		const one = shelf();
		one.begin('s1');
		one.frames('s1', 0, 10);
		one.end('s1', 10);
		await one.client.ask('put-away', { id: 's1', away: true });
		expect(await one.list()).toEqual([]);
		await one.client.ask('put-away', { id: 's1', away: false });
		expect(await one.list()).toHaveLength(1);
		await one.client.ask('put-away', { id: 's1', away: true });
		const two = shelf();
		expect(await two.list()).toEqual([]);
		await expect(two.client.ask('read', { id: 's1' })).rejects.toMatchObject({ code: 'missing' });
	});

	test('that is over is deleted at the start, one that is not stays', async () => {
		const one = shelf();
		for (const [id, days] of [
			['old', 8],
			['new', 6],
		] as const) {
			one.begin(id, { since: new Date(Date.now() - days * 86_400_000).toISOString() });
			one.frames(id, 0, 10);
			one.end(id, 10);
		}
		expect(await one.list()).toHaveLength(2);
		const two = shelf();
		two.client.configure(7);
		const listed = await two.list();
		expect(listed.map(({ id }) => id)).toEqual(['new']);
		expect(listed[0]!.keepUntil).not.toBeNull();
	});
});

describe('a recording that is cut off', () => {
	test('is recovered by the next start: what was written is there', async () => {
		const one = shelf();
		one.begin('s1');
		for (let at = 0; at < 10; at++) one.frames('s1', 30 * at, 30);
		one.found('s1', 1);
		await one.list(); // the worker has come as far as this
		one.client.close(); // and is terminated, in the middle of it
		const two = shelf();
		await until(async () => (await two.list())[0]?.state === 'recovered');
		expect(await two.list()).toMatchObject([{ frames: 300, events: 1, state: 'recovered' }]);
		const read = await two.client.ask('read', { id: 's1' });
		expect(read.signals.frame[299]).toBe(299);
		expect(await two.client.ask('pictures', { id: 's1', event: 'e1' })).not.toBeNull();
	});

	test('loses its torn last line and row, and nothing else', async () => {
		const one = shelf();
		one.begin('s1');
		one.frames('s1', 0, 30);
		one.found('s1', 1);
		await one.list();
		one.client.close();
		const root = await navigator.storage.getDirectory();
		const folder = await (await root.getDirectoryHandle('sessions')).getDirectoryHandle('s1');
		for (const [name, torn] of [
			['log.jsonl', '{"kind":"event","event":{"id":"e2","ons'],
			['signals.bin', 'half a row'],
			['notes-b.json', '{"turn":9,"notes":{"na'],
		] as const) {
			const file = await folder.getFileHandle(name, { create: true });
			await until(async () => {
				try {
					const out = await file.createWritable({ keepExistingData: name !== 'notes-b.json' });
					await out.seek(name === 'notes-b.json' ? 0 : (await file.getFile()).size);
					await out.write(torn);
					await out.close();
					return true;
				} catch {
					return false; // the terminated worker still holds it
				}
			});
		}
		const two = shelf();
		expect(await two.list()).toMatchObject([{ frames: 30, events: 1, state: 'recovered' }]);
		expect((await two.client.ask('read', { id: 's1' })).signals.count).toBe(30);
	});

	test('of another tab that goes on is left alone, and can not be deleted', async () => {
		const one = shelf();
		one.begin('s1');
		one.frames('s1', 0, 30);
		await one.list();
		const two = shelf();
		expect(await two.list()).toMatchObject([{ state: 'recording' }]);
		await expect(two.client.ask('remove', { id: 's1' })).rejects.toMatchObject({ code: 'busy' });
		one.frames('s1', 30, 30);
		one.end('s1', 60);
		await one.list();
		await until(async () => (await two.list())[0]?.state === 'complete');
		expect(two.changes).toBeGreaterThan(0);
		expect(await two.list()).toMatchObject([{ frames: 60 }]);
		expect(one.troubles).toEqual([]);
	});
});

test('removing all takes what is being recorded too, and nothing of it comes back', async () => {
	const one = shelf();
	one.begin('s1');
	one.frames('s1', 0, 30);
	await one.client.ask('remove-all', {});
	one.frames('s1', 30, 30);
	one.end('s1', 60);
	expect(await one.list()).toEqual([]);
	const sessions = await (await navigator.storage.getDirectory()).getDirectoryHandle('sessions');
	const left: string[] = [];
	for await (const name of (sessions as unknown as { keys(): AsyncIterable<string> }).keys()) {
		left.push(name);
	}
	expect(left).toEqual([]);
});

test('a zip that was saved is brought in as the same session', async () => {
	const one = shelf();
	one.begin('s1');
	one.frames('s1', 0, 90);
	one.found('s1', 1);
	one.found('s1', 2);
	one.client.record('s1', {
		kind: 'strip',
		event: 'e1',
		strip: {
			frames: Int32Array.of(30, 31),
			ms: Float64Array.of(1000, 1033.4),
			size: 8,
			pictures: ['a', 'b'].map((text) => new Blob([text], { type: 'image/webp' })),
		},
	});
	one.client.record('s1', {
		kind: 'film-chunk',
		chunk: new Blob(['a film']),
		film: { type: 'video/webm', startsAtMs: -20 },
	});
	one.end('s1', 90);
	await one.client.ask('rename', { id: 's1', name: 'Whole' });
	await one.client.ask('save-labels', { id: 's1', labels: fullRecord.labels });
	const zip = await one.client.ask('zip', { ids: ['s1'] });
	expect(zip.name).toBe('Whole.zip');
	const brought = await one.client.ask('import', {
		files: [zip, new File(['hello'], 'notes.txt')],
	});
	expect(brought.refused).toMatchObject([{ file: 'notes.txt' }]);
	const [id] = brought.ids;
	const stored = (await one.list()).find((each) => each.id === id);
	expect(stored).toMatchObject({
		name: 'Whole',
		state: 'imported',
		frames: 90,
		events: 2,
		labels: 4,
		film: true,
		pictures: true,
	});
	for (const format of ['json', 'frames', 'events', 'elan', 'bids'] as const) {
		const [before] = await one.client.ask('texts', { ids: ['s1'], format });
		const [after] = await one.client.ask('texts', { ids: [id!], format });
		expect(after!.text).toBe(before!.text);
	}
	const film = await one.client.ask('film', { id: id! });
	expect(await film!.text()).toBe('a film');
	const strip = await one.client.ask('strip', { id: id!, event: 'e1' });
	expect([...strip!.ms]).toEqual([1000, 1033.4]);
	expect(await strip!.pictures[1]!.text()).toBe('b');
});
