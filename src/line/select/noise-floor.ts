/**
 * The noise of each region in quiet frames: what a face and a camera do when nothing happens.
 *
 * A running median by stochastic approximation (each sample moves the estimate one small step up
 * or down), quick during calibration and slow after it; never below what a good camera reaches, so
 * that an artificially still picture does not turn noise into events.
 */
import { clamp } from '../../core/statistics/index.ts';

/** px200. A still portrait with sensor noise moved 0.01 a frame; a real camera never does better. */
const LOWEST_PX200 = 0.03;
/** Before anything is learnt: cautious, and soon left. */
const FIRST_PX200 = 0.06;
const HIGHEST_PX200 = 0.5;
/** Samples of the quick phase, about two seconds at 30 fps. */
const CALIBRATION_SAMPLES = 60;

export class NoiseFloor {
	readonly values: Float32Array;
	/** What it begins with, and begins with again. */
	readonly #first: Float32Array;
	#samples = 0;

	constructor(regions: number) {
		this.#first = new Float32Array(regions).fill(FIRST_PX200);
		this.values = this.#first.slice();
	}

	/** Scatter per region of a calibration, px200: where to begin, instead of the same for all. */
	begin(scatter: readonly number[]): void {
		for (let region = 0; region < this.#first.length; region++) {
			this.#first[region] = clamp(scatter[region]!, LOWEST_PX200, HIGHEST_PX200);
		}
		this.values.set(this.#first);
	}

	/** A quiet frame's scatter per region, px200. */
	learn(scatter: Float32Array): void {
		const step = this.#samples < CALIBRATION_SAMPLES ? 0.1 : 0.01;
		for (let region = 0; region < scatter.length; region++) {
			const value = this.values[region]!;
			const moved = scatter[region]! > value ? value * (1 + step) : value * (1 - step);
			this.values[region] = clamp(moved, LOWEST_PX200, HIGHEST_PX200);
		}
		this.#samples += 1;
	}

	/** What a calibration found no longer counts either. */
	forgetCalibration(): void {
		this.#first.fill(FIRST_PX200);
		this.forget();
	}

	forget(): void {
		this.values.set(this.#first);
		this.#samples = 0;
	}
}
