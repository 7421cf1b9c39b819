/**
 * The time courses that an audit tries: every rise, plateau and fall within reach of the coded frames.
 *
 * A movement rises as a raised cosine, may hold, falls as one, and comes back whole or leaves a rest
 * that relaxes within a second. Durations follow published ones: rise 0.16 s and fall 0.19 s in the
 * median, log-normal (science.md 2.7, 3.7). What a coder made longer than micro-expressions are is
 * tried at the coder's own length.
 *
 * Key frames of a course are those that a careful eye marks, not where the cosine ends: the onset
 * is where 2 % of the movement is left to come, the offset where 5 % remain.
 */

/** Shares of the peak at which a movement counts as begun and as over. */
const BEGUN = 0.02;
const OVER = 0.05;
/** Where a raised cosine passes these shares, in parts of its length. */
const BEGIN_PART = Math.acos(1 - 2 * BEGUN) / Math.PI;
const END_PART = Math.acos(2 * OVER - 1) / Math.PI;

/** Median durations of micro-expressions, ms, and their spread in log units. */
const RISE_MS = 160;
const FALL_MS = 190;
const RISE_SPREAD = 0.35;
const FALL_SPREAD = 0.4;
/** What is tried, in units of those medians. */
const RISES = [0.56, 0.72, 0.91, 1.13, 1.41, 1.75] as const;
const FALLS = [0.53, 0.68, 0.87, 1.11, 1.42, 1.79] as const;
/** A quarter of movements holds (science.md 3.7). */
const PLATEAUS_MS = [0, 50, 110] as const;
const HOLDS = 0.25;
/** Every seventh leaves a rest; about a third of the movement is left then. */
const RESTS = [0, 0.35] as const;
const LEAVES_A_REST = 0.15;
const RELAX_MS = 1000;
/** Longest coded rise and fall that still count as a micro-expression's, ms. */
const LONGEST_RISE_MS = 350;
const LONGEST_FALL_MS = 500;
/** Steps of the onset. */
const STEP_MS = 20;

/** Times of the coded key frames, ms; null: not coded. */
export interface CodedTimes {
	readonly onset: number;
	readonly apex: number | null;
	readonly offset: number | null;
}

/** N time courses, one array a quantity. */
export interface TimeCourses {
	readonly count: number;
	/** Begin of the cosine, ms, and its parts' lengths, ms, and the share that is left, 0..1; [N]. */
	readonly start: Float64Array;
	readonly rise: Float64Array;
	readonly plateau: Float64Array;
	readonly fall: Float64Array;
	readonly rest: Float64Array;
	/** Key frames, ms, [N]. */
	readonly onset: Float64Array;
	readonly apex: Float64Array;
	readonly offset: Float64Array;
	/** Log prior of the durations, [N]. */
	readonly logPrior: Float64Array;
}

/** All courses whose key frames lie within `reachMs` of the coded ones. */
export function timeCoursesAround(coded: CodedTimes, reachMs: number): TimeCourses {
	const { riseMs, fallMs } = mediansFor(coded);
	const rows: number[][] = [];
	const steps = Math.ceil(reachMs / STEP_MS);
	for (let step = -steps; step <= steps; step++) {
		const onset = coded.onset + step * STEP_MS;
		for (const riseShare of RISES) {
			const rise = riseShare * riseMs;
			const start = onset - BEGIN_PART * rise;
			for (const plateau of PLATEAUS_MS) {
				const apex = start + rise + plateau / 2;
				if (coded.apex !== null && Math.abs(apex - coded.apex) > reachMs) continue;
				for (const fallShare of FALLS) {
					const fall = fallShare * fallMs;
					const offset = start + rise + plateau + END_PART * fall;
					if (coded.offset !== null && Math.abs(offset - coded.offset) > reachMs) continue;
					for (const rest of RESTS) {
						const prior =
							-0.5 * (Math.log(riseShare) / RISE_SPREAD) ** 2 -
							0.5 * (Math.log(fallShare) / FALL_SPREAD) ** 2 +
							Math.log(plateau === 0 ? 1 - HOLDS : HOLDS / (PLATEAUS_MS.length - 1)) +
							Math.log(rest === 0 ? 1 - LEAVES_A_REST : LEAVES_A_REST);
						rows.push([start, rise, plateau, fall, rest, onset, apex, offset, prior]);
					}
				}
			}
		}
	}
	const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index]!);
	return {
		count: rows.length,
		start: column(0),
		rise: column(1),
		plateau: column(2),
		fall: column(3),
		rest: column(4),
		onset: column(5),
		apex: column(6),
		offset: column(7),
		logPrior: column(8),
	};
}

function mediansFor({ onset, apex, offset }: CodedTimes): { riseMs: number; fallMs: number } {
	const whole = RISE_MS + FALL_MS;
	if (apex === null) {
		const longest = LONGEST_RISE_MS + LONGEST_FALL_MS;
		const scale = offset !== null && offset - onset > longest ? (offset - onset) / whole : 1;
		return { riseMs: scale * RISE_MS, fallMs: scale * FALL_MS };
	}
	const rise = apex - onset;
	const fall = offset === null ? 0 : offset - apex;
	return {
		riseMs: rise > LONGEST_RISE_MS ? rise : RISE_MS,
		fallMs: fall > LONGEST_FALL_MS ? fall : FALL_MS,
	};
}

/** Course `n` at `times` (ms) into `out`: 0 before it, 1 at the apex; [T]. */
export function drawCourse(
	courses: TimeCourses,
	n: number,
	times: Float64Array,
	out: Float64Array,
): void {
	const start = courses.start[n]!;
	const rise = courses.rise[n]!;
	const fallAt = start + rise + courses.plateau[n]!;
	const fall = courses.fall[n]!;
	const rest = courses.rest[n]!;
	for (let i = 0; i < times.length; i++) {
		const t = times[i]!;
		out[i] =
			risen((t - start) / rise) -
			(1 - rest) * risen((t - fallAt) / fall) -
			rest * risen((t - fallAt - fall) / RELAX_MS);
	}
}

/** Raised cosine from 0 to 1. */
function risen(part: number): number {
	if (part <= 0) return 0;
	if (part >= 1) return 1;
	return 0.5 - 0.5 * Math.cos(Math.PI * part);
}
