/** Small robust statistics that allocate nothing: they reorder the caller's scratch array. */

/** The `rank`-th smallest of `values[0, count)` (Hoare's quickselect); reorders them. */
export function selectInPlace(
	values: Float32Array | Float64Array,
	rank: number,
	count = values.length,
): number {
	let low = 0;
	let high = count - 1;
	while (low < high) {
		const pivot = values[(low + high) >> 1]!;
		let i = low;
		let j = high;
		while (i <= j) {
			while (values[i]! < pivot) i += 1;
			while (values[j]! > pivot) j -= 1;
			if (i <= j) {
				const swap = values[i]!;
				values[i] = values[j]!;
				values[j] = swap;
				i += 1;
				j -= 1;
			}
		}
		if (rank <= j) high = j;
		else if (rank >= i) low = i;
		else break;
	}
	return values[rank]!;
}

/** Lower median of `values[0, count)`; reorders them. NaN when empty. */
export function medianInPlace(values: Float32Array | Float64Array, count = values.length): number {
	return count === 0 ? NaN : selectInPlace(values, (count - 1) >> 1, count);
}

/** A MAD times this estimates the standard deviation of a normal distribution. */
export const MAD_TO_SIGMA = 1.4826;

export const clamp = (value: number, low: number, high: number): number =>
	value < low ? low : value > high ? high : value;

/** Logistic function. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
