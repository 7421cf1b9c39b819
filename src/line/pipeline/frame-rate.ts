/** The frame rate as it is, from the times of the frames. Allocates nothing. */
import type { Millis } from '../../core/kernel/index.ts';

const OVER_MS = 2000;
const KEPT = 256;
/** A longer gap is a pause, not a slow camera: the rate is measured anew after it. */
const PAUSE_MS = 250;
/** Until so many intervals have been seen after a pause, the rate of before stands. */
const FEWEST_INTERVALS = 5;

export class FrameRate {
	readonly #times = new Float64Array(KEPT);
	#count = 0;
	#fps = 0;
	#elapsed = 0;

	/** Frames a second over the last two seconds; 0 before there are two frames. */
	get fps(): number {
		return this.#fps;
	}

	/** Milliseconds between the last two frames; 0 at the first. */
	get elapsedMs(): number {
		return this.#elapsed;
	}

	/** What came before were not frames of its own: the rate of before stands until a new one is known. */
	restart(): void {
		if (this.#count === 0) return;
		this.#times[0] = this.#times[(this.#count - 1) % KEPT]!;
		this.#count = 1;
	}

	tick(at: Millis): void {
		this.#elapsed = this.#count === 0 ? 0 : at - this.#times[(this.#count - 1) % KEPT]!;
		if (this.#elapsed > PAUSE_MS) {
			// One pause says nothing about the camera; pause after pause is its rate.
			if (this.#count === 1) this.#fps = 1000 / this.#elapsed;
			this.#count = 0;
		}
		this.#times[this.#count % KEPT] = at;
		this.#count += 1;
		const most = Math.min(KEPT, this.#count) - 1;
		if (most < (this.#fps === 0 ? 1 : FEWEST_INTERVALS)) return;
		let back = 1;
		while (back < most && at - this.#times[(this.#count - 1 - back) % KEPT]! < OVER_MS) back += 1;
		const first = this.#times[(this.#count - 1 - back) % KEPT]!;
		this.#fps = (1000 * back) / (at - first);
	}
}
