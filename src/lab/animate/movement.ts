/**
 * One movement to be drawn into a film: action units, time course, exact truth.
 *
 * Time  a raised cosine up, perhaps a plateau, a raised cosine down; some return only in part and
 *       let go of the rest over a second. 0.2 to 0.5 s together, as micro-expressions are.
 */
import type { Random } from '../../core/kernel/index.ts';
import type { FilmTruth, FilmEvent } from '../footage/index.ts';

export interface DrawnMovement {
	/** FACS numbers, and how strongly each takes part. */
	readonly aus: readonly number[];
	readonly shares: readonly number[];
	/** Strength of the picture's right and left side; the picture's right is the subject's left. */
	readonly right: number;
	readonly left: number;
	/** Largest displacement of skin at the peak, px200. */
	readonly peakPx200: number;
	/** Of this person's features against the mean face: shift, IOD, and size. */
	readonly shiftX: number;
	readonly shiftY: number;
	readonly scale: number;
	/** Seconds since the first frame, and lengths in seconds. */
	readonly start: number;
	readonly rise: number;
	readonly plateau: number;
	readonly fall: number;
	/** Share of the peak that is left after the fall. */
	readonly residual: number;
}

/** Combinations as they come, some listed twice because they come more often. */
const UPPER = [[1, 2], [1, 2], [4], [4, 7], [4], [1, 4], [2], [1, 2, 5], [1], [7], [4, 9]];
const LOWER = [
	[12],
	[12],
	[12],
	[6, 12],
	[6, 12],
	[14],
	[10],
	[15],
	[17],
	[15, 17],
	[20],
	[24],
	[9],
];
const PEAKS_PX200 = [0.5, 1, 1, 1.5, 2, 2, 3, 3];

/** How often and how large. */
export interface MovementStyle {
	/** A movement every so many seconds, if there is room. */
	readonly everyS: number;
	/** Largest displacements that are drawn from, px200. */
	readonly peaksPx200: readonly number[];
}

const USUAL: MovementStyle = { everyS: 2.2, peaksPx200: PEAKS_PX200 };
const TRIES = 60;
/** Kept free around the movements that are there, around lost faces, and at the film's begin, s. */
const APART = 0.7;
/** And at its end, the longest movement included. */
const END = 1.1;
const SHORTEST = 0.2;
const LONGEST = 0.5;
/** What is left of an incomplete return goes within this, s. */
const RELAX = 1;

/** Times at which nothing can be drawn: something is there already. [from, to], s. */
type Stretch = readonly [from: number, to: number];

/**
 * Draws where and how a face moves, apart from what `truth` and `faces` [frames] say is there.
 * Ascending in time.
 */
export function drawMovements(
	truth: FilmTruth,
	times: Float64Array,
	faces: Uint8Array,
	random: Random,
	{ everyS, peaksPx200 }: MovementStyle = USUAL,
): DrawnMovement[] {
	const seconds = times.length === 0 ? 0 : times.at(-1)! / 1000;
	const at = (frame: number): number => frame / truth.fps;
	const busy: Stretch[] = truth.events.map(({ onset, relaxEnd }) => [at(onset), at(relaxEnd)]);
	for (const { kind, start, end } of truth.nuisances) {
		if (kind === 'lost') busy.push([at(start), at(end)]);
	}
	for (const [frame, count] of faces.entries()) {
		if (count === 0) busy.push([times[frame]! / 1000, times[frame]! / 1000]);
	}
	const movements: DrawnMovement[] = [];
	const room = seconds - APART - END;
	if (room <= 0) return movements;
	const wanted = seconds / everyS;
	const tries = Math.max(TRIES, 6 * wanted);
	for (let t = 0; t < tries && movements.length < wanted; t++) {
		const course = {
			rise: random.uniform(0.1, 0.25),
			fall: random.uniform(0.1, 0.35),
			plateau: random.chance(0.25) ? random.uniform(0.05, 0.15) : 0,
			residual: random.chance(0.15) ? random.uniform(0.2, 0.4) : 0,
			start: APART + random.uniform(0, room),
		};
		const length = course.rise + course.plateau + course.fall;
		if (length < SHORTEST || length > LONGEST) continue;
		const end = course.start + length + (course.residual > 0 ? RELAX : 0);
		if (end > seconds) continue;
		if (busy.some(([from, to]) => course.start < to + APART && from - APART < end)) continue;
		busy.push([course.start, end]);
		const top = course.start + course.rise;
		const talks = truth.nuisances.some(
			({ kind, start, end: last }) => kind === 'mouth' && at(start) <= top && at(last) >= top,
		);
		movements.push({ ...course, ...drawWhat(talks, peaksPx200, random) });
	}
	return movements.sort((a, b) => a.start - b.start);
}

function drawWhat(
	talks: boolean,
	peaksPx200: readonly number[],
	random: Random,
): Omit<DrawnMovement, 'start' | 'rise' | 'plateau' | 'fall' | 'residual'> {
	// A talking mouth hides what its muscles do besides.
	const list = random.chance(talks ? 0.75 : 0.5) ? UPPER : LOWER;
	const aus = list[random.index(list.length)]!;
	const side = random.next();
	return {
		aus,
		shares: aus.map(() => random.uniform(0.7, 1.3)),
		right: side < 0.1 ? 0 : random.uniform(0.85, 1),
		left: side >= 0.1 && side < 0.2 ? 0 : random.uniform(0.85, 1),
		peakPx200: peaksPx200[random.index(peaksPx200.length)]!,
		shiftX: random.uniform(-0.04, 0.04),
		shiftY: random.uniform(-0.05, 0.05),
		scale: random.uniform(0.9, 1.1),
	};
}

/** Share of the peak at a time, s. */
export function strengthAt(movement: DrawnMovement, seconds: number): number {
	const { start, rise, plateau, fall, residual } = movement;
	const risen = seconds - start;
	if (risen <= 0) return 0;
	if (risen < rise) return 1 - returning(risen / rise);
	const fallen = risen - rise - plateau;
	if (fallen <= 0) return 1;
	if (fallen < fall) return residual + (1 - residual) * returning(fallen / fall);
	const relaxed = fallen - fall;
	return relaxed < RELAX ? residual * returning(relaxed / RELAX) : 0;
}

/** Half a cosine from 1 to 0. */
const returning = (share: number): number => 0.5 + 0.5 * Math.cos(Math.PI * share);

/** At most so much is neutral; so near the top is the top; so little is back. */
const NEUTRAL = 0.02;
const TOP = 0.99;
const BACK = 0.05;

/** What the benchmark calls onset, apex and offset, from the strength at every frame. */
export function truthOf(movement: DrawnMovement, times: Float64Array): FilmEvent {
	const strength = Float64Array.from(times, (ms) => strengthAt(movement, ms / 1000));
	const peak = strength.reduce((most, value) => Math.max(most, value), 0);
	const first = strength.findIndex((value) => value >= TOP * peak);
	const last = strength.findLastIndex((value) => value >= TOP * peak);
	let onset = first;
	while (onset > 0 && strength[onset]! > NEUTRAL * peak) onset -= 1;
	const back = movement.residual > 0 ? movement.residual + BACK : BACK * peak;
	let offset = last;
	while (offset < times.length - 1 && strength[offset]! > back) offset += 1;
	let relaxEnd = offset;
	while (relaxEnd < times.length - 1 && strength[relaxEnd]! > BACK * peak) relaxEnd += 1;
	return {
		onset,
		apex: Math.round((first + last) / 2),
		offset,
		relaxEnd,
		aus: movement.aus,
		peakPx200: movement.peakPx200,
	};
}
