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

export const noted = (health: Health, entry: HealthEntry): Health => ({
	...health,
	entries: [entry, ...health.entries].slice(0, KEPT),
});

/** Waits before trying again: 1 s, then twice as long, up to a minute. */
export const retryAfterMs = (attempt: number): number => Math.min(60_000, 1000 * 2 ** attempt);

/** Waits before a reload after an error: 2 s, then twice as long, up to ten minutes. */
export const reloadAfterMs = (count: number): number => Math.min(600_000, 2000 * 2 ** count);

/** Errors this far apart have nothing to do with each other. */
export const CALM_MS = 10 * 60_000;
