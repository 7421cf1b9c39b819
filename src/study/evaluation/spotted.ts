/** Movements as spotting and recognition are judged by, and counts of spotting. Pure. */
import { harmonicMean } from './classes.ts';
import type { Span } from './intervals.ts';

/** A movement, true or predicted, and what it is said to express. */
export interface SpottedMovement extends Span {
	readonly subject: string;
	/** Unique within its subject. */
	readonly video: string;
	readonly emotion: string;
}

export interface SpottingScores {
	readonly hits: number;
	readonly falseAlarms: number;
	readonly misses: number;
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

/** A share of nothing is 0. */
export function spottingScores(hits: number, falseAlarms: number, misses: number): SpottingScores {
	const precision = hits === 0 ? 0 : hits / (hits + falseAlarms);
	const recall = hits === 0 ? 0 : hits / (hits + misses);
	return { hits, falseAlarms, misses, precision, recall, f1: harmonicMean(precision, recall) };
}

export interface StrsScores {
	readonly spotting: SpottingScores;
	/** Over the hits alone. */
	readonly analysis: {
		/** Means over the emotions. */
		readonly precision: number;
		readonly recall: number;
		/** 2PR / (P + R) of the two. */
		readonly f1: number;
		readonly uf1: number;
		readonly uar: number;
	};
	/** F1 of spotting times F1 of analysis. */
	readonly strs: number;
}

/** A hit: a true movement and the prediction that found it. */
export interface Match {
	readonly truth: SpottedMovement;
	readonly found: SpottedMovement;
}

/** Distinct, in the order of first mention. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)];
