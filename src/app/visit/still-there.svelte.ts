/**
 * "Are you still there?", counted down until somebody acts.
 *
 * Time  ms on the kiosk's own clock
 */
import type { Presence } from './presence.ts';

export class StillThere {
	#remainingS = $state(0);
	#askedAt = 0;
	readonly #presence: Presence;

	constructor(presence: Presence) {
		this.#presence = presence;
	}

	/** Seconds left to answer. */
	get remainingS(): number {
		return this.#remainingS;
	}

	ask(now: number, countdownS: number): void {
		this.#askedAt = now;
		this.#remainingS = countdownS;
	}

	/** What has come of it; null: nothing yet. Only an act answers: a face that comes may be somebody else's. */
	look(now: number, countdownS: number): 'answered' | 'time-over' | null {
		if (this.#presence.actedSince(this.#askedAt)) {
			this.#presence.came(now);
			return 'answered';
		}
		const left = countdownS - (now - this.#askedAt) / 1000;
		this.#remainingS = Math.max(0, Math.ceil(left));
		return left <= 0 ? 'time-over' : null;
	}
}
