/**
 * A sliding window of pairwise frame differences, kept up at one row per frame.
 *
 * GAMDSS (arXiv:2603.04766) asks for the pair of frames that differ most. The published code compares
 * every pair anew; here each new frame is compared once with those still in the window and the row is
 * kept, so a frame costs window x features and nothing is computed twice (measured: `npm run bench --
 * selection`). Differences are signed and in
 * float: on unsigned bytes they wrap, and in a simulation with a camera's noise (1.5 gray levels) the
 * right apex was found in 43 % of runs instead of all.
 *
 * In    one feature vector per frame (the spotter gives region motion; pixels of an aligned crop work
 *       alike) and its time, strictly increasing
 * Out   squared differences per area, summed with the caller's weights
 * Owns  capacity x pixels + capacity^2 x areas floats, taken once; push() never allocates
 */
import type { Millis } from '../../core/kernel/index.ts';

export class DifferenceWindow {
	/** Frames the window can hold. */
	readonly capacity: number;
	readonly #areas: readonly Int32Array[];
	readonly #starts: Int32Array;
	readonly #length: number;
	readonly #pixels: Float32Array;
	readonly #differences: Float32Array;
	readonly #times: Float64Array;
	#count = 0;
	#start = 0;

	/** @param areas pixel indices of the crop per area */
	constructor(capacity: number, areas: readonly Int32Array[]) {
		this.capacity = capacity;
		this.#areas = areas;
		this.#starts = new Int32Array(areas.length);
		let length = 0;
		areas.forEach((area, i) => {
			this.#starts[i] = length;
			length += area.length;
		});
		this.#length = length;
		this.#pixels = new Float32Array(capacity * length);
		this.#differences = new Float32Array(capacity * capacity * areas.length);
		this.#times = new Float64Array(capacity);
	}

	/** Frames pushed so far; the frame pushed as number n keeps that number. */
	get count(): number {
		return this.#count;
	}

	/** Number of the oldest frame held since the last break. */
	get first(): number {
		return Math.max(this.#start, this.#count - this.capacity);
	}

	timeOf(frame: number): Millis {
		return this.#times[frame % this.capacity]! as Millis;
	}

	/** Ends the run: frames before this are not compared with frames after. */
	breakRun(): void {
		this.#start = this.#count;
	}

	push(contrast: Float32Array, at: Millis): void {
		const slot = this.#count % this.capacity;
		const areas = this.#areas.length;
		const pixels = this.#pixels;
		const own = slot * this.#length;
		for (let a = 0; a < areas; a++) {
			const area = this.#areas[a]!;
			const start = own + this.#starts[a]!;
			for (let i = 0; i < area.length; i++) pixels[start + i] = contrast[area[i]!]!;
		}
		this.#times[slot] = at;
		this.#count += 1;
		const row = slot * this.capacity;
		for (let frame = this.first; frame < this.#count; frame++) {
			const other = frame % this.capacity;
			for (let a = 0; a < areas; a++) {
				const mine = own + this.#starts[a]!;
				const theirs = other * this.#length + this.#starts[a]!;
				const size = this.#areas[a]!.length;
				let sum = 0;
				for (let i = 0; i < size; i++) {
					const d = pixels[mine + i]! - pixels[theirs + i]!;
					sum += d * d;
				}
				this.#differences[(row + other) * areas + a] = sum;
			}
		}
	}

	/** Squared difference of two held frames, each area weighted; `weights` by area. */
	squared(one: number, other: number, weights: Float32Array): number {
		const areas = this.#areas.length;
		// It is in the row of the later one.
		const row = (Math.max(one, other) % this.capacity) * this.capacity;
		const at = (row + (Math.min(one, other) % this.capacity)) * areas;
		let sum = 0;
		for (let a = 0; a < areas; a++) sum += weights[a]! * this.#differences[at + a]!;
		return sum;
	}
}
