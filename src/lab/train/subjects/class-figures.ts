/**
 * What the field reports of predictions pooled over folds: UF1, UAR, accuracy, with intervals.
 *
 * UF1 and UAR come from one confusion matrix over all folds (MEGC 2019), not from means over folds.
 * Intervals: those of the bootstrap over subjects; none where there are fewer than two.
 */
import {
	accuracyOf,
	confusionOf,
	unweightedF1,
	unweightedRecall,
} from '../../../study/evaluation/index.ts';
import type { Random } from '../../../core/kernel/index.ts';
import type { Estimate } from '../../../core/statistics/index.ts';
import { Bootstrap, RESAMPLES } from '../../../core/statistics/index.ts';
import { distinct } from './folds.ts';

/** One sample that was judged. */
export interface ClassOutcome {
	readonly dataset: string;
	readonly subject: string;
	/** Places in the list of classes. */
	readonly truth: number;
	readonly predicted: number;
}

export interface PooledFigures {
	readonly events: number;
	readonly subjects: number;
	readonly uf1: Estimate;
	readonly uar: Estimate;
	readonly accuracy: Estimate;
	/** Rows truth, columns prediction. */
	readonly confusion: readonly (readonly number[])[];
}

const DIGITS = 4;

type Table = readonly (readonly number[])[];

/** Null without any outcome. */
export function pooledFigures(
	outcomes: readonly ClassOutcome[],
	classes: number,
	random: Random,
	resamples = RESAMPLES,
): PooledFigures | null {
	if (outcomes.length === 0) return null;
	const people = distinct(outcomes.map(({ subject }) => subject));
	const tables = people.map((name) =>
		tableOf(
			outcomes.filter(({ subject }) => subject === name),
			classes,
		),
	);
	const whole = sumOf(tables);
	// One subject cannot say how far others would differ.
	const bootstrap = people.length < 2 ? null : new Bootstrap(people, random, resamples);
	const figure = (of: (table: Table) => number): Estimate => {
		const interval = bootstrap?.interval((drawn) =>
			of(sumOf(Array.from(drawn, (place) => tables[place]!))),
		);
		const [low, high] = [interval?.low, interval?.high].map((end) =>
			end === undefined ? null : rounded(end),
		);
		return { value: rounded(of(whole)), low: low!, high: high! };
	};
	return {
		events: outcomes.length,
		subjects: people.length,
		uf1: figure(unweightedF1),
		uar: figure(unweightedRecall),
		accuracy: figure(accuracyOf),
		confusion: whole,
	};
}

/** Every data set alone, and all of them as one (`composite`) where there are several. */
export function figuresByDataset(
	outcomes: readonly ClassOutcome[],
	classes: number,
	random: Random,
): Record<string, PooledFigures> {
	const datasets = distinct(outcomes.map(({ dataset }) => dataset));
	const parts = datasets.map(
		(name) => [name, outcomes.filter(({ dataset }) => dataset === name)] as const,
	);
	const all = datasets.length > 1 ? [...parts, ['composite', outcomes] as const] : parts;
	return Object.fromEntries(all.map(([name, own]) => [name, pooledFigures(own, classes, random)!]));
}

const tableOf = (outcomes: readonly ClassOutcome[], classes: number): number[][] =>
	confusionOf(
		outcomes.map(({ truth }) => truth),
		outcomes.map(({ predicted }) => predicted),
		classes,
	);

function sumOf(tables: readonly Table[]): number[][] {
	const sum = tables[0]!.map((row) => row.map(() => 0));
	for (const table of tables) {
		for (const [i, row] of table.entries()) {
			for (const [j, count] of row.entries()) sum[i]![j]! += count;
		}
	}
	return sum;
}

const rounded = (value: number): number => Number(value.toFixed(DIGITS));
