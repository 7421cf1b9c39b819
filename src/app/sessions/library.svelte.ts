/**
 * The sessions on this device, as the screens see them, and the orders about them.
 *
 * Owns   the library's worker; what was deleted and may be brought back
 * State  the list is what storage says: it is read anew after every change, of another tab's too
 */
import type { HumanLabel } from '../../core/record/index.ts';
import { unpackPictures } from '../../files/export/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type {
	Keep,
	LibraryClient,
	LibraryListeners,
	OpenedSession,
	RefusedFile,
	StorageRoom,
	StoredSession,
} from '../../files/library/index.ts';
import { LibraryError, askToPersist, storageRoom } from '../../files/library/index.ts';
import type { Preferences } from '../preferences/index.ts';
import type { Desk } from '../desk/index.ts';
import type { KeepDays } from './kept.ts';
import { KEPT_DAYS, KEPT_OF_EACH } from './kept.ts';
import { PutAway } from './put-away.svelte.ts';
import { SessionRecorder } from './session-recorder.ts';
import type { ExportFormat } from './stored-files.ts';
import { saveStored } from './stored-files.ts';
import type { Session } from '../desk/index.ts';

export type LibraryStatus = 'opening' | 'ready' | 'absent';

type Client = Pick<LibraryClient, 'ask' | 'record' | 'buffer' | 'configure' | 'close'>;

export interface SessionLibraryOptions {
	readonly open: (listeners: LibraryListeners) => Client;
	readonly preferences: Preferences;
	/** Null: nothing is recorded. */
	readonly desk: Desk | null;
}

export interface LibraryTrouble {
	/** `film`: only the film ended. */
	readonly what: 'session' | 'film' | 'request';
	readonly error: LibraryError;
}

export class SessionLibrary implements Closable {
	#sessions = $state.raw<readonly StoredSession[]>([]);
	#status = $state<LibraryStatus>('opening');
	#trouble = $state.raw<LibraryTrouble | null>(null);
	#refused = $state.raw<readonly RefusedFile[]>([]);
	#working = $state(0);
	#room = $state.raw<StorageRoom | null>(null);

	readonly #client: Client;
	readonly #recorder: SessionRecorder;
	readonly #preferences: Preferences;
	readonly #stop: () => void;
	readonly #away = new PutAway();
	#listing: Promise<void> | null = null;
	#again = false;
	#suspended = false;

	constructor({ open, preferences, desk }: SessionLibraryOptions) {
		this.#preferences = preferences;
		this.#client = open({
			onChanged: () => void this.refresh(),
			onTrouble: (id, what, error) => {
				this.#trouble = { what, error };
				if (error.code === 'absent') this.#status = 'absent';
				if (what === 'session') this.#recorder.giveUp(id);
			},
		});
		this.#recorder = new SessionRecorder({
			library: this.#client,
			keep: () => (this.#status === 'absent' || this.#suspended ? 'nothing' : this.keep),
			view: () => desk?.source?.view ?? null,
		});
		this.#client.configure(this.keepDays || null);
		this.#stop = desk?.watch(this.#recorder) ?? (() => {});
		addEventListener('pagehide', this.#recorder.flush);
		void this.refresh();
	}

	/** Newest first, without what was put away. */
	get sessions(): readonly StoredSession[] {
		return this.#sessions;
	}
	get status(): LibraryStatus {
		return this.#status;
	}
	/** The newest; null: none, or it was dismissed. */
	get trouble(): LibraryTrouble | null {
		return this.#trouble;
	}
	/** Files of the last import that could not be read. */
	get refused(): readonly RefusedFile[] {
		return this.#refused;
	}
	/** What was deleted last and can still be brought back. */
	get undoable(): StoredSession | null {
		return this.#away.newest;
	}
	/** Files are being written or read. */
	get working(): boolean {
		return this.#working > 0;
	}
	/** Null: not asked yet. */
	get room(): StorageRoom | null {
		return this.#room;
	}
	/** How much is kept of sessions that begin from now on. */
	get keep(): Keep {
		return this.#preferences.get(KEPT_OF_EACH);
	}
	get keepDays(): KeepDays {
		return this.#preferences.get(KEPT_DAYS);
	}

	readonly chooseKeep = (keep: Keep): void => {
		this.#preferences.set(KEPT_OF_EACH, keep);
	};

	/** Also for sessions that are there: what is over is deleted at the next start. */
	readonly chooseKeepDays = (days: KeepDays): void => {
		this.#preferences.set(KEPT_DAYS, days);
		this.#client.configure(days || null);
	};

	readonly measureRoom = async (): Promise<void> => {
		this.#room = await storageRoom();
	};

	/** Asks the browser not to throw sessions away by itself. */
	readonly askToPersist = async (): Promise<boolean> => {
		const agreed = await askToPersist();
		await this.measureRoom();
		return agreed;
	};

	/** Of a session of this visit; null: it is not recorded. */
	readonly idOf = (session: Session): string | null =>
		this.#status === 'absent' ? null : this.#recorder.idOf(session);

	/** Reads the list anew; several calls at a time are two. */
	readonly refresh = async (): Promise<void> => {
		if (this.#listing !== null) {
			this.#again = true;
			return this.#listing;
		}
		this.#listing = this.#list();
		try {
			await this.#listing;
		} finally {
			this.#listing = null;
		}
		if (!this.#again) return;
		this.#again = false;
		await this.refresh();
	};

	/** Rejects with a LibraryError. */
	readonly open = async (id: string): Promise<OpenedSession> => {
		this.#recorder.flush();
		const { stored, record, signals, pictured, stripped } = await this.#client.ask('read', { id });
		return {
			stored,
			record,
			signals,
			picturesOf: async (event) => {
				if (!pictured.includes(event)) return null;
				const kept = await this.#client.ask('pictures', { id, event });
				return kept && unpackPictures(kept);
			},
			stripOf: async (event) =>
				stripped.includes(event) ? this.#client.ask('strip', { id, event }) : null,
			film: () => this.#client.ask('film', { id }),
			saveLabels: (labels: readonly HumanLabel[]) =>
				this.#client.ask('save-labels', { id, labels: structuredClone(labels) }),
			close: () => {},
		};
	};

	readonly rename = async (id: string, name: string): Promise<void> => {
		await this.#tried(() => this.#client.ask('rename', { id, name: name.trim() }));
	};

	/** Out of the list at once; it can be brought back for some seconds. */
	readonly remove = async (id: string): Promise<void> => {
		const session = this.#sessions.find((each) => each.id === id);
		if (session === undefined) return;
		this.#away.add(session);
		this.#sessions = this.#sessions.filter((each) => each.id !== id);
		await this.#tried(() => this.#client.ask('put-away', { id, away: true }));
		// Brought back while storage was busy.
		if (!this.#away.has(id)) return;
		this.#away.thenRemove(id, () => void this.#removeForGood(id));
	};

	/** Brings back what was deleted last. */
	readonly undoRemove = async (): Promise<void> => {
		const session = this.#away.newest;
		if (session === null) return;
		this.#away.letGo(session.id);
		await this.#tried(() => this.#client.ask('put-away', { id: session.id, away: false }));
	};

	/** Everything, at once and for good, also what is being recorded here. */
	readonly removeAll = async (): Promise<void> => {
		this.#recorder.forget();
		for (const { id } of this.#away.sessions) this.#away.letGo(id);
		this.#sessions = [];
		await this.#tried(() => this.#client.ask('remove-all', {}));
	};

	/** While a kiosk runs, nothing of its visitors is stored; what the person chose stays chosen. */
	readonly suspend = (on: boolean): void => {
		this.#suspended = on;
	};

	/** For good, what began at this moment or later, ms since 1970. Rejects with a LibraryError. */
	readonly removeSince = async (wallMs: number): Promise<void> => {
		if (this.#status === 'absent') return;
		this.#recorder.forget();
		// One that cannot be removed does not keep the others.
		const removed = await Promise.allSettled(
			(await this.#since(wallMs)).map((id) => this.#client.ask('remove', { id })),
		);
		await this.refresh();
		const failure = removed.find((each) => each.status === 'rejected');
		if (failure !== undefined) throw failure.reason;
	};

	readonly countSince = async (wallMs: number): Promise<number> =>
		this.#status === 'absent' ? 0 : (await this.#since(wallMs)).length;

	/** Session JSON and zips of ours; what could not be read is in `refused`. Gives the new ids. */
	readonly importFiles = async (files: Iterable<File>): Promise<readonly string[]> => {
		this.#refused = [];
		const brought = await this.#tried(() => this.#client.ask('import', { files: [...files] }));
		this.#refused = brought?.refused ?? [];
		return brought?.ids ?? [];
	};

	/** Hands the person the files of one or several sessions; false: there are none, and it was said why. */
	readonly export = async (ids: readonly string[], format: ExportFormat): Promise<boolean> => {
		this.#recorder.flush();
		const done = await this.#tried(async () => {
			await saveStored(this.#client, ids, format, this.#nameOf);
			return true;
		});
		return done ?? false;
	};

	readonly dismissTrouble = (): void => {
		this.#trouble = null;
		this.#refused = [];
	};

	close(): void {
		removeEventListener('pagehide', this.#recorder.flush);
		this.#stop();
		this.#recorder.flush();
		this.#away.close();
		this.#client.close();
	}

	/** Ids, of what was put away too. */
	async #since(wallMs: number): Promise<readonly string[]> {
		try {
			const listed = await this.#client.ask('list', {});
			return [...listed, ...this.#away.sessions].flatMap(({ id, startedAt }) =>
				Date.parse(startedAt) >= wallMs ? id : [],
			);
		} catch (error) {
			if (error instanceof LibraryError && error.code === 'absent') return [];
			throw error;
		}
	}

	async #list(): Promise<void> {
		try {
			const listed = await this.#client.ask('list', {});
			this.#sessions = listed.filter(({ id }) => !this.#away.has(id));
			this.#status = 'ready';
		} catch (error) {
			if (!(error instanceof LibraryError)) throw error;
			if (error.code === 'absent') this.#status = 'absent';
			else {
				this.#trouble = { what: 'request', error };
				// Not even once: what is measured stays in memory, and can be reviewed and saved from there.
				if (this.#status === 'opening') this.#status = 'absent';
			}
		}
	}

	readonly #nameOf = (id: string): string =>
		this.#sessions.find((each) => each.id === id)?.name ?? '';

	async #removeForGood(id: string): Promise<void> {
		this.#away.letGo(id);
		await this.#tried(() => this.#client.ask('remove', { id }));
	}

	/** What goes wrong is shown; undefined then. */
	async #tried<Answer>(order: () => Promise<Answer>): Promise<Answer | undefined> {
		this.#working += 1;
		try {
			return await order();
		} catch (error) {
			if (!(error instanceof LibraryError)) throw error;
			this.#trouble = { what: 'request', error };
			return undefined;
		} finally {
			this.#working -= 1;
		}
	}
}
