/**
 * Solves normal equations in place, by elimination without pivoting: they are symmetric and positive.
 *
 * @param n   [terms, terms + rights], row by row: the matrix, then the right sides; destroyed
 * @param out [rights, terms]
 * @param least pivot under which they count as singular
 * @returns false when they are singular; `out` is then as it was
 */
export function solveNormal(
	n: Float64Array,
	terms: number,
	rights: number,
	out: Float64Array,
	least: number,
): boolean {
	const width = terms + rights;
	for (let p = 0; p < terms; p++) {
		const pivot = n[p * width + p]!;
		if (!(pivot > least)) return false;
		for (let r = p + 1; r < terms; r++) {
			const factor = n[r * width + p]! / pivot;
			if (factor === 0) continue;
			for (let c = p; c < width; c++) n[r * width + c]! -= factor * n[p * width + c]!;
		}
	}
	for (let k = 0; k < rights; k++) {
		const at = k * terms;
		for (let r = terms - 1; r >= 0; r--) {
			let value = n[r * width + terms + k]!;
			for (let c = r + 1; c < terms; c++) value -= n[r * width + c]! * out[at + c]!;
			out[at + r] = value / n[r * width + r]!;
		}
	}
	return true;
}
