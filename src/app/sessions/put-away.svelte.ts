/** Sessions that were deleted, and can be brought back for some seconds. */
import type { Closable } from '../../core/kernel/index.ts';
import type { StoredSession } from '../../files/library/index.ts';

/** How long what was deleted can be brought back. */
const UNDO_MS = 10_000;

export class PutAway implements Closable {
	/** Newest last. */
	#sessions = $state.raw<readonly StoredSession[]>([]);
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

	get sessions(): readonly StoredSession[] {
		return this.#sessions;
	}
	get newest(): StoredSession | null {
		return this.#sessions.at(-1) ?? null;
	}

	has(id: string): boolean {
		return this.#sessions.some((each) => each.id === id);
	}

	add(session: StoredSession): void {
		this.#sessions = [...this.#sessions, session];
	}

	/** The seconds begin. */
	thenRemove(id: string, remove: () => void): void {
		this.#timers.set(id, setTimeout(remove, UNDO_MS));
	}

	/** It is there again, or gone for good. */
	letGo(id: string): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.#sessions = this.#sessions.filter((each) => each.id !== id);
	}

	close(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
	}
}
