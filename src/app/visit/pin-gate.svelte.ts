/** Whether staff are let in: by the PIN that is kept, tried only so often; or without one. */
import type { Preferences } from '../preferences/index.ts';
import type { KeptPin } from './kept.ts';
import { PIN } from './kept.ts';
import { TryLimit, isPin, keepPin } from './pin.ts';

export class PinGate {
	#pin = $state.raw<KeptPin | null>(null);
	readonly #preferences: Preferences;
	readonly tries: TryLimit;

	/** `now`: ms of a clock that never goes back. */
	constructor(preferences: Preferences, now: () => number) {
		this.#preferences = preferences;
		this.tries = new TryLimit(now);
	}

	get hasPin(): boolean {
		return this.#pin !== null;
	}

	/** `pin`: a new one; null: that of an earlier page, if one was set. */
	async begin(pin: string | null): Promise<void> {
		if (pin !== null) this.#preferences.set(PIN, await keepPin(pin));
		this.#pin = this.#preferences.get(PIN);
	}

	/** True: it is the PIN, or there is none. */
	async opensTo(pin: string): Promise<boolean> {
		if (this.tries.waitMs > 0) return false;
		if (this.#pin !== null && !(await isPin(pin, this.#pin))) {
			this.tries.missed();
			return false;
		}
		this.tries.hit();
		return true;
	}
}
