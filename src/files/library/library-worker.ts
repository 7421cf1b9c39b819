/**
 * The library's worker: records, reads and deletes sessions in the private file system, away from the
 * page and from the line.
 *
 * Everything that changes a session happens in one queue, in the order it was told; what only reads
 * has a queue of its own, so that a long export does not hold up a recording.
 */
/// <reference lib="webworker" />
import { writtenFiles } from '../export/index.ts';
import { bringIn } from './bring-in.ts';
import { LibraryError, asLibraryError } from './library-error.ts';
import type { Asked, LibraryCommand, LibraryReport, RecordingStep as Told } from './protocol.ts';
import { newSessionId } from './session-id.ts';
import { Shelf } from './shelf.ts';
import { sweepZips, zipFile } from './zip-file.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const report = (said: LibraryReport, transfer: Transferable[] = []): void =>
	scope.postMessage(said, transfer);

let keepDays: number | null = null;
let changes: Promise<unknown> = Promise.resolve();
let reads: Promise<unknown> = Promise.resolve();
let shelf: Promise<Shelf> | null = null;
/** Told once; what follows of a recording that failed is passed over. */
const failed = new Set<string>();

/** Other tabs look again when something changes here. */
const tabs = new BroadcastChannel('fleeting-library');
tabs.onmessage = () => report({ kind: 'changed' });

function changed(): void {
	report({ kind: 'changed' });
	tabs.postMessage('changed');
}

/** Opened once; where it could not be, the next question tries again. */
function opened(): Promise<Shelf> {
	shelf ??= Shelf.open().then(async (found) => {
		found.keepDays = keepDays;
		await found.recover();
		await sweepZips().catch(() => {});
		return found;
	});
	shelf.catch(() => (shelf = null));
	return shelf;
}

async function record(id: string, what: Told): Promise<void> {
	if (failed.has(id)) return;
	const found = await opened();
	if (what.kind === 'begin') {
		await found.begin(id, what.head);
		changed();
		return;
	}
	const recording = found.recording(id);
	if (recording === undefined) return; // deleted meanwhile
	switch (what.kind) {
		case 'append':
			return recording.append(what.entries);
		case 'signals':
			return recording.signals(what.buffer, what.rows);
		case 'pictures':
			return recording.pictures(what.event, what.pictures);
		case 'strip':
			return recording.strip(what.event, what.strip);
		case 'film-chunk':
			return recording.filmChunk(what.chunk, what.film).catch((error: unknown) => {
				const { code, detail } = asLibraryError(error);
				report({ kind: 'trouble', id, what: 'film', trouble: { code, detail } });
			});
		case 'end':
			recording.append([what.entry]);
			await found.end(id, 'complete');
			changed();
	}
}

/** What came until then is kept: the recording ends as one that was cut off. */
async function give(id: string, error: unknown): Promise<void> {
	failed.add(id);
	const { code, detail } = asLibraryError(error);
	report({ kind: 'trouble', id, what: 'session', trouble: { code, detail } });
	// Where even that fails, the next start recovers it.
	await (await shelf)?.end(id, 'recovered').catch(() => {});
	changed();
}

async function answer(asked: Asked): Promise<unknown> {
	const found = await opened();
	switch (asked.question) {
		case 'list':
			return found.list();
		case 'read':
			return found.read(asked.id);
		case 'pictures':
			return (await found.whole(asked.id)).picturesOf(asked.event);
		case 'strip':
			return (await found.whole(asked.id)).stripOf(asked.event);
		case 'film':
			return (await found.whole(asked.id)).film();
		case 'rename':
			await found.rename(asked.id, asked.name);
			return changed();
		case 'save-labels':
			await found.saveLabels(asked.id, asked.labels);
			return changed();
		case 'put-away':
			await found.putAway(asked.id, asked.away);
			return changed();
		case 'remove':
			await found.remove(asked.id);
			return changed();
		case 'remove-all':
			try {
				await found.removeAll();
				// The zips that were made of them are copies; one that is being written goes at the next start.
				await sweepZips(0).catch(() => {});
			} finally {
				changed();
			}
			return;
		case 'import': {
			const brought = await bringIn(found, asked.files);
			changed();
			return brought;
		}
		case 'texts':
			return writtenFiles(asked.format, await wholes(found, asked.ids));
		case 'zip':
			return zipFile(await wholes(found, asked.ids), newSessionId());
	}
}

const wholes = (found: Shelf, ids: readonly string[]) =>
	Promise.all(ids.map((id) => found.whole(id)));

const CHANGES: readonly Asked['question'][] = [
	...(['rename', 'save-labels', 'put-away', 'remove', 'remove-all', 'import'] as const),
];

async function reply(asked: Asked): Promise<void> {
	const { number } = asked;
	try {
		report({ kind: 'answer', number, answer: await answer(asked) });
	} catch (error) {
		const { code, detail } =
			error instanceof RangeError
				? new LibraryError('failed', error.message)
				: asLibraryError(error);
		report({ kind: 'refusal', number, trouble: { code, detail } });
	}
}

scope.onmessage = ({ data }: MessageEvent<LibraryCommand>) => {
	switch (data.kind) {
		case 'configure':
			keepDays = data.keepDays;
			void shelf?.then((found) => (found.keepDays = data.keepDays)).catch(() => {});
			if (shelf !== null) changed();
			return;
		case 'record': {
			const { id, what } = data;
			changes = changes
				.then(() => record(id, what))
				.catch((error: unknown) => give(id, error))
				.catch(() => {})
				.then(() => {
					if (what.kind === 'signals')
						report({ kind: 'spent', buffer: what.buffer }, [what.buffer]);
				});
			return;
		}
		case 'ask':
			if (CHANGES.includes(data.question)) changes = changes.then(() => reply(data));
			else reads = Promise.all([reads, changes]).then(() => reply(data));
	}
};
