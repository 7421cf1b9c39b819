/**
 * What was made of each frame of the ring: how probable a movement is in either half of the face, the
 * width that gave it, and how far anything stands out of its noise; and where these peak.
 *
 * Owns  arrays as long as the ring, taken once
 */
import type { SignalRing } from '../buffer/index.ts';
import { HALVES } from './scorer.ts';

/** Local maximum: nothing stronger this long before, and this long after. */
const BEFORE_MS = 250;
/** How long after a frame was scored it can be known to be a peak. */
export const AFTER_MS = 110;

export class ScoredFrames {
	readonly #ring: SignalRing;
	readonly #probability: readonly Float64Array[];
	readonly #width: readonly Uint8Array[];
	/** The larger probability of the two halves. */
	readonly best: Float64Array;
	/** Three strongest regions over their noise, of the louder half. */
	readonly response: Float64Array;

	constructor(ring: SignalRing) {
		this.#ring = ring;
		this.#probability = HALVES.map(() => new Float64Array(ring.capacity));
		this.#width = HALVES.map(() => new Uint8Array(ring.capacity));
		this.best = new Float64Array(ring.capacity);
		this.response = new Float64Array(ring.capacity);
	}

	/** A new frame: nothing is known of it yet. */
	clear(frame: number): void {
		const slot = frame % this.#ring.capacity;
		for (let half = 0; half < HALVES.length; half++) this.#probability[half]![slot] = 0;
		this.best[slot] = 0;
		this.response[slot] = 0;
	}

	/** Takes what one width gave, where it is more than what others gave. */
	take(frame: number, half: number, width: number, probability: number, response: number): void {
		const slot = frame % this.#ring.capacity;
		this.response[slot] = Math.max(this.response[slot]!, response);
		// Written so that NaN, of a broken mesh, counts as nothing.
		if (!(probability > this.#probability[half]![slot]!)) return;
		this.#probability[half]![slot] = probability;
		this.#width[half]![slot] = width;
		this.best[slot] = Math.max(this.best[slot]!, probability);
	}

	probability(frame: number, half: number): number {
		return this.#probability[half]![frame % this.#ring.capacity]!;
	}

	/** The width that gave the half's probability. */
	width(frame: number, half: number): number {
		return this.#width[half]![frame % this.#ring.capacity]!;
	}

	/** @param scored frames before this number have been scored */
	isPeak(values: Float64Array, frame: number, least: number, scored: number): boolean {
		const ring = this.#ring;
		const value = values[frame % ring.capacity]!;
		if (!(value >= least)) return false;
		const at = ring.timeOf(frame);
		for (let f = frame - 1; f >= ring.first && at - ring.timeOf(f) <= BEFORE_MS; f--) {
			if (values[f % ring.capacity]! >= value) return false;
		}
		for (let f = frame + 1; f < scored && ring.timeOf(f) - at <= AFTER_MS; f++) {
			if (values[f % ring.capacity]! > value) return false;
		}
		return true;
	}

	/** The largest value around `frame`, as far as a peak reaches. */
	largestNear(values: Float64Array, frame: number, scored: number): number {
		const ring = this.#ring;
		const at = ring.timeOf(frame);
		let largest = values[frame % ring.capacity]!;
		for (let f = frame - 1; f >= ring.first && at - ring.timeOf(f) <= BEFORE_MS; f--) {
			largest = Math.max(largest, values[f % ring.capacity]!);
		}
		for (let f = frame + 1; f < scored && ring.timeOf(f) - at <= AFTER_MS; f++) {
			largest = Math.max(largest, values[f % ring.capacity]!);
		}
		return largest;
	}
}
