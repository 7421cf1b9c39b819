/** The frame rate as it is, from the times of the frames. Allocates nothing. */
import type { Millis } from '../kernel/index.ts';

const OVER_MS = 2000;
const KEPT = 256;

export class FrameClock {
	readonly #times = new Float64Array(KEPT);
	#count = 0;
	#fps = 0;
	#elapsed = 0;

	reset(): void {
		this.#count = 0;
		this.#fps = 0;
		this.#elapsed = 0;
	}

	/** Frames a second over the last two seconds; 0 before there are two frames. */
	get fps(): number {
		return this.#fps;
	}

	/** Milliseconds between the last two frames. */
	get elapsedMs(): number {
		return this.#elapsed;
	}

	tick(at: Millis): void {
		this.#elapsed = this.#count === 0 ? 0 : at - this.#times[(this.#count - 1) % KEPT]!;
		this.#times[this.#count % KEPT] = at;
		this.#count += 1;
		let back = 1;
		const most = Math.min(KEPT, this.#count) - 1;
		while (back < most && at - this.#times[(this.#count - 1 - back) % KEPT]! < OVER_MS) back += 1;
		if (most < 1) return;
		const first = this.#times[(this.#count - 1 - back) % KEPT]!;
		this.#fps = (1000 * back) / (at - first);
	}
}
