/**
 * What a session's folder holds, also while it is being recorded here: its files as a session, as a
 * line of the list, as notes once it is over. Worker only.
 *
 * Out    nothing is changed
 * Fails  LibraryError `broken`
 */
import type { WholeSession } from '../export/index.ts';
import { endingOf } from '../export/index.ts';
import { LibraryError } from './library-error.ts';
import type { Recording } from './recording.ts';
import { FILM_FILE, LOG_FILE, PICTURES_FILE, SIGNALS_FILE } from './recording.ts';
import type { Piece, ReplayedLog } from './session-log.ts';
import { readLog, replayLog } from './session-log.ts';
import type { Figures, SessionNotes } from './session-notes.ts';
import { NO_FIGURES, readNotes } from './session-notes.ts';
import { ROW_BYTES, readRows } from './signal-rows.ts';
import type { StoredSession } from './stored-session.ts';

export class SessionFolder {
	readonly #folder: FileSystemDirectoryHandle;
	readonly #recording: () => Recording | undefined;

	/** @param recording while this tab records it; asked anew each time: it may end during a read */
	constructor(
		folder: FileSystemDirectoryHandle,
		recording: () => Recording | undefined = () => undefined,
	) {
		this.#folder = folder;
		this.#recording = recording;
	}

	async notes(): Promise<SessionNotes> {
		const notes = await readNotes(this.#folder);
		if (notes === null) throw new LibraryError('broken', 'its notes cannot be read');
		return notes;
	}

	/** All of a session, also of one that is being recorded here: pictures when they are asked for. */
	async whole(): Promise<WholeSession> {
		const folder = this.#folder;
		const { notes, replayed } = await this.#replay();
		const { record, pictures, strips } = replayed;
		const running = this.#recording()?.contents();
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
			since: notes.head.since,
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

	/** Its notes with what is there counted, once nothing is added to it anymore; null: nothing came. */
	async settled(state: SessionNotes['state']): Promise<SessionNotes | null> {
		const folder = this.#folder;
		const signals = await fileOf(folder, SIGNALS_FILE);
		const log = await fileOf(folder, LOG_FILE);
		const replayed = replayLog(readLog((await log?.text()) ?? ''));
		const rows = Math.floor((signals?.size ?? 0) / ROW_BYTES);
		const frames = Math.max(rows, replayed?.record.quality.frames ?? 0);
		if (replayed === null || (frames === 0 && state !== 'imported')) return null;
		const before = await readNotes(folder);
		return {
			name: before?.name ?? '',
			labels: before?.labels ?? [],
			...(before?.away === true ? { away: true } : {}),
			state: state === 'recovered' && replayed.ended ? 'complete' : state,
			head: replayed.head,
			figures: await figuresOf(replayed, frames, signals, folder),
		};
	}

	/**
	 * As a line of the list.
	 *
	 * @param keepMs how long sessions are kept; null: until they are deleted
	 */
	async listed(id: string, keepMs: number | null): Promise<StoredSession> {
		const notes = await this.notes();
		const { head, name, state, labels } = notes;
		const recording = state === 'recording' ? this.#recording() : undefined;
		const figures = recording === undefined ? notes.figures : await this.#soFar(recording);
		return {
			id,
			name,
			source: head.source,
			startedAt: head.startedAt ?? head.since,
			kind: head.kind,
			state,
			...figures,
			labels: labels.length,
			bytes: await bytesOf(this.#folder),
			keepUntil: keepMs === null ? null : new Date(Date.parse(head.since) + keepMs).toISOString(),
		};
	}

	async #soFar(recording: Recording): Promise<Figures> {
		const { log, signals } = recording.contents();
		const replayed = replayLog(readLog(await log.text()));
		if (replayed === null) return NO_FIGURES;
		return figuresOf(replayed, Math.floor(signals.size / ROW_BYTES), signals, this.#folder);
	}

	async #replay(): Promise<{ notes: SessionNotes; replayed: ReplayedLog }> {
		const folder = this.#folder;
		const notes = await readNotes(folder);
		const log = this.#recording()?.contents().log ?? (await fileOf(folder, LOG_FILE));
		const replayed = replayLog(readLog((await log?.text()) ?? ''));
		if (notes === null || replayed === null) {
			throw new LibraryError('broken', 'its log cannot be read');
		}
		return { notes, replayed };
	}
}

async function figuresOf(
	{ record, pictures, strips }: ReplayedLog,
	frames: number,
	signals: Blob | null,
	folder: FileSystemDirectoryHandle,
): Promise<Figures> {
	return {
		durationMs: Math.max(
			record.quality.durationMs,
			(await lastMs(signals)) - (record.quality.firstMs ?? 0),
		),
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
