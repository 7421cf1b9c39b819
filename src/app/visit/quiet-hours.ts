/**
 * What is only done while nobody is there: a new version taken, the page loaded anew at night, the
 * actor's session begun again.
 *
 * Time  ms since 1970
 */
import type { Desk } from '../desk/index.ts';
import type { OfflineState } from '../offline/index.ts';
import type { Reloads } from './reloads.svelte.ts';

/** The actor's session begins anew after this long: lists that grow for days end nowhere good. */
const ATTRACT_MS = 10 * 60_000;
/** A new version that did not come is asked for again. */
const UPDATE_EVERY_MS = 60_000;

export interface QuietParts {
	readonly offline: OfflineState;
	readonly desk: Desk;
	readonly reloads: Reloads;
}

export class QuietHours {
	readonly #parts: QuietParts;
	#attractAt = 0;
	#updateAt = -Infinity;

	constructor(parts: QuietParts) {
		this.#parts = parts;
	}

	/** Nobody is there any more, and the actor plays. */
	begin(now: number): void {
		this.#attractAt = now;
	}

	/** True: the actor's session begins anew. */
	tick(now: number, nightlyMin: number | null): boolean {
		const { offline, desk, reloads } = this.#parts;
		if (offline.updateWaiting && now - this.#updateAt >= UPDATE_EVERY_MS) {
			this.#updateAt = now;
			void offline.takeUpdate();
			return false;
		}
		if (reloads.tickAtNight(now, nightlyMin) || now - this.#attractAt < ATTRACT_MS) return false;
		this.#attractAt = now;
		void desk.startActor();
		return true;
	}
}
