/** Columns of values, frame after frame. */

/** Takes the mean of one of the columns of `values` [frames, row] out of it. */
export function centre(values: Float32Array, row: number, part: number): void {
	let sum = 0;
	for (let at = part; at < values.length; at += row) sum += values[at]!;
	const mean = (sum * row) / values.length;
	for (let at = part; at < values.length; at += row) values[at]! -= mean;
}

/** A Gaussian over the rows of `values` [frames, row], in place; at the ends it leans inwards. */
export function smooth(values: Float32Array, row: number, sigma: number): void {
	const frames = values.length / row;
	const reach = Math.ceil(3 * sigma);
	const weights = Float64Array.from({ length: reach + 1 }, (_, k) =>
		Math.exp(-0.5 * (k / sigma) ** 2),
	);
	const source = values.slice();
	for (let t = 0; t < frames; t++) {
		const out = values.subarray(t * row, (t + 1) * row).fill(0);
		let total = 0;
		for (let k = Math.max(-reach, -t); k <= Math.min(reach, frames - 1 - t); k++) {
			total += weights[Math.abs(k)]!;
		}
		for (let k = Math.max(-reach, -t); k <= Math.min(reach, frames - 1 - t); k++) {
			const weight = weights[Math.abs(k)]! / total;
			const from = (t + k) * row;
			for (let i = 0; i < row; i++) out[i]! += weight * source[from + i]!;
		}
	}
}
