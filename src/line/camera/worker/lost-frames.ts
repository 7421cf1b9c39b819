/**
 * Frames a camera delivered while nobody could take them, told from the gap in the timestamps.
 *
 * The period is the median of the recent gaps; a gap counts as a loss when it is an almost whole
 * multiple of the period. A camera that changes its rate (dim light) is followed within some frames
 * and does not go on counting as loss.
 */
import { medianInPlace } from '../../../core/statistics/index.ts';

const KEPT = 15;
/** A gap of 1.9 or 3.1 periods is a loss, one of 1.5 a camera that slowed down. */
const WHOLE = 0.2;
/** A longer gap is a break of the clock, not a row of lost frames. */
const LONGEST_US = 2_000_000;

export class LostFrames {
	readonly #gaps = new Float64Array(KEPT);
	readonly #sorted = new Float64Array(KEPT);
	#count = 0;
	#last = NaN;

	/** How many frames are missing between the frame before and this one. */
	before(timestampUs: number): number {
		const gap = timestampUs - this.#last;
		this.#last = timestampUs;
		if (!(gap > 0) || gap > LONGEST_US) return 0;
		const lost = this.#missing(gap);
		this.#gaps[this.#count % KEPT] = gap;
		this.#count += 1;
		return lost;
	}

	#missing(gap: number): number {
		if (this.#count < KEPT) return 0;
		this.#sorted.set(this.#gaps);
		const periods = gap / medianInPlace(this.#sorted);
		const whole = Math.round(periods);
		return whole >= 2 && Math.abs(periods - whole) <= WHOLE ? whole - 1 : 0;
	}
}
