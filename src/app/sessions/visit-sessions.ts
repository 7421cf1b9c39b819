/**
 * Sessions of this visit, as Review opens them. What the library keeps comes from there; what only the
 * page still has (pictures that were not to be kept, a video that was analyzed) is added while the page
 * is open. A session that is not kept at all is reviewed out of memory.
 */
import type { HumanLabel } from '../../core/record/index.ts';
import type { OpenedSession, StoredSession } from '../../files/library/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { Desk } from '../desk/index.ts';
import type { FileQueue } from '../desk/index.ts';
import type { SessionLibrary } from './library.svelte.ts';
import { canSave, recordOf } from './session-record.ts';
import type { Session } from '../desk/index.ts';
import { SignalLog } from './signal-log.ts';

export interface VisitSession {
	readonly session: Session;
	/** The video that was analyzed. */
	readonly film: File | null;
}

export class VisitSessions implements Closable {
	readonly #desk: Desk;
	readonly #queue: FileQueue;
	readonly #library: SessionLibrary;
	/** Of sessions that the library does not keep. */
	readonly #logs = new WeakMap<Session, SignalLog>();
	readonly #labels = new WeakMap<Session, readonly HumanLabel[]>();
	readonly #stop: () => void;

	constructor(desk: Desk, queue: FileQueue, library: SessionLibrary) {
		this.#desk = desk;
		this.#queue = queue;
		this.#library = library;
		this.#stop = desk.watch({
			began: (session) => void this.#logs.set(session, new SignalLog()),
			reported: (session, report) => {
				if (report.kind !== 'frame-measured') return;
				// Storage may give up on it later: a log without its beginning would tell wrong frames.
				if (library.idOf(session) !== null) this.#logs.delete(session);
				else this.#logs.get(session)?.push(report);
			},
			ended: () => {},
		});
	}

	/** What the library does not have; of those that still run too. */
	get unkept(): readonly VisitSession[] {
		return this.#all().filter(
			({ session }) => canSave(session) && this.#library.idOf(session) === null,
		);
	}

	/** What people said in Review of a session that the library does not keep. */
	labelsOf(session: Session): readonly HumanLabel[] {
		return this.#labels.get(session) ?? [];
	}

	/** From the library. Rejects with a LibraryError. */
	readonly openStored = async (id: string): Promise<OpenedSession> => {
		const opened = await this.#library.open(id);
		const here = this.#all().find(({ session }) => this.#library.idOf(session) === id);
		if (here === undefined) return opened;
		const { session, film } = here;
		return {
			...opened,
			picturesOf: async (event) =>
				(await opened.picturesOf(event).catch(() => null)) ?? session.picturesOf(event),
			stripOf: async (event) =>
				(await opened.stripOf(event).catch(() => null)) ?? session.stripOf(event),
			film: async () => film ?? opened.film(),
		};
	};

	/** Out of memory; null while there is nothing to review: it has not begun, or goes on. */
	open({ session, film }: VisitSession): OpenedSession | null {
		if (!canSave(session) || session.active) return null;
		const labels = this.labelsOf(session);
		const record = { ...recordOf(session), labels };
		const signals = (this.#logs.get(session) ?? new SignalLog()).signals();
		return {
			stored: storedOf(session, film, labels.length),
			record,
			signals,
			picturesOf: (event) => Promise.resolve(session.picturesOf(event)),
			stripOf: (event) => Promise.resolve(session.stripOf(event)),
			film: () => Promise.resolve(film),
			saveLabels: (changed) => {
				this.#labels.set(session, changed);
				return Promise.resolve();
			},
			close: () => {},
		};
	}

	close(): void {
		this.#stop();
	}

	#all(): VisitSession[] {
		const { live } = this.#desk;
		return [
			...(live === null ? [] : [{ session: live, film: null }]),
			...this.#queue.files.map(({ session, file }) => ({ session, film: file })),
		];
	}
}

const storedOf = (session: Session, film: File | null, labels: number): StoredSession => ({
	id: '',
	name: '',
	source: session.label,
	kind: session.kind,
	state: 'complete',
	labels,
	startedAt: session.startedAt.toISOString(),
	durationMs: session.quality?.durationMs ?? 0,
	frames: session.quality?.frames ?? 0,
	events: session.events.length,
	rejected: session.rejected.length,
	markers: session.markers.length,
	bytes: 0,
	film: film !== null,
	pictures: session.events.some(({ pictures }) => pictures !== null),
	keepUntil: null,
});
