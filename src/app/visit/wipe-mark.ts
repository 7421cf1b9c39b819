/**
 * Since when somebody is to be forgotten, and a mark of it in the storage: should the page die with a
 * visitor before it, the next one wipes what was stored from then on.
 *
 * Time  ms since 1970
 */
import type { Preferences } from '../preferences/index.ts';
import { UNWIPED } from './kept.ts';

export class WipeMark {
	readonly #preferences: Preferences;
	#since = 0;

	constructor(preferences: Preferences) {
		this.#preferences = preferences;
	}

	/** When the first visitor who was not wiped came. */
	get since(): number {
		return this.#since;
	}

	/** True: an earlier page left somebody unwiped. */
	begin(now: number): boolean {
		const unwiped = this.#preferences.get(UNWIPED);
		this.#since = unwiped === null ? now : Date.parse(unwiped);
		return unwiped !== null;
	}

	/** Somebody is there. */
	set(now: number): void {
		if (this.#preferences.get(UNWIPED) !== null) return;
		this.#since = Math.min(this.#since, now);
		this.#preferences.set(UNWIPED, new Date(this.#since).toISOString());
	}

	/** Nothing of anybody is left. */
	clear(now: number): void {
		this.#preferences.set(UNWIPED, null);
		this.#since = now;
	}
}
