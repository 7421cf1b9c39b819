/** Small robust statistics. All sort in the caller's scratch array, so none of them allocates. */

/** Median of `values[0, count)`; reorders them. NaN when empty. */
export function medianInPlace(values: Float32Array | Float64Array, count = values.length): number {
	if (count === 0) return NaN;
	const part = count === values.length ? values : values.subarray(0, count);
	part.sort();
	const middle = count >> 1;
	return count % 2 === 1 ? part[middle]! : (part[middle - 1]! + part[middle]!) / 2;
}

/** A MAD times this estimates the standard deviation of a normal distribution. */
export const MAD_TO_SIGMA = 1.4826;

export const clamp = (value: number, low: number, high: number): number =>
	value < low ? low : value > high ? high : value;

/** Logistic function. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
