/**
 * The stretch of a clip that one movement is judged on: frames with a face around it, thinned to what
 * a fit needs, in units of each region's noise and along independent directions.
 */
import { REGION_COUNT } from '../../core/record/index.ts';
import type { ClipMotion } from '../../core/record/index.ts';
import type { Directions } from './directions.ts';

const CHANNELS = 2 * REGION_COUNT;
/** Frames closer together are averaged: a rise is ten times as long. */
const CLOSEST_MS = 15;

export interface MotionWindow {
	/** ms, [T]. */
	readonly times: Float64Array;
	/** Signals in noise units along the axes, [T, C]. */
	readonly channels: Float64Array;
}

/** @param noise by region, px200, [R] */
export function windowOf(
	{ times, faces, signals }: ClipMotion,
	fromMs: number,
	toMs: number,
	noise: Float64Array,
	{ axes }: Directions,
): MotionWindow {
	const kept: number[] = [];
	const rows: Float64Array[] = [];
	let first = NaN;
	let members = 0;
	for (let i = 0; i < times.length; i++) {
		const at = times[i]!;
		if (at < fromMs || at > toMs || faces[i] === 0) continue;
		if (members === 0 || at - first >= CLOSEST_MS) {
			first = at;
			members = 0;
			kept.push(0);
			rows.push(new Float64Array(CHANNELS));
		}
		members += 1;
		const last = kept.length - 1;
		kept[last]! += (at - kept[last]!) / members;
		const row = rows[last]!;
		for (let c = 0; c < CHANNELS; c++) {
			row[c]! += (signals[i * CHANNELS + c]! / noise[c >> 1]! - row[c]!) / members;
		}
	}
	const channels = new Float64Array(rows.length * CHANNELS);
	rows.forEach((row, i) => {
		for (let axis = 0; axis < CHANNELS; axis++) {
			let sum = 0;
			for (let c = 0; c < CHANNELS; c++) sum += row[c]! * axes[c * CHANNELS + axis]!;
			channels[i * CHANNELS + axis] = sum;
		}
	});
	return { times: Float64Array.from(kept), channels };
}
