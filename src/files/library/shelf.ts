/**
 * All sessions in the private file system: a folder each. Worker only.
 *
 * In    questions about sessions; recordings begin and end here
 * Owns  the folder of sessions, the recordings of this tab
 * Fails LibraryError
 */
import type { HumanLabel } from '../../core/record/index.ts';
import type { WholeSession } from '../export/index.ts';
import { emptySignals, endingOf } from '../export/index.ts';
import { AppendFile } from './append-file.ts';
import { LibraryError, asLibraryError } from './library-error.ts';
import { FILM_FILE, LOG_FILE, PICTURES_FILE, Recording, SIGNALS_FILE } from './recording.ts';
import { takeLock } from './session-lock.ts';
import type { Head, Piece, ReplayedLog } from './session-log.ts';
import { readLog, replayLog } from './session-log.ts';
import type { Figures, SessionNotes } from './session-notes.ts';
import { NO_FIGURES, readNotes, writeNotes } from './session-notes.ts';
import { ROW_BYTES, readRows } from './signal-rows.ts';
import type { ReadSession, StoredSession } from './stored-session.ts';

const DAY_MS = 86_400_000;

export class Shelf {
	readonly #folder: FileSystemDirectoryHandle;
	readonly #recordings = new Map<string, Recording>();
	/** Null: sessions are kept until they are deleted. */
	keepDays: number | null = null;

	private constructor(folder: FileSystemDirectoryHandle) {
		this.#folder = folder;
	}

	/** Fails `absent` where the browser gives no private file system. */
	static async open(): Promise<Shelf> {
		try {
			const root = await navigator.storage.getDirectory();
			const folder = await root.getDirectoryHandle('sessions', { create: true });
			if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) {
				throw new Error('files cannot be written to');
			}
			return new Shelf(folder);
		} catch (error) {
			const { detail } = asLibraryError(error);
			throw new LibraryError('absent', detail, { cause: error });
		}
	}

	recording(id: string): Recording | undefined {
		return this.#recordings.get(id);
	}

	async begin(id: string, head: Head): Promise<void> {
		const lock = await takeLock(id);
		if (lock === null) throw new LibraryError('busy', 'it is being recorded already');
		try {
			const folder = await this.#folder.getDirectoryHandle(id, { create: true });
			const notes = {
				name: '',
				state: 'recording',
				labels: [],
				head,
				figures: NO_FIGURES,
			} as const;
			await writeNotes(folder, notes);
			this.#recordings.set(id, await Recording.begin(id, head, folder, lock));
		} catch (error) {
			lock.release();
			throw error;
		}
	}

	/** Nothing of it stays when not a single frame came. */
	async end(id: string, state: 'complete' | 'recovered' | 'imported'): Promise<void> {
		const recording = this.#recordings.get(id);
		if (recording === undefined) return;
		this.#recordings.delete(id);
		try {
			recording.closeFiles();
			await this.#settle(id, state);
		} finally {
			recording.close();
		}
	}

	/** What was left as if it were recorded by a page that is gone is there again; the old are deleted. */
	async recover(): Promise<void> {
		for (const id of await this.#ids()) {
			if (this.#recordings.has(id)) continue;
			try {
				const notes = await readNotes(await this.#folder.getDirectoryHandle(id));
				if (notes === null || notes.state === 'recording') await this.#recoverOne(id);
				else if (notes.away === true || this.#isOver(notes)) await this.#delete(id);
			} catch {
				// It stays as it is, and is tried again at the next start.
			}
		}
	}

	/** Newest first. A session whose tab has died meanwhile is recovered. */
	async list(): Promise<StoredSession[]> {
		const all = await Promise.all(
			(await this.#ids()).map((id) => this.#listed(id).catch(() => null)),
		);
		return all
			.filter((each) => each !== null)
			.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
	}

	async read(id: string): Promise<ReadSession> {
		const whole = await this.whole(id);
		const { record, pictured, stripped } = whole;
		const signals = whole.signals ?? emptySignals(0);
		return { stored: await this.#stored(id), record, signals, pictured, stripped };
	}

	/** All of a session, also of one that is being recorded here: pictures when they are asked for. */
	async whole(id: string): Promise<WholeSession> {
		const { notes, replayed, folder } = await this.#replay(id);
		const { record, pictures, strips } = replayed;
		const running = this.#recordings.get(id)?.contents();
		const rows = running?.signals ?? (await fileOf(folder, SIGNALS_FILE));
		const signals = rows === null ? null : readRows(await rows.arrayBuffer());
		const packed = running?.pictures ?? (await fileOf(folder, PICTURES_FILE));
		const film = await fileOf(folder, FILM_FILE);
		const cut = (pieces: readonly Piece[]): Blob[] =>
			packed === null
				? []
				: pieces.map(({ at, bytes, type }) => packed.slice(at, at + bytes, type));
		return {
			record: {
				...record,
				labels: notes.labels,
				...(notes.name === '' ? {} : { name: notes.name }),
				film: film === null ? null : (record.film ?? null),
			},
			signals: signals === null || signals.count === 0 ? null : signals,
			pictured: [...pictures.keys()],
			picturesOf: (event) => {
				const [onset, apex, offset, difference] = cut(pictures.get(event)?.pieces ?? []);
				const all = onset && apex && offset && difference;
				return Promise.resolve(all ? { onset, apex, offset, difference } : null);
			},
			stripped: [...strips.keys()],
			stripOf: (event) => {
				const entry = strips.get(event);
				if (entry === undefined) return Promise.resolve(null);
				return Promise.resolve({
					frames: Int32Array.from(entry.frames),
					ms: Float64Array.from(entry.ms),
					size: entry.size,
					pictures: cut(entry.pieces),
				});
			},
			film: () => {
				if (film === null) return Promise.resolve(null);
				const type = record.film?.type ?? 'video/webm';
				return Promise.resolve(new File([film], `film.${endingOf(type)}`, { type }));
			},
		};
	}

	rename(id: string, name: string): Promise<void> {
		return this.#note(id, (notes) => ({ ...notes, name }));
	}

	saveLabels(id: string, labels: readonly HumanLabel[]): Promise<void> {
		return this.#note(id, (notes) => ({ ...notes, labels }));
	}

	putAway(id: string, away: boolean): Promise<void> {
		return this.#note(id, (notes) => ({ ...notes, away }));
	}

	async remove(id: string): Promise<void> {
		this.#recordings.get(id)?.close();
		this.#recordings.delete(id);
		await this.#delete(id);
	}

	/** Fails at the end, once all are removed that could be. */
	async removeAll(): Promise<void> {
		const failures: unknown[] = [];
		for (const id of await this.#ids()) {
			await this.remove(id).catch((error: unknown) => failures.push(error));
		}
		if (failures.length > 0) throw asLibraryError(failures[0]);
	}

	async #recoverOne(id: string): Promise<void> {
		const lock = await takeLock(id);
		if (lock === null) return; // somebody is recording it
		try {
			// In a browser without locks, an open file says so too.
			const folder = await this.#folder.getDirectoryHandle(id);
			(await AppendFile.open(folder, LOG_FILE)).close();
			await this.#settle(id, 'recovered');
		} finally {
			lock.release();
		}
	}

	/** Counts what is there, once nothing is added to it any more. */
	async #settle(id: string, state: SessionNotes['state']): Promise<void> {
		const folder = await this.#folder.getDirectoryHandle(id);
		const signals = await fileOf(folder, SIGNALS_FILE);
		const log = await fileOf(folder, LOG_FILE);
		const replayed = replayLog(readLog((await log?.text()) ?? ''));
		const rows = Math.floor((signals?.size ?? 0) / ROW_BYTES);
		const frames = Math.max(rows, replayed?.record.quality.frames ?? 0);
		if (replayed === null || (frames === 0 && state !== 'imported')) {
			await this.#delete(id);
			return;
		}
		const before = await readNotes(folder);
		await writeNotes(folder, {
			name: before?.name ?? '',
			labels: before?.labels ?? [],
			...(before?.away === true ? { away: true } : {}),
			state: state === 'recovered' && replayed.ended ? 'complete' : state,
			head: replayed.head,
			figures: await figuresOf(replayed, frames, signals, folder),
		});
	}

	/** Null: it was put away. */
	async #listed(id: string): Promise<StoredSession | null> {
		const notes = await readNotes(await this.#folder.getDirectoryHandle(id));
		if (notes === null || notes.away === true) return null;
		if (notes.state === 'recording' && !this.#recordings.has(id)) {
			await this.#recoverOne(id).catch(() => {});
		}
		return this.#stored(id);
	}

	async #stored(id: string): Promise<StoredSession> {
		const folder = await this.#folder.getDirectoryHandle(id);
		const notes = await readNotes(folder);
		if (notes === null) throw new LibraryError('broken', 'its notes cannot be read');
		const { head, name, state, labels } = notes;
		const figures =
			state === 'recording' && this.#recordings.has(id) ? await this.#soFar(id) : notes.figures;
		return {
			...{
				id,
				name,
				source: head.source,
				startedAt: head.startedAt ?? head.since,
				kind: head.kind,
				state,
			},
			...figures,
			labels: labels.length,
			bytes: await bytesOf(folder),
			keepUntil:
				this.keepDays === null
					? null
					: new Date(Date.parse(head.since) + this.keepDays * DAY_MS).toISOString(),
		};
	}

	async #soFar(id: string): Promise<Figures> {
		const { log, signals } = this.#recordings.get(id)!.contents();
		const replayed = replayLog(readLog(await log.text()));
		if (replayed === null) return NO_FIGURES;
		const folder = await this.#folder.getDirectoryHandle(id);
		return figuresOf(replayed, Math.floor(signals.size / ROW_BYTES), signals, folder);
	}

	async #replay(id: string): Promise<{
		notes: SessionNotes;
		replayed: ReplayedLog;
		folder: FileSystemDirectoryHandle;
	}> {
		const folder = await this.#folder.getDirectoryHandle(id).catch((error: unknown) => {
			throw asLibraryError(error);
		});
		const notes = await readNotes(folder);
		const log = this.#recordings.get(id)?.contents().log ?? (await fileOf(folder, LOG_FILE));
		const replayed = replayLog(readLog((await log?.text()) ?? ''));
		if (notes === null || replayed === null) {
			throw new LibraryError('broken', 'its log cannot be read');
		}
		return { notes, replayed, folder };
	}

	async #note(id: string, change: (notes: SessionNotes) => SessionNotes): Promise<void> {
		const folder = await this.#folder.getDirectoryHandle(id);
		const notes = await readNotes(folder);
		if (notes === null) throw new LibraryError('broken', 'its notes cannot be read');
		await writeNotes(folder, change(notes));
	}

	#isOver({ head }: SessionNotes): boolean {
		if (this.keepDays === null) return false;
		return Date.parse(head.since) + this.keepDays * DAY_MS < Date.now();
	}

	async #delete(id: string): Promise<void> {
		await this.#folder.removeEntry(id, { recursive: true });
	}

	async #ids(): Promise<string[]> {
		const ids: string[] = [];
		for await (const [name, handle] of this.#folder.entries()) {
			if (handle.kind === 'directory') ids.push(name);
		}
		return ids;
	}
}

async function figuresOf(
	{ record, pictures, strips }: ReplayedLog,
	frames: number,
	signals: Blob | null,
	folder: FileSystemDirectoryHandle,
): Promise<Figures> {
	return {
		durationMs: Math.max(record.quality.durationMs, await lastMs(signals)),
		frames,
		events: record.events.length,
		rejected: record.rejected.length,
		markers: record.markers.length,
		film: (await fileOf(folder, FILM_FILE)) !== null,
		pictures: pictures.size > 0 || strips.size > 0,
	};
}

/** Time of the last whole row. */
async function lastMs(signals: Blob | null): Promise<number> {
	const rows = Math.floor((signals?.size ?? 0) / ROW_BYTES);
	if (signals === null || rows === 0) return 0;
	const last = await signals.slice((rows - 1) * ROW_BYTES, rows * ROW_BYTES).arrayBuffer();
	return readRows(last).ms[0]!;
}

/** Null: it is not there, or empty. */
async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
	try {
		const file = await (await folder.getFileHandle(name)).getFile();
		return file.size === 0 ? null : file;
	} catch {
		return null;
	}
}

async function bytesOf(folder: FileSystemDirectoryHandle): Promise<number> {
	let bytes = 0;
	for await (const handle of folder.values()) {
		if (handle.kind === 'file') bytes += (await handle.getFile()).size;
	}
	return bytes;
}
