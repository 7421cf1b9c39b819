/**
 * All sessions in the private file system: a folder each. Worker only.
 *
 * In    questions about sessions; recordings begin and end here
 * Owns  the folder of sessions, the recordings of this tab
 * Fails LibraryError
 */
import type { HumanLabel } from '../../core/record/index.ts';
import type { WholeSession } from '../export/index.ts';
import { emptySignals } from '../export/index.ts';
import { AppendFile } from './append-file.ts';
import { LibraryError, asLibraryError } from './library-error.ts';
import { LOG_FILE, Recording } from './recording.ts';
import { SessionFolder } from './session-folder.ts';
import { takeLock } from './session-lock.ts';
import type { Head } from './session-log.ts';
import type { SessionNotes } from './session-notes.ts';
import { NO_FIGURES, readNotes, writeNotes } from './session-notes.ts';
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
		const folder = await this.#open(id).catch((error: unknown) => {
			throw asLibraryError(error);
		});
		return folder.whole();
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
		if (lock === null) return; // someone is recording it
		try {
			// In a browser without locks, an open file says so too.
			const folder = await this.#folder.getDirectoryHandle(id);
			(await AppendFile.open(folder, LOG_FILE)).close();
			await this.#settle(id, 'recovered');
		} finally {
			lock.release();
		}
	}

	/** Once nothing is added to it anymore. */
	async #settle(id: string, state: SessionNotes['state']): Promise<void> {
		const folder = await this.#folder.getDirectoryHandle(id);
		const notes = await new SessionFolder(folder).settled(state);
		if (notes === null) await this.#delete(id);
		else await writeNotes(folder, notes);
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
		return (await this.#open(id)).listed(id, this.#keepMs);
	}

	async #open(id: string): Promise<SessionFolder> {
		const folder = await this.#folder.getDirectoryHandle(id);
		return new SessionFolder(folder, () => this.#recordings.get(id));
	}

	async #note(id: string, change: (notes: SessionNotes) => SessionNotes): Promise<void> {
		const folder = await this.#folder.getDirectoryHandle(id);
		await writeNotes(folder, change(await new SessionFolder(folder).notes()));
	}

	get #keepMs(): number | null {
		return this.keepDays === null ? null : this.keepDays * DAY_MS;
	}

	#isOver({ head }: SessionNotes): boolean {
		return this.#keepMs !== null && Date.parse(head.since) + this.#keepMs < Date.now();
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
