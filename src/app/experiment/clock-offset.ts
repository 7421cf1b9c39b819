/**
 * Offset of another program's clock to ours, by ping and pong as NTP does it.
 *
 * In    t0 ping left (ours), t1 it came, t2 the answer left (theirs), t3 it came (ours); ms
 * Out   theirs minus ours, from the exchange with the shortest way; the true offset lies within half
 *       of that way
 */

export interface Exchange {
	readonly t0: number;
	readonly t1: number;
	readonly t2: number;
	readonly t3: number;
}

export interface ClockOffset {
	/** Their clock minus ours, ms. */
	readonly offsetMs: number;
	/** Shortest way there and back, ms: twice the most that the offset can be wrong. */
	readonly rttMs: number;
}

/** Null without a usable exchange. */
export function offsetOf(exchanges: readonly Exchange[]): ClockOffset | null {
	let best: ClockOffset | null = null;
	for (const { t0, t1, t2, t3 } of exchanges) {
		const rttMs = t3 - t0 - (t2 - t1);
		if (!(rttMs >= 0) || (best !== null && best.rttMs <= rttMs)) continue;
		best = { offsetMs: (t1 - t0 + (t2 - t3)) / 2, rttMs };
	}
	return best;
}

/** The wall clock was set, or the machine slept: a smaller step is what clocks do anyway. */
const JUMP_MS = 50;

/** Watches how far the wall clock runs from the page's, and tells jumps of it. */
export class JumpWatch {
	#apart: number | null = null;

	/** Milliseconds the wall clock has jumped by since the last look; 0: it has not. */
	look(wallMs: number, pageMs: number): number {
		const apart = wallMs - pageMs;
		const jump = this.#apart === null ? 0 : apart - this.#apart;
		this.#apart = apart;
		return Math.abs(jump) >= JUMP_MS ? jump : 0;
	}
}
