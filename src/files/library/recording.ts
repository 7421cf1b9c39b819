/**
 * One session while it is recorded: everything is appended to files as it comes. Worker only.
 *
 * Owns   the files' handles, and the lock that says to other tabs that it is no crashed one
 * Cost   rows and lines go to the file at once, to the device once a second and after every event
 * Fails  LibraryError; `full` at the film ends the film, anywhere else the recording
 */
import type { FilmRecord } from '../../core/record/index.ts';
import type { KeptPictures } from '../export/index.ts';
import { PICTURE_PARTS, packPictures } from '../export/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { EventPictures, EventStrip } from '../../core/record/index.ts';
import { AppendFile } from './append-file.ts';
import type { HeldLock } from './session-lock.ts';
import type { Head, LogEntry, Piece } from './session-log.ts';
import { LOG_FORMAT, logLine } from './session-log.ts';
import { ROW_BYTES } from './signal-rows.ts';

export const LOG_FILE = 'log.jsonl';
export const SIGNALS_FILE = 'signals.bin';
export const PICTURES_FILE = 'pictures.bin';
export const FILM_FILE = 'film.bin';

const FLUSH_MS = 1000;

export class Recording implements Closable {
	readonly id: string;
	readonly head: Head;
	readonly #folder: FileSystemDirectoryHandle;
	readonly #lock: HeldLock;
	readonly #log: AppendFile;
	#signals: AppendFile | null = null;
	#pictures: AppendFile | null = null;
	#film: AppendFile | null = null;
	#filmEnded = false;
	#filmSaid = '';
	#flushedAt = 0;

	private constructor(
		id: string,
		head: Head,
		folder: FileSystemDirectoryHandle,
		lock: HeldLock,
		log: AppendFile,
	) {
		this.id = id;
		this.head = head;
		this.#folder = folder;
		this.#lock = lock;
		this.#log = log;
	}

	static async begin(
		id: string,
		head: Head,
		folder: FileSystemDirectoryHandle,
		lock: HeldLock,
	): Promise<Recording> {
		const log = await AppendFile.open(folder, LOG_FILE);
		const recording = new Recording(id, head, folder, lock, log);
		try {
			recording.append([{ kind: 'head', format: LOG_FORMAT, head }]);
			recording.#signals = await AppendFile.open(folder, SIGNALS_FILE);
			return recording;
		} catch (error) {
			recording.close();
			throw error;
		}
	}

	append(entries: readonly LogEntry[]): void {
		if (entries.length === 0) return;
		this.#log.append(encoded(entries.map(logLine).join('')));
		const found = entries.some(({ kind }) => kind === 'event' || kind === 'end');
		this.#flush(found);
	}

	signals(buffer: ArrayBuffer, rows: number): void {
		this.#signals?.append(new Uint8Array(buffer, 0, rows * ROW_BYTES));
		this.#flush(false);
	}

	async pictures(event: string, pictures: EventPictures): Promise<void> {
		await this.keptPictures(event, await packPictures(pictures));
	}

	async keptPictures(event: string, kept: KeptPictures): Promise<void> {
		const pieces = await this.#store(PICTURE_PARTS.map((part) => kept[part]));
		this.append([{ kind: 'pictures', event, pieces }]);
	}

	async strip(event: string, { frames, ms, size, pictures }: EventStrip): Promise<void> {
		const pieces = await this.#store(pictures);
		this.append([{ kind: 'strip', event, frames: [...frames], ms: [...ms], size, pieces }]);
	}

	/** Throws once when there is no more room; later pieces are passed over. */
	async filmChunk(chunk: Blob, film: FilmRecord): Promise<void> {
		if (this.#filmEnded) return;
		try {
			this.#film ??= await AppendFile.open(this.#folder, FILM_FILE);
			this.#film.append(new Uint8Array(await chunk.arrayBuffer()));
		} catch (error) {
			this.endFilm();
			throw error;
		}
		const said = JSON.stringify(film);
		if (said === this.#filmSaid) return;
		this.#filmSaid = said;
		this.append([{ kind: 'film', film }]);
	}

	endFilm(): void {
		this.#filmEnded = true;
		this.#film?.close();
		this.#film = null;
	}

	/** Of its files as they are now, the film's apart. */
	contents(): Record<'log' | 'signals' | 'pictures', Blob> {
		const blob = (file: AppendFile | null): Blob =>
			new Blob(file === null ? [] : [file.contents()]);
		return {
			log: blob(this.#log),
			signals: blob(this.#signals),
			pictures: blob(this.#pictures),
		};
	}

	/** Nothing more is written, but to other tabs it still is a session that someone looks after. */
	closeFiles(): void {
		this.#log.close();
		this.#signals?.close();
		this.#pictures?.close();
		this.endFilm();
	}

	close(): void {
		try {
			this.closeFiles();
		} finally {
			this.#lock.release();
		}
	}

	/** Pictures first, then the line that says where they are: a crash between leaves no false line. */
	async #store(blobs: readonly Blob[]): Promise<Piece[]> {
		this.#pictures ??= await AppendFile.open(this.#folder, PICTURES_FILE);
		const file = this.#pictures;
		const all = await Promise.all(blobs.map((blob) => blob.arrayBuffer()));
		const joined = new Uint8Array(all.reduce((sum, { byteLength }) => sum + byteLength, 0));
		let filled = 0;
		const places = all.map((bytes) => {
			joined.set(new Uint8Array(bytes), filled);
			filled += bytes.byteLength;
			return filled - bytes.byteLength;
		});
		const at = file.append(joined);
		return blobs.map(({ size, type }, k) => ({ at: at + places[k]!, bytes: size, type }));
	}

	#flush(now: boolean): void {
		const at = performance.now();
		if (!now && at - this.#flushedAt < FLUSH_MS) return;
		this.#flushedAt = at;
		this.#signals?.flush();
		this.#pictures?.flush();
		this.#film?.flush();
		this.#log.flush();
	}
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
