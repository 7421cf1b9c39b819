/** Quantile, median and mean of lists that are left as they are. */
import { medianInPlace } from './order.ts';

/**
 * Linear between the two nearest ranks (type 7 of Hyndman and Fan 1996); NaN of nothing.
 *
 * @param sorted ascending
 * @param share 0..1
 */
export function quantile(sorted: readonly number[], share: number): number {
	if (sorted.length === 0) return NaN;
	const at = share * (sorted.length - 1);
	const low = sorted[Math.floor(at)]!;
	return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
}

/** The lower of two middles, so always one of the values; NaN of nothing. */
export const median = (values: readonly number[]): number =>
	medianInPlace(Float64Array.from(values));

/** NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return sum / values.length;
}
