/**
 * How far a figure would move with other people: a bootstrap over subjects (Efron 1979), because
 * movements of one face are alike. Pure; chance comes in seeded.
 */
import type { Random } from '../kernel/index.ts';
import { quantile } from './quantile.ts';

/** Where 95 of 100 resamples lie. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** A figure and its interval; without ends where there are not two subjects. */
export interface Estimate {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

/** One subject's part, or a part of it, in a ratio of sums. */
export interface Term {
	readonly subject: string;
	readonly top: number;
	readonly bottom: number;
}

export const RESAMPLES = 1000;
const [LOW, HIGH] = [0.025, 0.975] as const;

export class Bootstrap {
	/** In the order of their names: the same interval whatever the order of the rows. */
	readonly subjects: readonly string[];
	/** The draws, each `[subjects]` places in the list of subjects; the same for every figure. */
	readonly #draws: readonly Uint32Array[];

	/** @param subjects each counts once, however often it is named */
	constructor(subjects: Iterable<string>, random: Random, resamples = RESAMPLES) {
		this.subjects = [...new Set(subjects)].sort();
		const count = this.subjects.length;
		this.#draws = Array.from({ length: resamples }, () =>
			Uint32Array.from({ length: count }, () => random.index(count)),
		);
	}

	/**
	 * The interval of a figure; null where no draw has it.
	 *
	 * @param figure of a draw, places in `subjects`; null: it missed everyone who has anything to count
	 */
	interval(figure: (drawn: Uint32Array) => number | null): Interval | null {
		const drawn = this.#draws
			.map(figure)
			.filter((value) => value !== null)
			.sort((a, b) => a - b);
		return drawn.length === 0 ? null : { low: quantile(drawn, LOW), high: quantile(drawn, HIGH) };
	}

	/**
	 * Sum of tops over sum of bottoms (a mean, a share, a ratio of errors): two additions per subject
	 * and draw. Null where the bottoms sum to 0.
	 *
	 * @throws RangeError for a subject that was not named at first
	 */
	ratio(terms: readonly Term[]): Estimate | null {
		const places = new Map(this.subjects.map((name, place) => [name, place]));
		const tops = new Float64Array(places.size);
		const bottoms = new Float64Array(places.size);
		const seen = new Set<number>();
		for (const { subject, top, bottom } of terms) {
			const place = places.get(subject);
			if (place === undefined) throw new RangeError(`the subject ${subject} was not named`);
			tops[place]! += top;
			bottoms[place]! += bottom;
			seen.add(place);
		}
		const value = sum(tops) / sum(bottoms);
		if (!Number.isFinite(value)) return null;
		if (seen.size < 2) return { value, low: null, high: null };
		const interval = this.interval((drawn) => {
			let top = 0;
			let bottom = 0;
			for (const place of drawn) {
				top += tops[place]!;
				bottom += bottoms[place]!;
			}
			return bottom === 0 ? null : top / bottom;
		});
		return { value, low: interval?.low ?? null, high: interval?.high ?? null };
	}
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
