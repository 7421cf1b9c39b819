/**
 * Room: buffer. The newest N frames' numbers: time, index, region motion, masks.
 *
 * In    one row per frame; times strictly increasing
 * Out   rows by frame number: the frame pushed as number n keeps that number while it is held
 * Owns  blocks taken once in the constructor; push() never allocates
 * Fails RangeError for a time that does not increase
 */
import type { Millis } from '../../core/kernel/index.ts';

export class SignalRing {
	readonly capacity: number;
	readonly channels: number;
	readonly regions: number;
	readonly #times: Float64Array;
	readonly #indices: Float64Array;
	readonly #signals: Float32Array;
	readonly #masks: Uint8Array;
	#count = 0;
	#start = 0;

	/** @param regions rows of the mask; each has two signal channels, u and v */
	constructor(capacity: number, regions: number) {
		this.capacity = capacity;
		this.regions = regions;
		this.channels = 2 * regions;
		this.#times = new Float64Array(capacity);
		this.#indices = new Float64Array(capacity);
		this.#signals = new Float32Array(capacity * this.channels);
		this.#masks = new Uint8Array(capacity * regions);
	}

	/** Frames pushed so far. */
	get count(): number {
		return this.#count;
	}

	/** Number of the oldest frame held since the last break. */
	get first(): number {
		return Math.max(this.#start, this.#count - this.capacity);
	}

	/** Ends the run: frames before this cannot be part of a movement with frames after. */
	breakRun(): void {
		this.#start = this.#count;
	}

	push(at: Millis, index: number, signals: Float32Array, masks: Uint8Array): void {
		if (this.#count > 0 && !(at > this.timeOf(this.#count - 1))) {
			throw new RangeError(`frame at ${at} ms is not after ${this.timeOf(this.#count - 1)} ms`);
		}
		const slot = this.#count % this.capacity;
		this.#times[slot] = at;
		this.#indices[slot] = index;
		this.#signals.set(signals, slot * this.channels);
		this.#masks.set(masks, slot * this.regions);
		this.#count += 1;
	}

	timeOf(frame: number): Millis {
		return this.#times[frame % this.capacity]! as Millis;
	}

	/** Index of the frame in its source. */
	indexOf(frame: number): number {
		return this.#indices[frame % this.capacity]!;
	}

	signal(frame: number, channel: number): number {
		return this.#signals[(frame % this.capacity) * this.channels + channel]!;
	}

	mask(frame: number, region: number): number {
		return this.#masks[(frame % this.capacity) * this.regions + region]!;
	}

	/** Marks a region of a frame that is already held: a blink is known only once it has begun. */
	addMask(frame: number, region: number, bits: number): void {
		this.#masks[(frame % this.capacity) * this.regions + region]! |= bits;
	}
}
