/**
 * How much either half of the face moved in the seconds before a frame: what a movement has to stand
 * out of.
 *
 * Owns  arrays as long as the ring, taken once
 */
import type { SignalRing } from '../buffer/index.ts';
import { HALVES } from './scorer.ts';

/** The restlessness before: from so long before the frame to so long. */
const RESTLESS_FROM_MS = 2500;
const RESTLESS_TO_MS = 300;

export class Restlessness {
	readonly #ring: SignalRing;
	/** Per ring slot: size and response of either half at the middle width; NaN where not fitted. */
	readonly #size: readonly Float32Array[];
	readonly #response: readonly Float32Array[];

	constructor(ring: SignalRing) {
		this.#ring = ring;
		this.#size = HALVES.map(() => new Float32Array(ring.capacity).fill(NaN));
		this.#response = HALVES.map(() => new Float32Array(ring.capacity).fill(NaN));
	}

	/** @param half index in `HALVES` */
	remember(frame: number, half: number, size: number, response: number): void {
		const slot = frame % this.#ring.capacity;
		this.#size[half]![slot] = size;
		this.#response[half]![slot] = response;
	}

	/** Mean over the seconds before; 0 where nothing was fitted. */
	meanSize(frame: number, half: number): number {
		return this.#meanBefore(frame, this.#size[half]!);
	}
	meanResponse(frame: number, half: number): number {
		return this.#meanBefore(frame, this.#response[half]!);
	}

	#meanBefore(frame: number, values: Float32Array): number {
		const ring = this.#ring;
		const at = ring.timeOf(frame);
		let sum = 0;
		let count = 0;
		for (let f = frame - 1; f >= ring.first; f--) {
			const ago = at - ring.timeOf(f);
			if (ago >= RESTLESS_FROM_MS) break;
			if (ago < RESTLESS_TO_MS) continue;
			const value = values[f % ring.capacity]!;
			if (Number.isNaN(value)) continue;
			sum += value;
			count += 1;
		}
		return count > 0 ? sum / count : 0;
	}
}
