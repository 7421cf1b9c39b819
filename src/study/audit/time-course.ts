/**
 * The time courses that an audit tries: every rise, plateau and fall within reach of the coded frames.
 *
 * A movement rises as a raised cosine, may hold, falls as one, and comes back whole or leaves a rest
 * that relaxes within a second. Durations are log-normal, as in the
 * annotations of CASME II, SAMM, SMIC and DFME: rise 0.16 s and fall 0.19 s in the median. Where a
 * coder made them longer than that, longer ones are tried as well.
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

/** Durations of micro-expressions: median, ms, and spread in log units. */
const RISE: Durations = { medianMs: 160, spread: 0.35, triedMs: [90, 115, 145, 180, 225, 280] };
const FALL: Durations = { medianMs: 190, spread: 0.4, triedMs: [100, 130, 165, 210, 270, 340] };
/** Where a coder's rise or fall is longer than those, longer ones are tried as well, in such steps... */
const LONGER = 1.25;
/** ... up to so many times the coded one, and count as so probable in all. */
const LONGEST = 1.5;
const LONG_SHARE = 0.02;
const LONG_SPREAD = 0.5;
/** A quarter of movements holds: assumed, as for the movements that networks are trained on. */
const PLATEAUS_MS = [0, 50, 110] as const;
const HOLDS = 0.25;
/** Every seventh leaves a rest; about a third of the movement is left then. */
const RESTS = [0, 0.35] as const;
const LEAVES_A_REST = 0.15;
const RELAX_MS = 1000;
/** Steps of the onset. */
const STEP_MS = 20;

interface Durations {
	readonly medianMs: number;
	readonly spread: number;
	readonly triedMs: readonly number[];
}

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
	const rises = tried(RISE, codedRise(coded));
	const falls = tried(FALL, codedFall(coded));
	const rows: number[][] = [];
	const steps = Math.ceil(reachMs / STEP_MS);
	for (let step = -steps; step <= steps; step++) {
		const onset = coded.onset + step * STEP_MS;
		for (const rise of rises) {
			const start = onset - BEGIN_PART * rise.ms;
			for (const plateau of PLATEAUS_MS) {
				const apex = start + rise.ms + plateau / 2;
				if (coded.apex !== null && Math.abs(apex - coded.apex) > reachMs) continue;
				for (const fall of falls) {
					const offset = start + rise.ms + plateau + END_PART * fall.ms;
					if (coded.offset !== null && Math.abs(offset - coded.offset) > reachMs) continue;
					for (const rest of RESTS) {
						const prior =
							rise.logPrior +
							fall.logPrior +
							Math.log(plateau === 0 ? 1 - HOLDS : HOLDS / (PLATEAUS_MS.length - 1)) +
							Math.log(rest === 0 ? 1 - LEAVES_A_REST : LEAVES_A_REST);
						rows.push([start, rise.ms, plateau, fall.ms, rest, onset, apex, offset, prior]);
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

/** Null where the coder left it open. Without an apex, rise and fall share what there is evenly. */
function codedRise({ onset, apex, offset }: CodedTimes): number | null {
	if (apex !== null) return apex - onset;
	return offset === null ? null : (offset - onset) / 2;
}

function codedFall({ onset, apex, offset }: CodedTimes): number | null {
	if (offset === null) return null;
	return apex === null ? (offset - onset) / 2 : offset - apex;
}

/** Durations to try and their log priors, not normalised. */
function tried(
	{ medianMs, spread, triedMs }: Durations,
	codedMs: number | null,
): { ms: number; logPrior: number }[] {
	const usual = (ms: number): number => Math.exp(-0.5 * (Math.log(ms / medianMs) / spread) ** 2);
	const longest = triedMs.at(-1)!;
	if (codedMs === null || codedMs <= longest) {
		return triedMs.map((ms) => ({ ms, logPrior: Math.log(usual(ms)) }));
	}
	const all = [...triedMs];
	while (all.at(-1)! < LONGEST * codedMs) all.push(all.at(-1)! * LONGER);
	const long = (ms: number): number => Math.exp(-0.5 * (Math.log(ms / codedMs) / LONG_SPREAD) ** 2);
	return all.map((ms) => ({
		ms,
		logPrior: Math.log((1 - LONG_SHARE) * usual(ms) + LONG_SHARE * long(ms)),
	}));
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
