/**
 * GAMDSS on a window of differences: onset and apex are the pair that differs most, the offset is
 * found from the apex, and a movement that does not come back is none.
 *
 * The pair alone leaves the onset anywhere in the quiet stretch before the movement. But with signed
 * differences the way from onset to apex is a direction, and
 *
 *   p(i) = <i - onset, apex - onset> / |apex - onset|^2
 *        = (D(i,o) + D(a,o) - D(i,a)) / (2 D(a,o)),  D squared differences
 *
 * tells from the window alone how far frame i has gone along it. Where it has gone a tenth of the way,
 * and is back but for a tenth, is the guess from which a time course is fitted to all frames around
 * (time-course.ts); the onset is the last frame before it leaves, the offset the first that is back.
 *
 * Source: arXiv:2603.04766 (selection by maximal difference, offset from the apex). Ours: windows in
 * time, since shares of a movement's length are no frames at all at a camera's rate; signed
 * differences; the return to the baseline; the time course.
 */
import { selectInPlace } from '../../core/statistics/index.ts';
import type { DifferenceWindow } from './difference-window.ts';
import { fitTimeCourse, keyTimesOf } from './time-course.ts';

export interface KeyFrameSearch {
	/** Window around the candidate's apex, ms before and after. */
	readonly riseMs: number;
	readonly fallMs: number;
	/** How far the apex may move from the candidate's, ms. */
	readonly apexSlackMs: number;
	/** How far before the apex a rise is followed that the window cuts off, ms. */
	readonly longestRiseMs: number;
}

export interface KeyFrames {
	/** Frame numbers of the window. */
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
	/** Difference onset-apex over what noise alone differs by; 1 = nothing. */
	readonly contrast: number;
	/** How much of the way is undone where it is undone most: 1 fully back, 0 not at all. */
	readonly returned: number;
	/** Frames each key frame could be off by, from the noise over the slope. */
	readonly onsetSpread: number;
	readonly offsetSpread: number;
}

/** Share of the way at which a frame counts as having left, or being back. */
const TOE = 0.1;
/** A frame before the window is part of the rise where it differs from the apex this much more, squared. */
const GOES_ON = 2;
/** Where a rise does not go on for so long, it began, ms. */
const REST_MS = 50;
/** Frames before the onset and after the offset that tell the levels there, ms. */
const BESIDE_MS = 130;
/** The noise of one frame, as the low quantile of differences of neighbours. */
const NOISE_QUANTILE = 0.2;

/**
 * @param apex    the candidate's apex, a frame of the window
 * @param weights by area of the window: which regions took part
 * @returns null when the window does not hold enough frames around the apex
 */
export function selectKeyFrames(
	window: DifferenceWindow,
	apex: number,
	weights: Float32Array,
	search: KeyFrameSearch,
	scratch: Float64Array,
): KeyFrames | null {
	const at = window.timeOf(apex);
	let first = apex;
	while (first > window.first && at - window.timeOf(first - 1) <= search.riseMs) first -= 1;
	let last = apex;
	while (last < window.count - 1 && window.timeOf(last + 1) - at <= search.fallMs) last += 1;
	if (apex - first < 2 || last - apex < 2) return null;
	const D = (i: number, j: number): number => window.squared(i, j, weights);

	let neighbours = 0;
	for (let i = first; i < last; i++) scratch[neighbours++] = D(i, i + 1);
	const quiet = selectInPlace(scratch, Math.floor(NOISE_QUANTILE * (neighbours - 1)), neighbours);

	// The pair of maximal difference; the apex may move a little.
	let onset = first;
	let peak = apex;
	let largest = -1;
	for (let a = first + 1; a < last; a++) {
		if (Math.abs(window.timeOf(a) - at) > search.apexSlackMs) continue;
		for (let o = first; o < a; o++) {
			const d = D(o, a);
			if (d > largest) {
				largest = d;
				onset = o;
				peak = a;
			}
		}
	}
	// A slow rise would pass for the fast one that the window holds of it.
	if (onset <= first + 1) {
		const earlier = followed(window, (i) => D(i, peak), first, at - search.longestRiseMs);
		const further = D(earlier, peak);
		if (further > GOES_ON * largest) {
			onset = earlier;
			largest = further;
		}
	}
	const span = Math.max(largest - quiet, 1e-9);
	const along = (i: number): number => (D(i, onset) + largest - D(i, peak) - quiet) / (2 * span);

	// The offset of maximal difference from the apex, then both toes.
	let offset = peak + 1;
	let farthest = -1;
	for (let f = peak + 1; f <= last; f++) {
		const d = D(f, peak);
		if (d > farthest) {
			farthest = d;
			offset = f;
		}
	}
	const returned = 1 - along(offset);
	const bar = Math.max(TOE, 1 - returned + TOE * returned);
	const base = onset;
	for (let i = peak - 1; i >= base; i--) {
		if (along(i) <= TOE) {
			onset = i;
			break;
		}
	}
	for (let i = peak + 1; i <= offset; i++) {
		if (along(i) <= bar) {
			offset = i;
			break;
		}
	}
	const noiseShare = Math.sqrt(quiet / span) / 2;
	const guess = { onset, apex: peak, offset };
	const found = onTimeCourse(window, along, guess, Math.min(first, base), last);
	return {
		...found,
		contrast: largest / Math.max(quiet, 1e-9),
		returned,
		onsetSpread: noiseShare * (found.apex - found.onset),
		offsetSpread: noiseShare * (found.offset - found.apex),
	};
}

/**
 * The frame up to which a rise is followed backwards from `first`: as long as frames differ more and more
 * from the apex. Beyond a rest lies another movement.
 */
function followed(
	window: DifferenceWindow,
	away: (frame: number) => number,
	first: number,
	earliestMs: number,
): number {
	let farthest = first;
	for (let i = first - 1; i >= window.first && window.timeOf(i) >= earliestMs; i--) {
		if (away(i) > away(farthest)) farthest = i;
		else if (window.timeOf(farthest) - window.timeOf(i) > REST_MS) break;
	}
	return farthest;
}

type Three = Pick<KeyFrames, 'onset' | 'apex' | 'offset'>;

/** Key frames by the time course that fits all frames around, none outside [first, last]. */
function onTimeCourse(
	window: DifferenceWindow,
	along: (frame: number) => number,
	guess: Three,
	first: number,
	last: number,
): Three {
	const timeOf = (frame: number): number => window.timeOf(frame);
	let from = guess.onset;
	while (from > first && timeOf(guess.onset) - timeOf(from - 1) <= BESIDE_MS) from -= 1;
	let to = guess.offset;
	while (to < last && timeOf(to + 1) - timeOf(guess.offset) <= BESIDE_MS) to += 1;
	const times: number[] = [];
	const values: number[] = [];
	for (let i = from; i <= to; i++) {
		times.push(timeOf(i));
		values.push(along(i));
	}
	const { leaves, top, isBack } = keyTimesOf(
		fitTimeCourse(times, values, {
			leaves: timeOf(guess.onset),
			arrives: timeOf(guess.apex),
			turns: timeOf(guess.apex),
			back: timeOf(guess.offset),
		}),
	);
	let onset = from;
	while (onset < guess.apex - 1 && timeOf(onset + 1) <= leaves) onset += 1;
	let offset = to;
	while (offset > guess.apex + 1 && timeOf(offset - 1) >= isBack) offset -= 1;
	let apex = onset + 1;
	for (let i = apex; i < offset; i++) {
		if (Math.abs(timeOf(i) - top) < Math.abs(timeOf(apex) - top)) apex = i;
	}
	return { onset, apex, offset };
}
