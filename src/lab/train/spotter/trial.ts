/**
 * Every film judged by a scorer that saw nothing of its people: the same line, the fold's scorer.
 *
 * In    material; the people are held out in turn
 * Out   candidates after the gates, and from them the calibration and the bars
 * Holds what a fold is judged with (networks, calibration, bars) comes from the other folds alone
 */
import { sigmoid } from '../../../core/statistics/index.ts';
import type { FaceActivity, Half, MovementScorer, ScorerFile } from '../../../line/select/index.ts';
import {
	ACTIVITIES,
	INTEREST,
	LearntScorer,
	SCORER_FORMAT,
	activityOf,
} from '../../../line/select/index.ts';
import type { RejectionReason } from '../../../core/record/index.ts';
import type { FilmEvent } from '../../footage/index.ts';
import type { SpotterTrainConfig } from './config.ts';
import type { Ensemble } from './ensemble.ts';
import { byHalf, fitEnsemble, precise, written } from './ensemble.ts';
import type { HalfCalibration, Peak } from './held-out.ts';
import { calibrate, candidatesOf } from './held-out.ts';
import type { Entry, Material } from './material.ts';
import type { Candidate, Origin } from './track.ts';
import { replay } from './track.ts';

/** Bars that nothing passes. */
const CLOSED: ScorerFile['bars'] = { calm: [[1, 1]], active: [[1, 1]] };
/** Reasons that are given where the score alone decided. */
const AT_THE_BAR: ReadonlySet<RejectionReason | null> = new Set([
	null,
	'too-weak',
	'blink',
	'speech',
	'overlap',
]);
/** A pause in the frames that is no time in which something could be found, ms. */
const LONGEST_PAUSE_MS = 150;

export interface Tried {
	readonly entry: Entry;
	/** With no bar but what is worth a record; those that other gates refused are among them. */
	readonly candidates: readonly Candidate[];
}

export interface HeldOutTrial {
	/** By fold. */
	readonly scorers: readonly MovementScorer[];
	/** All films and drawn films. */
	readonly tried: readonly Tried[];
	/** From everybody. */
	readonly calibration: Readonly<Record<Half, HalfCalibration>>;
	readonly bars: ScorerFile['bars'];
	/** Peaks of the networks alone, before the gates; `score` calibrated by the other folds. */
	readonly peaks: readonly (Peak & { readonly score: number })[];
}

export function tryOnOthers(
	{ patterns, entries }: Material,
	config: SpotterTrainConfig,
	onProgress: (line: string) => void,
): HeldOutTrial {
	const numbers = Array.from({ length: config.folds }, (_, fold) => fold);
	const ensembles = numbers.map((fold) => {
		onProgress(`held out ${fold + 1} of ${config.folds}`);
		return fitEnsemble(
			entries.filter((entry) => entry.fold !== fold).map(({ film }) => film),
			config,
		);
	});
	const peaks = entries.flatMap(({ film, fold }, i) =>
		candidatesOf(film, i, ensembles[fold]!.logitsOf(film)),
	);
	const calibrationOf = (isMeant: (fold: number) => boolean) =>
		byHalf((half) =>
			calibrate(peaks.filter((peak) => peak.half === half && isMeant(entries[peak.film]!.fold))),
		);
	const calibrations = numbers.map((fold) => calibrationOf((other) => other !== fold));
	const tried = entries
		.filter(({ track }) => track.origin !== 'copy')
		.map((entry): Tried => {
			const scorer = scorerOf(ensembles[entry.fold]!, patterns, calibrations[entry.fold]!, CLOSED);
			return { entry, candidates: replay(entry.track, new LearntScorer(scorer)) };
		});
	const barsOf = (isMeant: (fold: number) => boolean): ScorerFile['bars'] =>
		barsFrom(
			tried.filter(({ entry }) => isMeant(entry.fold)),
			config.barRates,
		);
	return {
		scorers: numbers.map((fold) => {
			const bars = barsOf((other) => other !== fold);
			return new LearntScorer(scorerOf(ensembles[fold]!, patterns, calibrations[fold]!, bars));
		}),
		tried,
		calibration: calibrationOf(() => true),
		bars: barsOf(() => true),
		peaks: peaks.map((peak) => {
			const { slope, shift } = calibrations[entries[peak.film]!.fold]![peak.half];
			return { ...peak, score: sigmoid(slope * peak.logit + shift) };
		}),
	};
}

/** What the line of the fold's scorer accepts of a film at a setting; every other candidate it refuses. */
export function acceptedAt(
	{ entry, candidates }: Tried,
	trial: HeldOutTrial,
	perMinute: number,
): Set<Candidate> {
	const scorer = trial.scorers[entry.fold]!;
	const accepted = new Set<Candidate>();
	let busyUntil = -1;
	for (const candidate of candidates) {
		const { reason, score, activity } = candidate.decision;
		if (!AT_THE_BAR.has(reason) || candidate.onset < busyUntil) continue;
		if (score < Math.max(INTEREST, scorer.bar(perMinute, activity))) continue;
		accepted.add(candidate);
		busyUntil = candidate.offset;
	}
	return accepted;
}

/** The file's part of a scorer. */
export const scorerOf = (
	{ standard, nets }: Ensemble,
	patterns: ScorerFile['patterns'],
	calibration: ScorerFile['calibration'],
	bars: ScorerFile['bars'],
): Omit<ScorerFile, 'made'> & { readonly made: null } => ({
	format: SCORER_FORMAT,
	made: null,
	patterns,
	mean: Array.from(standard.mean, precise),
	deviation: Array.from(standard.deviation, precise),
	nets: byHalf((half) => nets[half].map(written)),
	calibration,
	bars,
});

/**
 * For every activity, the score that so many false alarms a minute reach.
 *
 * Minutes of film hold a handful of false alarms: enough to say how many there are, not how they thin
 * out towards high scores. Drawn films say that, where there are any; of people who fidget more passes
 * there than of real ones, so their rate is scaled to that of the films at a low score, at most.
 */
export function barsFrom(tried: readonly Tried[], rates: readonly number[]): ScorerFile['bars'] {
	const ofOrigin = (origin: Origin): Tried[] =>
		tried.filter(({ entry }) => entry.track.origin === origin);
	const films = ofOrigin('film');
	const drawn = ofOrigin('drawn');
	const of = (activity: FaceActivity): [number, number][] => {
		const real = alarmScores(films, activity);
		const shape = drawn.length > 0 ? alarmScores(drawn, activity) : real;
		const perDrawn = atMost(counted(real)) / (counted(shape) + 0.5);
		return rates.map((rate) => {
			const surplus = Math.floor((rate * minutesOf(films)[activity]) / perDrawn);
			if (surplus >= shape.length) return [rate, 0];
			return [rate, precise((shape[surplus]! + (shape[surplus - 1] ?? 1)) / 2)];
		});
	};
	return { calm: of('calm'), active: of('active') };
}

/** Scores from here on are counted to compare drawn films with real ones. */
const COUNTED_FROM = 0.15;

/**
 * What a count of so many may come from: about the upper end of its 84 % interval (Poisson). The setting
 * is a promise to other people, and a handful of false alarms of a few says little about them.
 */
const atMost = (count: number): number => count + 1 + Math.sqrt(count);

const counted = (scores: readonly number[]): number =>
	scores.filter((score) => score >= COUNTED_FROM).length;

/** Descending. */
const alarmScores = (tried: readonly Tried[], activity: FaceActivity): number[] =>
	falseAlarmsIn(tried)
		.filter(({ decision }) => decision.activity === activity)
		.map(({ decision }) => decision.score)
		.sort((a, b) => b - a);

export function minutesOf(tried: readonly Tried[]): Record<FaceActivity, number> {
	const minutes = { calm: 0, active: 0 };
	for (const { entry } of tried) {
		const lasted = activityOf(entry.track.steps, LONGEST_PAUSE_MS);
		for (const activity of ACTIVITIES) minutes[activity] += lasted[activity] / 60_000;
	}
	return minutes;
}

/** Candidates that only the score could have refused, and that are no movement. */
const falseAlarmsIn = (tried: readonly Tried[]): Candidate[] =>
	tried.flatMap(({ entry, candidates }) =>
		candidates.filter(
			(candidate) =>
				AT_THE_BAR.has(candidate.decision.reason) &&
				!entry.track.truth.events.some((event) => meets(event, candidate)),
		),
	);

const meets = ({ onset, offset }: FilmEvent, candidate: Candidate): boolean =>
	candidate.onset < offset && candidate.offset > onset;
