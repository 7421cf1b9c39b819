/**
 * Source timestamps -> session clock: 0 at the first frame, strictly increasing.
 *
 * MediaPipe fails for good after one repeated or earlier time, and cameras do repeat them; so a frame
 * that is not later than the one before has no time here and is dropped by the caller. `performance`
 * may stop during sleep while `Date` goes on: a jump between the two is a clock break, as is a gap.
 */
import { fromMicros, micros, millis } from '../../../core/kernel/index.ts';
import type { Millis } from '../../../core/kernel/index.ts';

/** Wall clock and monotonic clock, in ms; an argument so that tests can bend time. */
export interface ClockSources {
	readonly wall: () => number;
	readonly steady: () => number;
}

const browserClocks: ClockSources = {
	wall: () => Date.now(),
	steady: () => performance.now(),
};

/** A longer pause between two frames breaks the clock. */
export const GAP_MS = 2000;
/** A jump of wall against steady clock that no clock discipline makes. */
const SKEW_MS = 500;
/** Timestamps further back than this are a restarted camera, not a repeated frame. */
const RESTART_MS = 1000;

export class FrameClock {
	readonly #clocks: ClockSources;
	#zero: number | null = null;
	#last = 0;
	#arrival = 0;
	#skew = 0;
	#breaks = 0;

	constructor(clocks: ClockSources = browserClocks) {
		this.#clocks = clocks;
	}

	get breaks(): number {
		return this.#breaks;
	}

	/** Session time of a frame, or null when it is not later than the frame before. */
	stamp(timestampUs: number): Millis | null {
		const source = fromMicros(micros(timestampUs));
		const arrival = this.#clocks.steady();
		const skew = this.#clocks.wall() - arrival;
		if (this.#zero === null) {
			this.#zero = source;
			this.#arrival = arrival;
			this.#skew = skew;
			return millis(0);
		}
		let at = source - this.#zero;
		const restarted = at < this.#last - RESTART_MS;
		if (restarted) {
			// New origin: this frame comes as much later as it arrived later, at least 1 ms.
			at = this.#last + Math.max(1, arrival - this.#arrival);
			this.#zero = source - at;
		} else if (at <= this.#last) {
			return null;
		}
		const jumped = Math.abs(skew - this.#skew) > SKEW_MS;
		if (restarted || jumped || at - this.#last > GAP_MS) this.#breaks += 1;
		this.#skew = skew;
		this.#arrival = arrival;
		this.#last = at;
		return millis(at);
	}
}
