/**
 * Every feature vector of a film, and what it should be scored as.
 *
 * In    tracks; the patterns that features compare with
 * Out   the vectors of the product's own spotter, run over the tracks; labels from the truth
 */
import { FEATURE_COUNT, HALF_WIDTHS_MS } from '../../../line/select/index.ts';
import type { Half, MovementScorer, Patterns } from '../../../line/select/index.ts';
import type { FilmTruth, FilmEvent } from '../../footage/index.ts';
import type { Origin, SpotterTrack } from './track.ts';
import { replay } from './track.ts';

/** A film as the scorer sees it: `count` vectors, frame by frame, some widths a frame. */
export interface ScoredFilm {
	readonly name: string;
	readonly origin: Origin;
	readonly truth: FilmTruth;
	readonly seconds: number;
	readonly count: number;
	/** Index of the vector's frame in the source, its time in ms and the bump's half width in ms. */
	readonly frames: Int32Array;
	readonly times: Float64Array;
	readonly halfWidths: Float32Array;
	/** [count, FEATURE_COUNT] */
	readonly features: Float32Array;
}

/** Every feature vector of a track. */
export function examplesIn(track: SpotterTrack, patterns: Patterns): ScoredFilm {
	const frames: number[] = [];
	const times: number[] = [];
	const halfWidths: number[] = [];
	const vectors: Float32Array[] = [];
	replay(track, new NoScorer(patterns), ({ index, at }, halfMs, features) => {
		frames.push(index);
		times.push(at);
		halfWidths.push(halfMs);
		vectors.push(features.slice());
	});
	const features = new Float32Array(vectors.length * FEATURE_COUNT);
	for (const [i, vector] of vectors.entries()) features.set(vector, i * FEATURE_COUNT);
	return {
		name: track.name,
		origin: track.origin,
		truth: track.truth,
		seconds: track.seconds,
		count: vectors.length,
		frames: Int32Array.from(frames),
		times: Float64Array.from(times),
		halfWidths: Float32Array.from(halfWidths),
		features,
	};
}

/** Finds nothing: the spotter is run for its features only. */
class NoScorer implements MovementScorer {
	readonly patterns: Patterns;

	constructor(patterns: Patterns) {
		this.patterns = patterns;
	}

	score(_features: Float32Array, out: Float64Array): void {
		out.fill(-Infinity);
	}

	probability(): number {
		return 0;
	}

	bar(): number {
		return 1;
	}
}

const UPPER_UNITS: ReadonlySet<number> = new Set([1, 2, 4, 5, 7]);

/** Whether any unit of a movement shows in that half of the face. */
const showsIn = ({ aus }: FilmEvent, half: Half): boolean =>
	aus.some((au) => UPPER_UNITS.has(au) === (half === 'upper'));

export type Label = 'movement' | 'faint' | 'nothing' | 'ignored';

/** A candidate's middle may be off by so much, and by this share of a frame. */
const MIDDLE_SLACK_S = 0.045;
const MIDDLE_SLACK_FRAMES = 0.6;
/** A width next to the best one is as good: ratio of neighbouring half widths. */
const WIDTH_SLACK = Math.log(1.42);
/** Around a movement nothing is said. */
const AROUND_S = 0.05;
const AROUND_REST_FRAMES = 5;

/**
 * What a bump of half width `halfMs` with its middle at `frame` is, to a half of the face.
 *
 * A movement counts at its middle and about its width; elsewhere in it, and in the other half of the
 * face, a vector is neither a movement nor nothing.
 */
export function labelOf(
	truth: FilmTruth,
	half: Half,
	frame: number,
	halfMs: number,
	faintBelowPx200: number,
): Label {
	const { fps } = truth;
	let near = false;
	for (const event of truth.events) {
		const { onset, apex, offset, relaxEnd } = event;
		const away = Math.abs(frame - (onset + 2 * apex + offset) / 4) / fps;
		if (away <= Math.max(MIDDLE_SLACK_S, MIDDLE_SLACK_FRAMES / fps)) {
			const best = nearestWidth((500 * (offset - onset)) / fps);
			if (Math.abs(Math.log(halfMs / best)) >= WIDTH_SLACK || !showsIn(event, half)) {
				return 'ignored';
			}
			return event.peakPx200 < faintBelowPx200 ? 'faint' : 'movement';
		}
		const around = AROUND_S * fps;
		near ||= frame >= onset - around && frame <= offset + around;
		near ||= relaxEnd > offset && frame > offset && frame <= relaxEnd + AROUND_REST_FRAMES;
	}
	return near ? 'ignored' : 'nothing';
}

function nearestWidth(halfMs: number): number {
	let best: number = HALF_WIDTHS_MS[0];
	for (const width of HALF_WIDTHS_MS) {
		if (Math.abs(width - halfMs) < Math.abs(best - halfMs)) best = width;
	}
	return best;
}
