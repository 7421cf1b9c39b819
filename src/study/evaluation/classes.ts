/**
 * Figures of merit of classes, all from one confusion matrix of counts pooled over people and, where
 * there are several, data sets (MEGC 2019). Pure.
 *
 * A class that neither occurs nor is claimed is left out of every mean: its F1 would be 0 / 0, and
 * counted as 0 it would say that a set without surprise had every surprise wrong. One that is claimed
 * and does not occur counts, with precision and F1 of 0, as in scikit-learn's macro averages.
 */
import { mean } from '../../core/statistics/index.ts';

/** Rows are the truth, columns the prediction. */
export type Confusion = readonly (readonly number[])[];

/** @param truth, predicted - places in the list of classes */
export function confusionOf(
	truth: readonly number[],
	predicted: readonly number[],
	classes: number,
): number[][] {
	const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
	for (const [i, row] of truth.entries()) table[row]![predicted[i]!]! += 1;
	return table;
}

export interface ClassScores {
	/** Hits of what was claimed; 0 where nothing was. */
	readonly precision: number;
	/** Hits of what occurs; 0 where nothing does. */
	readonly recall: number;
	/** 2 TP / (2 TP + FP + FN). */
	readonly f1: number;
	readonly occurs: boolean;
}

/** By class; null where it neither occurs nor is claimed. */
export const classScores = (table: Confusion): (ClassScores | null)[] =>
	table.map((row, k) => {
		const hits = row[k]!;
		const actual = sum(row);
		const claimed = sum(table.map((other) => other[k]!));
		if (actual + claimed === 0) return null;
		return {
			precision: claimed === 0 ? 0 : hits / claimed,
			recall: actual === 0 ? 0 : hits / actual,
			f1: (2 * hits) / (actual + claimed),
			occurs: actual > 0,
		};
	});

const scored = (table: Confusion): ClassScores[] =>
	classScores(table).filter((scores) => scores !== null);

/** UF1: mean F1 of the classes that occur or are claimed; NaN of nothing. */
export const unweightedF1 = (table: Confusion): number => mean(scored(table).map(({ f1 }) => f1));

/** UAR: mean recall of the classes that occur; NaN of nothing. */
export const unweightedRecall = (table: Confusion): number =>
	mean(scored(table).flatMap(({ recall, occurs }) => (occurs ? [recall] : [])));

/**
 * Mean precision of the classes that occur or are claimed; NaN of nothing. What the published GAMDSS
 * scripts (arXiv:2603.04766) and the public STRS script (`strs-script.ts`) print as UAR: to set beside
 * their figures, and for nothing else.
 */
export const precisionPublishedAsUar = (table: Confusion): number =>
	mean(scored(table).map(({ precision }) => precision));

/** Share of hits; NaN of nothing. */
export const accuracyOf = (table: Confusion): number =>
	sum(table.map((row, k) => row[k]!)) / sum(table.map(sum));

export interface MacroAnalysis {
	readonly precision: number;
	readonly recall: number;
	/** 2PR / (P + R) of the two means, not the mean of F1s. */
	readonly f1: number;
}

/** Recognition as STRS wants it: over the classes that occur or are claimed; all 0 of nothing. */
export function macroAnalysis(table: Confusion): MacroAnalysis {
	const scores = scored(table);
	if (scores.length === 0) return { precision: 0, recall: 0, f1: 0 };
	const precision = mean(scores.map((each) => each.precision));
	const recall = mean(scores.map((each) => each.recall));
	return { precision, recall, f1: harmonicMean(precision, recall) };
}

/** 0 where both are. */
export const harmonicMean = (a: number, b: number): number =>
	a + b === 0 ? 0 : (2 * a * b) / (a + b);

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
