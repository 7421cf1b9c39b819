/**
 * A movement's key frames, reselected.
 *
 * GAMDSS reselects onset and apex as the pair that differs most, and the offset from the apex, within
 * a window around what a coder gave. Differences of single frames are as noisy as frames, and what
 * else a face does in the window differs too. So every rise and fall within reach is fitted to the
 * motion of all regions at once; the one that explains it best is where the difference is largest in
 * that sense, and how much better than others it does so tells how sure that is. A coder's frames are
 * the prior: where the motion says nothing, they stand.
 *
 * In    a clip's motion, a coded movement in frame numbers of the source
 * Out   a `Reselection`, or why there is none
 * Cost  about 9,000 courses a movement; some tens of ms
 * Source arXiv 2603.04766 (reselection by maximal difference); the fit and its priors are ours
 */
import { REGION_COUNT } from '../../core/record/index.ts';
import type { ClipMotion, KeyFrameName } from '../../core/record/index.ts';
import type { CodedMovement, ReselectedFrame, Reselection, Unaudited } from './reselection.ts';
import { KEY_FRAMES } from '../../core/record/index.ts';
import { directionsFor } from './directions.ts';
import { frameRateAround, frameTimes } from './frame-times.ts';
import { explain } from './likelihood.ts';
import type { LeftOut } from './left-out.ts';
import { regionNoise } from './noise.ts';
import { posteriorOf, probability, quantiles } from './posterior.ts';
import { TOLERANCE_MS, toleranceAt } from './shifts.ts';
import type { CodedTimes, TimeCourses } from './time-course.ts';
import { timeCoursesAround } from './time-course.ts';
import { windowOf } from './window.ts';

export interface AuditOptions {
	/** How far a key frame may lie from the coded one, ms. @default 250 */
	readonly reachMs?: number;
	/** From here on a coded frame counts as off, ms; at least one and a half frames. @default 50 */
	readonly toleranceMs?: number;
}

const REACH_MS = 250;
/** Quiet that the fit sees beyond its reach, ms. */
const MARGIN_MS = 150;
/** How far coders are off, ms: the deviation of the prior. */
const CODER_MS = 120;
/** Frames with a face that a fit needs. */
const FEWEST_FRAMES = 6;
/** Shares of the posterior at the ends of an interval and in its middle. */
const SHARES = [0.1, 0.5, 0.9] as const;

export function reselect(
	motion: ClipMotion,
	coded: CodedMovement,
	options: AuditOptions = {},
): Reselection | Unaudited {
	const { id } = coded;
	const reachMs = options.reachMs ?? REACH_MS;
	const clock = frameTimes(motion);
	if (clock === null) return { id, why: { code: 'clip-too-short' } };
	const disorder = disorderOf(coded, clock.firstFrame, clock.lastFrame);
	if (disorder !== null) return { id, why: disorder };
	const fps = frameRateAround(motion, coded.onset, coded.offset ?? coded.apex ?? coded.onset);
	const frameMs = 1000 / fps;
	const times = codedTimes(coded, clock.timeOf, frameMs);
	const last = times.offset ?? times.apex ?? times.onset;
	const noise = regionNoise(motion);
	const directions = directionsFor(noise, coded.units);
	const window = windowOf(
		motion,
		times.onset - reachMs - MARGIN_MS,
		last + reachMs + MARGIN_MS,
		noise,
		directions,
	);
	if (window.times.length < FEWEST_FRAMES) {
		const { onset } = coded;
		const end = coded.offset ?? coded.apex ?? onset;
		return { id, why: { code: 'face-missing', onset, end, count: window.times.length } };
	}
	const courses = timeCoursesAround(times, reachMs);
	if (courses.count === 0) return { id, why: { code: 'no-course' } };
	const { logOdds, amplitudesOf } = explain(window, courses, directions.variances);
	const { weights, evidence, best } = posteriorOf(priorOf(courses, times), logOdds);
	const toleranceMs = toleranceAt(options.toleranceMs ?? TOLERANCE_MS, fps);
	const isOff = (name: KeyFrameName, n: number): boolean =>
		times[name] !== null && Math.abs(courses[name][n]! - times[name]) > toleranceMs;
	const keyFrame = (name: KeyFrameName): ReselectedFrame => {
		const [low, frame, high] = quantiles(courses[name], weights, SHARES).map((at) =>
			clock.frameAt(at, name),
		) as [number, number, number];
		const moved =
			coded[name] === null ? null : probability(courses, weights, (n) => isOff(name, n));
		return { coded: coded[name], frame, low, high, moved };
	};
	return {
		id,
		...inOrder(keyFrame('onset'), keyFrame('apex'), keyFrame('offset')),
		evidence,
		doubt: probability(courses, weights, (n) => KEY_FRAMES.some((name) => isOff(name, n))),
		peakPx200: peakOf(amplitudesOf(best), directions.axes, noise),
		fps,
	};
}

/**
 * An onset is the last quiet frame and an offset the first that is back: on average the moments lie
 * half a frame after and before them.
 */
function codedTimes(
	{ onset, apex, offset }: CodedMovement,
	timeOf: (frame: number) => number,
	frameMs: number,
): CodedTimes {
	return {
		onset: timeOf(onset) + frameMs / 2,
		apex: apex === null ? null : timeOf(apex),
		offset: offset === null ? null : timeOf(offset) - frameMs / 2,
	};
}

function priorOf(courses: TimeCourses, coded: CodedTimes): Float64Array {
	return courses.logPrior.map((duration, n) => {
		let sum = duration;
		for (const name of KEY_FRAMES) {
			const at = coded[name];
			if (at !== null) sum -= 0.5 * ((courses[name][n]! - at) / CODER_MS) ** 2;
		}
		return sum;
	});
}

function disorderOf(
	{ onset, apex, offset }: CodedMovement,
	first: number,
	last: number,
): LeftOut | null {
	const given = [onset, apex, offset].filter((frame) => frame !== null);
	const frame = given.find((each) => each < first || each > last);
	if (frame !== undefined) return { code: 'frame-outside', frame, first, last };
	const ascending = given.every((each, i) => i === 0 || given[i - 1]! <= each);
	return ascending ? null : { code: 'out-of-order', frames: given };
}

/** Medians of three marginals may cross where two frames are all there is between them. */
function inOrder(
	onset: ReselectedFrame,
	apex: ReselectedFrame,
	offset: ReselectedFrame,
): Pick<Reselection, KeyFrameName> {
	const middle = Math.max(apex.frame, onset.frame);
	const end = Math.max(offset.frame, middle);
	return { onset, apex: { ...apex, frame: middle }, offset: { ...offset, frame: end } };
}

/** Displacement of the region that moved most, px200. */
function peakOf(amplitudes: Float64Array, axes: Float64Array, noise: Float64Array): number {
	const channels = 2 * REGION_COUNT;
	const channel = (c: number): number => {
		let sum = 0;
		for (let axis = 0; axis < channels; axis++)
			sum += axes[c * channels + axis]! * amplitudes[axis]!;
		return sum * noise[c >> 1]!;
	};
	let peak = 0;
	for (let region = 0; region < REGION_COUNT; region++) {
		peak = Math.max(peak, Math.hypot(channel(2 * region), channel(2 * region + 1)));
	}
	return peak;
}
