/**
 * Sessions of this visit, as Review opens them: they live as long as the page, like what they hold.
 * A file that was analysed has its film at hand.
 */
import type { HumanLabel } from '../../export/index.ts';
import type { Desk } from '../desk.svelte.ts';
import { canSave, recordOf } from '../saving.ts';
import type { Session } from '../session.svelte.ts';
import type { OpenedSession, StoredSession } from './opened-session.ts';
import { SignalLog } from './signal-log.ts';

export class VisitSessions {
	readonly #logs = new WeakMap<Session, SignalLog>();
	readonly #labels = new WeakMap<Session, readonly HumanLabel[]>();
	readonly #stop: () => void;

	constructor(desk: Desk) {
		this.#stop = desk.watch({
			began: (session) => void this.#logs.set(session, new SignalLog()),
			reported: (session, report) => {
				if (report.kind === 'frame-measured') this.#logs.get(session)?.push(report);
			},
			ended: () => {},
		});
	}

	/** Null while there is nothing to review: it has not begun, or goes on. */
	open(id: string, session: Session, film: File | null): OpenedSession | null {
		if (!canSave(session) || session.active) return null;
		const labels = this.#labels.get(session) ?? [];
		const record = { ...recordOf(session), labels };
		const signals = (this.#logs.get(session) ?? new SignalLog()).signals();
		return {
			stored: storedOf(id, session, film, labels.length),
			...{ record, signals },
			picturesOf: (event) =>
				Promise.resolve(
					session.events.find(({ event: found }) => found.id === event)?.pictures ?? null,
				),
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
}

const storedOf = (
	id: string,
	session: Session,
	film: File | null,
	labels: number,
): StoredSession => ({
	...{ id, name: session.label, kind: session.kind, state: 'complete', labels },
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
