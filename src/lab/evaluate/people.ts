/**
 * The people whose movements were measured, and the figures over them, each with its interval. Pure;
 * chance comes in seeded.
 */
import { Bootstrap, RESAMPLES } from '../../core/statistics/index.ts';
import type { Figure } from '../../files/export/index.ts';
import type { Random } from '../../core/kernel/index.ts';

/** What is measured on some outcomes; null where they hold nothing to measure. */
export type Statistic<Outcome> = (outcomes: readonly Outcome[]) => number | null;

export class People {
	readonly #bootstrap: Bootstrap;

	constructor(names: readonly string[], random: Random, resamples = RESAMPLES) {
		this.#bootstrap = new Bootstrap(names, random, resamples);
	}

	/** @param outcomes - those of a person are drawn together. */
	figure<Outcome extends { readonly clip: { readonly person: string } }>(
		outcomes: readonly Outcome[],
		statistic: Statistic<Outcome>,
	): Figure {
		const value = statistic(outcomes);
		const ofPeople = this.#bootstrap.subjects.map((name) =>
			outcomes.filter(({ clip }) => clip.person === name),
		);
		const measured = ofPeople.filter((own) => statistic(own) !== null);
		const none = { value: value === null ? null : rounded(value), low: null, high: null };
		if (value === null || measured.length < 2) return none;
		const interval = this.#bootstrap.interval((drawn) =>
			statistic([...drawn].flatMap((at) => ofPeople[at]!)),
		);
		if (interval === null) return none;
		const low = rounded(inThousandths(interval.low));
		const high = rounded(inThousandths(interval.high));
		// Where all people are alike, resampling cannot say how far others would differ.
		return low === high ? none : { value: rounded(value), low, high };
	}
}

/** Digits that are written: more than the intervals hold. */
export const rounded = (value: number): number => Number(value.toFixed(4));

/** Digits of intervals, and of quantiles. */
export const inThousandths = (value: number): number => Math.round(value * 1000) / 1000;
