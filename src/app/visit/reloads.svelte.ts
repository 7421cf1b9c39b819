/**
 * When a kiosk's page is loaded anew: after an error, spaced out, and once a night.
 *
 * Time  ms since 1970
 */
import type { Preferences } from '../preferences/index.ts';
import { RELOADS } from './kept.ts';

/** Errors this far apart have nothing to do with each other. */
const CALM_MS = 10 * 60_000;

/** Waits before a reload after an error: 2 s, then twice as long, up to ten minutes. */
const reloadAfterMs = (count: number): number => Math.min(600_000, 2000 * 2 ** count);

export interface ReloadParts {
	readonly preferences: Preferences;
	/** Loads the page anew. */
	readonly reload: () => void;
	readonly now: () => number;
}

export class Reloads {
	#reloading = $state(false);
	#at: number | null = null;
	#nightAfter = 0;
	readonly #parts: ReloadParts;

	constructor(parts: ReloadParts) {
		this.#parts = parts;
	}

	/** The page is about to go. */
	get reloading(): boolean {
		return this.#reloading;
	}

	begin(): void {
		this.#nightAfter = this.#parts.now();
	}

	readonly atOnce = (): void => {
		this.#at = null;
		this.#reloading = true;
		this.#parts.reload();
	};

	/** After an error: the sooner the last one was, the later. */
	soon(): void {
		if (this.#at !== null) return;
		const { preferences, now } = this.#parts;
		const last = preferences.get(RELOADS);
		const count = now() - last.at > CALM_MS ? 0 : last.count;
		preferences.set(RELOADS, { count: count + 1, at: now() });
		this.#at = now() + reloadAfterMs(count);
		this.#reloading = true;
	}

	/** True: a reload is waited for, or happens now; nothing else is to be done. */
	tick(now: number): boolean {
		if (this.#at === null) return false;
		if (now >= this.#at) this.atOnce();
		return true;
	}

	/** Reloads once a night, also when that minute passed while somebody was there. True: it does. */
	tickAtNight(now: number, nightlyMin: number | null): boolean {
		if (nightlyMin === null) return false;
		const tonight = new Date(this.#nightAfter);
		tonight.setHours(0, nightlyMin, 0, 0);
		if (tonight.getTime() <= this.#nightAfter) tonight.setDate(tonight.getDate() + 1);
		if (now < tonight.getTime()) return false;
		this.#nightAfter = now;
		this.atOnce();
		return true;
	}
}
