/**
 * Where a moment of the page's clock lies on the session clock.
 *
 * In    of every frame its session time and when it came, page clock ms
 * Out   session time of any moment, with the half width of the interval the true one lies in
 *
 * A frame comes a delay after it was taken: exposure, driver, browser. The delay varies and is never
 * negative, so the least of the last two seconds is the best estimate of `page - session`, too large
 * by the shortest delay (some 10 to 40 ms of a camera; 0 for the actor), which no page can measure.
 * The uncertainty says how far delays spread, and half a frame; it does not know the shortest delay.
 */

export interface SessionMoment {
	readonly ms: number;
	readonly uncertaintyMs: number;
	/** Index of the source's frame next to it. */
	readonly frame: number;
}

const KEPT = 64;
/** Older pairs say little: clocks drift, and an actor on a busy machine plays slower than it should. */
const WINDOW_MS = 2000;

interface Pair {
	readonly frame: number;
	/** Session ms. */
	readonly at: number;
	/** Page ms. */
	readonly came: number;
}

export class SessionClock {
	#pairs: Pair[] = [];

	push(frame: number, at: number, came: number): void {
		this.#pairs.push({ frame, at, came });
		if (this.#pairs.length > KEPT) this.#pairs.shift();
	}

	clear(): void {
		this.#pairs = [];
	}

	/** Null before the first frame. */
	momentOf(pageMs: number): SessionMoment | null {
		const known = this.#offset();
		if (known === null) return null;
		const ms = Math.max(0, pageMs - known.ms);
		const { latest, periodMs } = known;
		const frame = Math.max(0, latest.frame + Math.round((ms - latest.at) / periodMs));
		return { ms, uncertaintyMs: known.uncertaintyMs, frame };
	}

	/** Page ms of a session time; null before the first frame. */
	pageMsOf(sessionMs: number): number | null {
		const known = this.#offset();
		return known === null ? null : sessionMs + known.ms;
	}

	#offset() {
		const latest = this.#pairs.at(-1);
		if (latest === undefined) return null;
		const recent = this.#pairs.filter(({ came }) => latest.came - came <= WINDOW_MS);
		const delays = recent.map(({ at, came }) => came - at).sort((a, b) => a - b);
		const least = delays[0]!;
		const spread = delays[Math.floor(delays.length * 0.9)]! - least;
		const first = recent[0]!;
		const frames = latest.frame - first.frame;
		const periodMs = frames > 0 ? (latest.at - first.at) / frames : 1000 / 30;
		return { ms: least, uncertaintyMs: periodMs / 2 + spread, latest, periodMs };
	}
}
