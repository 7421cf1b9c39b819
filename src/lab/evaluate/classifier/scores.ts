/**
 * Scores of three classes, and of spotting and reading together. Pure.
 *
 * STRS as in `evaluation`: every film counts, and matches are one to one, the largest overlap first.
 */
import { CLASSES } from '../../../line/classify/index.ts';
import type { MacroAnalysis } from '../../../study/evaluation/index.ts';
import {
	confusionOf,
	macroAnalysis,
	unweightedF1,
	unweightedRecall,
} from '../../../study/evaluation/index.ts';
import type { FilmOutcome, ReadMovement } from './outcome.ts';

/** Rows truth, columns reading, in the order of `CLASSES`; nothing is abstained from. */
export const confusionIn = (read: readonly ReadMovement[]): number[][] =>
	confusionOf(
		read.map(({ truth }) => CLASSES.indexOf(truth.class3)),
		read.map(({ reading }) => reading.top),
		CLASSES.length,
	);

/** Mean F1 of the classes that occur or are read; null without a movement. */
export const uf1Of = (read: readonly ReadMovement[]): number | null =>
	read.length === 0 ? null : unweightedF1(confusionIn(read));

/** Mean recall of the classes that occur; null without a movement. */
export const uarOf = (read: readonly ReadMovement[]): number | null =>
	read.length === 0 ? null : unweightedRecall(confusionIn(read));

/** Reading of the hits as STRS wants it; all 0 where there is none. */
export const analysisOf = (read: readonly ReadMovement[]): MacroAnalysis =>
	macroAnalysis(confusionIn(read));

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

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
