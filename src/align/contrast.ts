/**
 * Local contrast: what is left of a crop when lighting is taken out.
 *
 * c = (I - m) / (m + 16), m = mean over 17 x 17. A slow change of light multiplies I and m alike
 * and cancels; mains flicker and exposure steps shrink to what they do inside 17 px. A binomial
 * 3 x 3 first, so that sensor noise does not pose as texture.
 */
const RADIUS = 8;
/** Grey levels; keeps deep shadow (hair, nostrils) from being stretched into noise. */
const DARK_FLOOR = 16;

export class ContrastFilter {
	readonly #size: number;
	readonly #smooth: Float32Array;
	readonly #rows: Float32Array;

	constructor(size: number) {
		this.#size = size;
		this.#smooth = new Float32Array(size * size);
		this.#rows = new Float32Array(size * size);
	}

	/** `luma` [size, size] 0..255 -> `out` [size, size], about -1..1. */
	apply(luma: Float32Array, out: Float32Array): void {
		const size = this.#size;
		binomial3(luma, this.#rows, this.#smooth, size);
		boxMean(this.#smooth, this.#rows, out, size, RADIUS);
		for (let i = 0; i < out.length; i++) {
			const mean = out[i]!;
			out[i] = (this.#smooth[i]! - mean) / (mean + DARK_FLOOR);
		}
	}
}

/** [1 2 1]/4 both ways, border repeated. */
function binomial3(from: Float32Array, rows: Float32Array, out: Float32Array, size: number): void {
	for (let y = 0; y < size; y++) {
		const at = y * size;
		rows[at] = (3 * from[at]! + from[at + 1]!) / 4;
		for (let x = 1; x < size - 1; x++) {
			rows[at + x] = (from[at + x - 1]! + 2 * from[at + x]! + from[at + x + 1]!) / 4;
		}
		rows[at + size - 1] = (from[at + size - 2]! + 3 * from[at + size - 1]!) / 4;
	}
	for (let y = 0; y < size; y++) {
		const up = Math.max(0, y - 1) * size;
		const at = y * size;
		const down = Math.min(size - 1, y + 1) * size;
		for (let x = 0; x < size; x++) {
			out[at + x] = (rows[up + x]! + 2 * rows[at + x]! + rows[down + x]!) / 4;
		}
	}
}

/**
 * Mean over (2 radius + 1)^2, fewer at the border, by running sums: constant work per pixel.
 * `rows` is scratch; `from` and `out` may be the same array.
 */
export function boxMean(
	from: Float32Array,
	rows: Float32Array,
	out: Float32Array,
	size: number,
	radius: number,
): void {
	for (let y = 0; y < size; y++) {
		const at = y * size;
		let sum = 0;
		for (let x = 0; x < radius; x++) sum += from[at + x]!;
		for (let x = 0; x < size; x++) {
			if (x + radius < size) sum += from[at + x + radius]!;
			if (x - radius - 1 >= 0) sum -= from[at + x - radius - 1]!;
			const count = Math.min(size - 1, x + radius) - Math.max(0, x - radius) + 1;
			rows[at + x] = sum / count;
		}
	}
	for (let x = 0; x < size; x++) {
		let sum = 0;
		for (let y = 0; y < radius; y++) sum += rows[y * size + x]!;
		for (let y = 0; y < size; y++) {
			if (y + radius < size) sum += rows[(y + radius) * size + x]!;
			if (y - radius - 1 >= 0) sum -= rows[(y - radius - 1) * size + x]!;
			const count = Math.min(size - 1, y + radius) - Math.max(0, y - radius) + 1;
			out[y * size + x] = sum / count;
		}
	}
}
