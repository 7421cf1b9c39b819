/**
 * What the scorer gives on people it was not trained on: candidates, recall against false alarms,
 * calibration, bars.
 */
import { clamp, sigmoid } from '../../../core/statistics/index.ts';
import { HALVES } from '../../../line/select/index.ts';
import type { Half } from '../../../line/select/index.ts';
import type { ScoredFilm } from './examples.ts';
import type { FilmEvent } from '../../footage/index.ts';

export interface Peak {
	/** Index of its film. */
	readonly film: number;
	/** Index of its middle in the source. */
	readonly frame: number;
	/** The half that looks more like a movement. */
	readonly half: Half;
	readonly logit: number;
	/** The movement it is in; null: a false alarm. */
	readonly event: FilmEvent | null;
}

/** Nothing stronger so near before and after. */
const ALONE_MS = 250;

/**
 * Local maxima of the larger half's logit, the best width a frame.
 *
 * @param logits - a logit per vector of `film` and half, [HALVES][count]
 */
export function candidatesOf(
	film: Pick<ScoredFilm, 'truth' | 'frames' | 'times' | 'count'>,
	index: number,
	logits: readonly ArrayLike<number>[],
): Peak[] {
	const best: { frame: number; at: number; half: Half; logit: number }[] = [];
	for (let i = 0; i < film.count; i++) {
		const frame = film.frames[i]!;
		for (const [h, half] of HALVES.entries()) {
			const logit = logits[h]![i]!;
			const last = best.at(-1);
			if (last?.frame !== frame) best.push({ frame, at: film.times[i]!, half, logit });
			else if (logit > last.logit) Object.assign(last, { half, logit });
		}
	}
	const isPeak = (i: number): boolean => {
		const { at, logit } = best[i]!;
		for (let b = i - 1; b >= 0 && at - best[b]!.at <= ALONE_MS; b--) {
			if (best[b]!.logit >= logit) return false;
		}
		for (let a = i + 1; a < best.length && best[a]!.at - at <= ALONE_MS; a++) {
			if (best[a]!.logit > logit) return false;
		}
		return true;
	};
	return best.flatMap(({ frame, half, logit }, i) => {
		if (!isPeak(i)) return [];
		const within = film.truth.events.find(({ onset, offset }) => frame > onset && frame < offset);
		return [{ film: index, frame, half, logit, event: within ?? null }];
	});
}

export interface ScoredPeak {
	readonly score: number;
	readonly event: FilmEvent | null;
}

export interface RecallAtRate {
	readonly perMinute: number;
	/** Score from which on a candidate counts. */
	readonly bar: number;
	/** Share of the movements found, of all and by amplitude. */
	readonly all: number;
	readonly byPeak: readonly { readonly peakPx200: number; readonly found: number }[];
}

/** RecallAtRate at rates of false alarms (free-response ROC); `events` are all there are. */
export function recallAt(
	candidates: readonly ScoredPeak[],
	events: readonly FilmEvent[],
	minutes: number,
	rates: readonly number[],
): RecallAtRate[] {
	const peaks = [...new Set(events.map(({ peakPx200 }) => peakPx200))].sort((a, b) => a - b);
	return rates.map((perMinute) => {
		const bar = barAt(candidates, minutes, perMinute);
		const found = new Set<FilmEvent>();
		for (const { score, event } of candidates) if (event && score >= bar) found.add(event);
		const share = (of: readonly FilmEvent[]): number =>
			rounded(of.filter((event) => found.has(event)).length / Math.max(1, of.length));
		return {
			perMinute,
			bar,
			all: share(events),
			byPeak: peaks.map((peak) => ({
				peakPx200: peak,
				found: share(events.filter(({ peakPx200 }) => peakPx200 === peak)),
			})),
		};
	});
}

/**
 * Halfway between the first false alarm too many and what scores next above it (1: nothing does);
 * 0 where there are no more false alarms than allowed.
 */
export function barAt(
	candidates: readonly ScoredPeak[],
	minutes: number,
	perMinute: number,
): number {
	const alarms = candidates.filter(({ event }) => event === null).map(({ score }) => score);
	alarms.sort((a, b) => b - a);
	const surplus = alarms[Math.floor(perMinute * minutes)];
	if (surplus === undefined) return 0;
	const above = candidates.filter(({ score }) => score > surplus).map(({ score }) => score);
	return (surplus + above.reduce((least, score) => Math.min(least, score), 1)) / 2;
}

export interface HalfCalibration {
	readonly slope: number;
	readonly shift: number;
}

const NEWTON_STEPS = 50;
/** More logit is never less probable. */
const LEAST_SLOPE = 0.05;

/** Platt scaling (Platt 1999, his softened targets), by Newton's method. */
export function calibrate(
	candidates: readonly { readonly logit: number; readonly event: unknown }[],
): HalfCalibration {
	const hits = candidates.filter(({ event }) => event !== null).length;
	const misses = candidates.length - hits;
	if (hits === 0 || misses === 0) return { slope: 1, shift: 0 };
	const target = (hit: boolean): number => (hit ? (hits + 1) / (hits + 2) : 1 / (misses + 2));
	let slope = 1;
	let shift = Math.log((hits + 1) / (misses + 1));
	for (let step = 0; step < NEWTON_STEPS; step++) {
		let g0 = 0;
		let g1 = 0;
		let h00 = 1e-9;
		let h01 = 0;
		let h11 = 1e-9;
		for (const { logit, event } of candidates) {
			const p = sigmoid(slope * logit + shift);
			const error = p - target(event !== null);
			const curve = p * (1 - p);
			g0 += error * logit;
			g1 += error;
			h00 += curve * logit * logit;
			h01 += curve * logit;
			h11 += curve;
		}
		const det = h00 * h11 - h01 * h01;
		if (det < 1e-12) break;
		// Cut off: a full step may overshoot where the curve is flat.
		const bySlope = clamp((g0 * h11 - g1 * h01) / det, -1, 1);
		const byShift = clamp((g1 * h00 - g0 * h01) / det, -2, 2);
		slope -= bySlope;
		shift -= byShift;
		if (Math.abs(bySlope) + Math.abs(byShift) < 1e-9) break;
	}
	return { slope: rounded(Math.max(LEAST_SLOPE, slope)), shift: rounded(shift) };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
