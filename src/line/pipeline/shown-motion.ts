/** Motion away from a baseline that follows slowly: what the timeline and overlay show. */
import { REGION_COUNT } from '../../core/record/index.ts';

/** The baseline follows the track with this time constant. */
const BASELINE_MS = 700;

export class ShownMotion {
	/** Of the last frame, px200 per region. */
	readonly values = new Float32Array(REGION_COUNT);
	readonly #baseline = new Float32Array(2 * REGION_COUNT);

	/** @param signals (u, v) per region, px200; @param elapsedMs since the frame before */
	follow(signals: Float32Array, elapsedMs: number): void {
		const elapsed = Math.min(BASELINE_MS, elapsedMs);
		const pull = 1 - Math.exp(-elapsed / BASELINE_MS);
		for (let region = 0; region < REGION_COUNT; region++) {
			const u = 2 * region;
			this.#baseline[u]! += pull * (signals[u]! - this.#baseline[u]!);
			this.#baseline[u + 1]! += pull * (signals[u + 1]! - this.#baseline[u + 1]!);
			this.values[region] = Math.hypot(
				signals[u]! - this.#baseline[u]!,
				signals[u + 1]! - this.#baseline[u + 1]!,
			);
		}
	}

	/** There is no face in the frame. */
	clear(): void {
		this.values.fill(0);
	}

	/** Somebody else may be in the picture. */
	forgetPerson(): void {
		this.#baseline.fill(0);
	}
}
