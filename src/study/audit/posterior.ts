/** Probabilities of time courses, and what they say about one key frame. */
import type { TimeCourses } from './time-course.ts';

export interface Posterior {
	/** [N], adding up to 1. */
	readonly weights: Float64Array;
	/** Log of the mean odds under the prior. */
	readonly evidence: number;
	/** The most probable course. */
	readonly best: number;
}

/** @param logPrior not normalised, [N]; @param logOdds [N] */
export function posteriorOf(logPrior: Float64Array, logOdds: Float64Array): Posterior {
	const prior = logSum(logPrior);
	const joint = logPrior.map((value, n) => value - prior + logOdds[n]!);
	const evidence = logSum(joint);
	let best = 0;
	for (let n = 1; n < joint.length; n++) if (joint[n]! > joint[best]!) best = n;
	return { weights: joint.map((value) => Math.exp(value - evidence)), evidence, best };
}

function logSum(values: Float64Array): number {
	let largest = -Infinity;
	for (const value of values) largest = Math.max(largest, value);
	let sum = 0;
	for (const value of values) sum += Math.exp(value - largest);
	return largest + Math.log(sum);
}

/** Values below which the given shares of the weight lie; shares ascending. */
export function quantiles(
	values: Float64Array,
	weights: Float64Array,
	shares: readonly number[],
): number[] {
	const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
	const found: number[] = [];
	let sum = 0;
	for (const n of order) {
		sum += weights[n]!;
		while (found.length < shares.length && sum >= shares[found.length]!) found.push(values[n]!);
	}
	while (found.length < shares.length) found.push(values[order.at(-1)!]!);
	return found;
}

/** The weight of the courses that `holds` says yes to. */
export function probability(
	{ count }: TimeCourses,
	weights: Float64Array,
	holds: (n: number) => boolean,
): number {
	let sum = 0;
	for (let n = 0; n < count; n++) if (holds(n)) sum += weights[n]!;
	return Math.min(1, sum);
}
