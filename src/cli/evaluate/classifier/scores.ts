/**
 * Scores of three classes, and of spotting and reading together. Pure.
 *
 * STRS (MEGC 2022) is F1 of spotting times F1 of analysis, the latter 2PR / (P + R) of the macro
 * means of precision and recall over the movements that were spotted. The public script differs: it
 * prints the mean precision as recall (`uar`), drops predictions in films without a movement and
 * people without a prediction, and lets one prediction match several movements, in the order of the
 * rows. Here every film counts, and matches are one to one, the largest overlap first.
 */
import { CLASSES } from '../../../classify/index.ts';
import type { Confusion } from '../../../train/judge/index.ts';
import { confusionOf, meanOf, unweightedRecall } from '../../../train/judge/index.ts';
import type { FilmOutcome, ReadMovement } from './outcome.ts';

/** Rows truth, columns reading, in the order of `CLASSES`; nothing is abstained from. */
export const confusionIn = (read: readonly ReadMovement[]): number[][] =>
	confusionOf(
		read.map(({ truth }) => CLASSES.indexOf(truth.class3)),
		read.map(({ reading }) => reading.top),
		CLASSES.length,
	);

interface ClassScores {
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

/** Of every class that occurs or is read; what is undefined in one of those is 0. */
function scoresOf(table: Confusion): ClassScores[] {
	return table.flatMap((row, k) => {
		const hits = row[k]!;
		const actual = sum(row);
		const claimed = sum(table.map((other) => other[k]!));
		if (actual + claimed === 0) return [];
		return [
			{
				precision: claimed === 0 ? 0 : hits / claimed,
				recall: actual === 0 ? 0 : hits / actual,
				f1: (2 * hits) / (actual + claimed),
			},
		];
	});
}

/** Mean F1 of the classes that occur or are read; null without a movement. */
export function uf1Of(read: readonly ReadMovement[]): number | null {
	const scores = scoresOf(confusionIn(read));
	return scores.length === 0 ? null : meanOf(scores.map(({ f1 }) => f1));
}

/** Mean recall of the classes that occur; null without a movement. */
export const uarOf = (read: readonly ReadMovement[]): number | null =>
	read.length === 0 ? null : unweightedRecall(confusionIn(read));

export interface Analysis {
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

/** Reading of the hits as STRS wants it; all 0 where there is none. */
export function analysisOf(read: readonly ReadMovement[]): Analysis {
	const scores = scoresOf(confusionIn(read));
	if (scores.length === 0) return { precision: 0, recall: 0, f1: 0 };
	const precision = meanOf(scores.map((each) => each.precision));
	const recall = meanOf(scores.map((each) => each.recall));
	return { precision, recall, f1: harmonic(precision, recall) };
}

export interface Spotting {
	readonly events: number;
	readonly accepted: number;
	readonly hits: number;
}

export const spottingOf = (outcomes: readonly FilmOutcome[]): Spotting => ({
	events: sum(outcomes.map(({ movements }) => movements.length)),
	accepted: sum(outcomes.map(({ accepted }) => accepted)),
	hits: sum(outcomes.map(({ hits }) => hits)),
});

export const precisionOf = ({ hits, accepted }: Spotting): number | null =>
	accepted === 0 ? null : hits / accepted;

export const recallOf = ({ hits, events }: Spotting): number | null =>
	events === 0 ? null : hits / events;

/** Null where there is neither a movement nor a false alarm. */
export const f1Of = ({ hits, events, accepted }: Spotting): number | null =>
	events + accepted === 0 ? null : (2 * hits) / (events + accepted);

export function strsOf(outcomes: readonly FilmOutcome[]): number | null {
	const f1 = f1Of(spottingOf(outcomes));
	return f1 === null ? null : f1 * analysisOf(outcomes.flatMap(({ atHits }) => atHits)).f1;
}

/**
 * Whether a movement's side was told: by the most probable of its true units that are named, else by
 * the most probable of its true units.
 */
export function isSideRight({ truth, reading }: ReadMovement): boolean {
	const own = reading.units.filter(({ au }) => truth.units.includes(au));
	const telling = own.find(({ au }) => reading.named.includes(au)) ?? own[0];
	return telling?.side === truth.side;
}

export const isClassRight = ({ truth, reading }: ReadMovement): boolean =>
	CLASSES[reading.top] === truth.class3;

const harmonic = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b));

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
