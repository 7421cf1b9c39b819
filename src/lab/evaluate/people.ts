/**
 * How far a figure would move with other people: a bootstrap over people (Efron 1979), because
 * movements of one face are alike. Pure; chance comes in seeded.
 */
import type { Figure } from '../../files/export/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { quantile } from '../analyze/index.ts';

export const RESAMPLES = 1000;
/** Percentiles of the interval. */
const INTERVAL = [0.025, 0.975] as const;

/** What is measured on some outcomes; null where they hold nothing to measure. */
export type Statistic<Outcome> = (outcomes: readonly Outcome[]) => number | null;

export class Bootstrap {
	readonly #people: readonly string[];
	/** The draws, each `[people]` places in the list of people; the same for every figure. */
	readonly #draws: readonly Uint32Array[];

	constructor(people: readonly string[], random: Random, resamples = RESAMPLES) {
		this.#people = [...new Set(people)].sort();
		const count = this.#people.length;
		this.#draws = Array.from({ length: resamples }, () =>
			Uint32Array.from({ length: count }, () => random.index(count)),
		);
	}

	/** @param outcomes - those of a person are drawn together. */
	figure<Outcome extends { readonly clip: { readonly person: string } }>(
		outcomes: readonly Outcome[],
		statistic: Statistic<Outcome>,
	): Figure {
		const value = statistic(outcomes);
		const ofPeople = this.#people.map((name) =>
			outcomes.filter(({ clip }) => clip.person === name),
		);
		const measured = ofPeople.filter((own) => statistic(own) !== null);
		const none = { value: roundedOrNull(value), low: null, high: null };
		if (value === null || measured.length < 2) return none;
		const drawn = this.#draws
			.map((draw) => statistic([...draw].flatMap((at) => ofPeople[at]!)))
			.filter((each) => each !== null) // this draw missed everybody who has anything to measure
			.sort((a, b) => a - b);
		const [low, high] = INTERVAL.map((share) => roundedOrNull(quantile(drawn, share)));
		// Where all people are alike, resampling cannot say how far others would differ.
		return low === high ? none : { value: rounded(value), low: low!, high: high! };
	}
}

/** Digits that are written: more than the intervals hold. */
export const rounded = (value: number): number => Number(value.toFixed(4));

const roundedOrNull = (value: number | null): number | null =>
	value === null ? null : rounded(value);
