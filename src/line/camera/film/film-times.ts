/**
 * Which pictures of a film are shown, and when: the one rule for the line, Review and the audit. Pure.
 *
 * Time  the file's own timeline, ms; 0 is the earliest start of all its tracks
 * Rule  docs/file-formats.md, "Films: which time is which"
 */
import { Fault } from '../../../core/record/index.ts';
import type { TrackEdit } from './movie-boxes.ts';
import type { OrderedPictures } from './picture-order.ts';

export interface FilmTimes {
	/** Of every picture shown, ms, strictly increasing; to the microsecond. */
	readonly ms: Float64Array;
	/** Its stamp as the demuxer has it, seconds. */
	readonly stamps: Float64Array;
	/** Its place among all pictures of the track, in the order shown. */
	readonly places: Int32Array;
	/** Pictures that lie one after the other in the file too, [from, to). */
	readonly runs: readonly (readonly [from: number, to: number])[];
	/** Stamps tell pictures apart; else only their order does. */
	readonly distinct: boolean;
	/** End of the last picture, ms. */
	readonly endMs: number;
	/** Frames a second as the file plays, usually; 0: there are fewer than two. */
	readonly fps: number;
	/** Pictures in the file that an edit list does not show. */
	readonly hidden: number;
	readonly repeats: number;
	readonly backs: number;
	/** Edits that are to be shown faster or slower; they count as they are. */
	readonly otherRates: number;
}

/** An edit list that shows more than this is broken: 46 hours at 30 a second. */
const MOST_PICTURES = 5_000_000;

/** @param shiftSeconds what the demuxer took off the media's stamps */
export function filmTimes(
	pictures: OrderedPictures,
	edits: readonly TrackEdit[] | null,
	options: {
		readonly shiftSeconds: number;
		/** Of the other tracks, seconds of the film; -Infinity and the like are none. */
		readonly otherStarts: readonly number[];
		/** Unit in which edits are measured: their ends are no more exact than that. */
		readonly tickSeconds: number;
	},
): FilmTimes {
	const { stamps, seconds, periodSeconds } = pictures;
	const shown = edits === null ? asTheyAre(pictures) : edited(pictures, edits, options);
	const { at, places } = shown;
	let earliest = Infinity;
	for (const each of at) earliest = Math.min(earliest, each);
	const zero = Math.min(earliest, ...options.otherStarts.filter(Number.isFinite));
	const ms = new Float64Array(at.length);
	let last = -Infinity;
	for (let i = 0; i < at.length; i++) {
		const exact = microseconds(at[i]! - zero);
		ms[i] = exact > last ? exact : last + 0.001;
		last = ms[i]!;
	}
	return {
		ms,
		stamps: Float64Array.from(places, (place) => stamps[place]!),
		places,
		runs: shown.runs,
		distinct: pictures.repeats + pictures.backs === 0,
		endMs: at.length === 0 ? 0 : Math.max(last, microseconds(shown.end - zero)),
		fps: periodSeconds > 0 ? 1 / periodSeconds : 0,
		hidden: seconds.length - new Set(places).size,
		repeats: pictures.repeats,
		backs: pictures.backs,
		otherRates:
			edits?.filter(({ mediaSeconds, rate }) => mediaSeconds !== null && rate !== 1).length ?? 0,
	};
}

/** To the microsecond: 1001/30000 s is 33.367 ms on every machine. */
const microseconds = (seconds: number): number => Math.round(seconds * 1e6) / 1e3;

interface Shown {
	/** Seconds of the film. */
	readonly at: Float64Array;
	readonly places: Int32Array;
	readonly runs: FilmTimes['runs'];
	readonly end: number;
}

/** Pictures [first, stop) that an edit shows. */
interface Part {
	readonly first: number;
	readonly stop: number;
	/** Stamp at which it begins, and its length, seconds. */
	readonly from: number;
	readonly seconds: number;
	/** Where it stands in the film, seconds. */
	readonly filmAt: number;
}

function asTheyAre({ seconds, lastSeconds }: OrderedPictures): Shown {
	return {
		at: seconds,
		places: Int32Array.from(seconds, (_, place) => place),
		runs: seconds.length === 0 ? [] : [[0, seconds.length]],
		end: (seconds.at(-1) ?? 0) + lastSeconds,
	};
}

function edited(
	{ seconds, lastSeconds, periodSeconds }: OrderedPictures,
	edits: readonly TrackEdit[],
	{ shiftSeconds, tickSeconds }: { readonly shiftSeconds: number; readonly tickSeconds: number },
): Shown {
	// Edits are rounded to the movie's units: a picture is not shown for less than one of them.
	const slack = Math.min(tickSeconds, 0.5 * (periodSeconds || tickSeconds));
	const parts: Part[] = [];
	let count = 0;
	let filmAt = 0;
	for (const edit of edits) {
		if (edit.mediaSeconds !== null && edit.seconds > 0) {
			const from = edit.mediaSeconds - shiftSeconds;
			let first = firstFrom(seconds, from - slack);
			const last = firstFrom(seconds, from + edit.seconds - slack);
			// Nothing begins in it: what was shown before stays.
			if (first >= last && first > 0 && edit.seconds > slack) first -= 1;
			const stop = Math.max(first, last);
			count += stop - first;
			if (stop > first) parts.push({ first, stop, from, filmAt, seconds: edit.seconds });
		}
		if (edit.seconds === Infinity) break;
		filmAt += edit.seconds;
	}
	if (count > MOST_PICTURES) {
		throw new Fault('file/broken', 'its edit list shows more pictures than a film can have');
	}
	const at = new Float64Array(count);
	const places = new Int32Array(count);
	const runs: [number, number][] = [];
	let filled = 0;
	let end = 0;
	for (const part of parts) {
		const begun = filled;
		for (let place = part.first; place < part.stop; place++, filled++) {
			at[filled] = part.filmAt + Math.max(0, seconds[place]! - part.from);
			places[filled] = place;
		}
		const before = runs.at(-1);
		if (before !== undefined && places[begun - 1] === part.first - 1) before[1] = filled;
		else runs.push([begun, filled]);
		const natural = seconds[part.stop] ?? (seconds.at(-1) ?? 0) + lastSeconds;
		end = part.filmAt + Math.min(part.seconds, natural - part.from);
	}
	return { at, places, runs, end };
}

/** Index of the first value from `least` on. */
function firstFrom(sorted: Float64Array, least: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < least) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Where a track begins on the film's timeline, seconds; Infinity: nowhere. */
export function startOf(
	firstSeconds: number,
	edits: readonly TrackEdit[] | null,
	shiftSeconds: number,
): number {
	if (edits === null) return firstSeconds;
	let filmAt = 0;
	for (const { seconds, mediaSeconds } of edits) {
		if (mediaSeconds !== null && seconds > 0) {
			return filmAt + Math.max(0, firstSeconds + shiftSeconds - mediaSeconds);
		}
		filmAt += seconds;
	}
	return Infinity;
}
