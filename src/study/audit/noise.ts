/**
 * How restless each region of a clip is, at the pace of a micro-expression.
 *
 * A frame is compared with the mean of those 0.13 s before and after it: what drifts cancels, what
 * moves and returns stays. The movement itself is a small part of most clips; a quantile, not the
 * mean, keeps it from counting as noise.
 */
import { clamp, selectInPlace } from '../../core/statistics/index.ts';
import { REGION_COUNT } from '../../core/record/index.ts';
import type { ClipMotion } from '../../core/record/index.ts';

const PACE_MS = 130;
const QUANTILE = 0.7;
/** A normal distribution's absolute value is below its deviation times this in `QUANTILE` of cases. */
const QUANTILE_TO_SIGMA = 0.965;
/** Noise that no measurement goes below, and what is assumed where a clip is too short to tell, px200. */
const FLOOR_PX200 = 0.03;
const ASSUMED_PX200 = 0.15;
const FEWEST_SAMPLES = 20;

/** Standard deviation by region, px200, [R]; u and v alike. */
export function regionNoise({ times, faces, signals }: ClipMotion): Float64Array {
	const frames = times.length;
	const period = frames < 2 ? PACE_MS : (times[frames - 1]! - times[0]!) / (frames - 1);
	const pace = clamp(Math.round(PACE_MS / period), 1, Math.max(1, frames));
	const values = new Float64Array(Math.max(0, frames - 2 * pace));
	const squares = new Float64Array(REGION_COUNT);
	const width = 2 * REGION_COUNT;
	for (let channel = 0; channel < width; channel++) {
		let count = 0;
		for (let i = pace; i < frames - pace; i++) {
			if (faces[i - pace] === 0 || faces[i] === 0 || faces[i + pace] === 0) continue;
			// A gap in the frames is no pace.
			if (times[i + pace]! - times[i - pace]! > 4 * PACE_MS) continue;
			const around =
				signals[(i - pace) * width + channel]! + signals[(i + pace) * width + channel]!;
			values[count++] = Math.abs(signals[i * width + channel]! - around / 2);
		}
		const deviation =
			count < FEWEST_SAMPLES
				? ASSUMED_PX200
				: QUANTILE_TO_SIGMA * selectInPlace(values, Math.floor(QUANTILE * (count - 1)), count);
		squares[channel >> 1]! += (deviation ** 2 + FLOOR_PX200 ** 2) / 2;
	}
	return squares.map(Math.sqrt);
}
