/**
 * How far a figure would move with other people: a bootstrap over subjects (Efron 1979), because
 * movements of one face are alike. Every figure here is a sum over a sum (a mean, a share, a ratio of
 * errors), so a resample costs two additions a subject. Pure; chance comes in seeded.
 */
import type { Random } from '../../core/kernel/index.ts';

/** A figure and where 95 of 100 resamples lie; without ends where there are not two subjects. */
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

export class SubjectBootstrap {
	readonly #places: ReadonlyMap<string, number>;
	/** Places in the list of subjects, [resamples, subjects]; the same for every figure. */
	readonly #draws: Uint32Array;

	constructor(subjects: Iterable<string>, random: Random, resamples = RESAMPLES) {
		// Sorted: the same interval whatever the order of the rows.
		const names = [...new Set(subjects)].sort();
		this.#places = new Map(names.map((name, place) => [name, place]));
		this.#draws = Uint32Array.from({ length: resamples * names.length }, () =>
			random.index(names.length),
		);
	}

	/**
	 * Sum of tops over sum of bottoms; null where the bottoms sum to 0.
	 *
	 * @throws RangeError for a subject that was not named at first
	 */
	ratio(terms: readonly Term[]): Estimate | null {
		const count = this.#places.size;
		const tops = new Float64Array(count);
		const bottoms = new Float64Array(count);
		const seen = new Set<number>();
		for (const { subject, top, bottom } of terms) {
			const place = this.#places.get(subject);
			if (place === undefined) throw new RangeError(`the subject ${subject} was not named`);
			tops[place]! += top;
			bottoms[place]! += bottom;
			seen.add(place);
		}
		const value = sum(tops) / sum(bottoms);
		if (!Number.isFinite(value)) return null;
		if (seen.size < 2) return { value, low: null, high: null };
		const drawn: number[] = [];
		for (let at = 0; at < this.#draws.length; at += count) {
			let top = 0;
			let bottom = 0;
			for (let i = at; i < at + count; i++) {
				top += tops[this.#draws[i]!]!;
				bottom += bottoms[this.#draws[i]!]!;
			}
			// A draw may miss everybody who has anything to count.
			if (bottom !== 0) drawn.push(top / bottom);
		}
		drawn.sort((a, b) => a - b);
		return { value, low: quantile(drawn, LOW), high: quantile(drawn, HIGH) };
	}
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Between the two nearest ranks (type 7 of Hyndman and Fan 1996); null of nothing. */
function quantile(sorted: readonly number[], share: number): number | null {
	if (sorted.length === 0) return null;
	const at = share * (sorted.length - 1);
	const below = sorted[Math.floor(at)]!;
	return below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below);
}
