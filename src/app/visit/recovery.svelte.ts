/**
 * What a kiosk does about a camera, a line or an engine that has failed: tries again, later and later.
 *
 * Time  ms on the kiosk's own clock
 */
import type { Desk } from '../desk/index.ts';
import type { HealthEntry } from './health.svelte.ts';

/** A running line that measures nothing for this long is started again. */
const NO_FRAMES_MS = 10_000;
/** The models may take this long on a slow machine before anything counts as stuck. */
const LOADING_MS = 180_000;
/** Tries in a row that failed before the page itself is loaded anew. */
const TRIES_BEFORE_RELOAD = 6;
/** Faults this soon after a recovery belong to the same trouble. */
const SAME_TROUBLE_MS = 60_000;

/** Waits before trying again: 1 s, then twice as long, up to a minute. */
const retryAfterMs = (attempt: number): number => Math.min(60_000, 1000 * 2 ** attempt);

/**
 * Faults of the camera, the line and the engine; and a line that says nothing at all. Null: all is well.
 * `silentMs`: how long ago the last frame was measured.
 */
export function troubleOf(desk: Desk, silentMs: number): Omit<HealthEntry, 'at'> | null {
	const fault = desk.engine.fault ?? desk.live?.fault ?? null;
	if (fault !== null) return { what: fault.code, detail: fault.detail };
	const patience = desk.engine.status === 'ready' ? NO_FRAMES_MS : LOADING_MS;
	// While the browser asks for the camera there are no frames, and nothing is wrong.
	const silent = desk.opening === null && silentMs >= patience && !document.hidden;
	return silent ? { what: 'no-frames', detail: `for ${Math.round(patience / 1000)} s` } : null;
}

export class Recovery {
	#retryInS = $state(0);
	#retryAt = 0;
	#attempt = 0;
	#recoveredAt = -Infinity;
	#retrying = false;

	/** Seconds until the next try. */
	get retryInS(): number {
		return this.#retryInS;
	}

	failed(now: number): void {
		if (now - this.#recoveredAt > SAME_TROUBLE_MS) this.#attempt = 0;
		this.#retryAt = now + retryAfterMs(this.#attempt);
		this.#retrying = false;
		this.#countDown(now);
	}

	/** True: it is time to try again. */
	isDue(now: number): boolean {
		this.#countDown(now);
		return now >= this.#retryAt;
	}

	/** A try begins. False: there have been too many, and only a new page may help. */
	tries(now: number): boolean {
		this.#attempt += 1;
		this.#retrying = true;
		this.#retryAt = now + retryAfterMs(this.#attempt);
		return this.#attempt <= TRIES_BEFORE_RELOAD;
	}

	/** A frame was measured. True: the last try has helped. */
	measured(now: number): boolean {
		if (!this.#retrying) return false;
		this.#recoveredAt = now;
		this.#retrying = false;
		return true;
	}

	#countDown(now: number): void {
		this.#retryInS = Math.max(0, Math.ceil((this.#retryAt - now) / 1000));
	}
}
