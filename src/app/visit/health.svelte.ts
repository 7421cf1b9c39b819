/** How a kiosk has been doing since the page was opened: counts and faults, nothing about anybody. */
import type { FaultCode } from '../../core/record/index.ts';

export interface HealthEntry {
	/** ISO 8601. */
	readonly at: string;
	readonly what: FaultCode | 'page-error' | 'not-wiped' | 'no-frames';
	readonly detail: string;
}

export interface Health {
	readonly since: string;
	/** People who touched the attract screen. */
	readonly visits: number;
	readonly agreed: number;
	readonly declined: number;
	readonly wiped: number;
	/** The last of them, newest first. */
	readonly entries: readonly HealthEntry[];
}

const KEPT = 20;

const fresh = (since: number): Health => ({
	since: new Date(since).toISOString(),
	visits: 0,
	agreed: 0,
	declined: 0,
	wiped: 0,
	entries: [],
});

export class HealthBook {
	#health = $state.raw<Health>(fresh(0));
	readonly #now: () => number;

	/** `now`: ms since 1970. */
	constructor(now: () => number) {
		this.#now = now;
	}

	get health(): Health {
		return this.#health;
	}

	begin(): void {
		this.#health = fresh(this.#now());
	}

	count(what: 'visits' | 'agreed' | 'declined' | 'wiped'): void {
		this.#health = { ...this.#health, [what]: this.#health[what] + 1 };
	}

	note(entry: Omit<HealthEntry, 'at'>): void {
		const at = new Date(this.#now()).toISOString();
		const entries = [{ at, ...entry }, ...this.#health.entries].slice(0, KEPT);
		this.#health = { ...this.#health, entries };
	}
}
