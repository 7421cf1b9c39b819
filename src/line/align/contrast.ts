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
 * `rows` is scratch of the same size; `from` and `out` may be the same array.
 */
export function boxMean(
	from: Float32Array,
	rows: Float32Array,
	out: Float32Array,
	size: number,
	radius: number,
): void {
	const full = 1 / (2 * radius + 1);
	for (let y = 0; y < size; y++) {
		const at = y * size;
		const end = at + size;
		let sum = 0;
		for (let x = at; x < at + radius; x++) sum += from[x]!;
		let x = at;
		for (; x <= at + radius; x++) {
			sum += from[x + radius]!;
			rows[x] = sum / (x - at + radius + 1);
		}
		for (; x < end - radius; x++) {
			sum += from[x + radius]! - from[x - radius - 1]!;
			rows[x] = sum * full;
		}
		for (; x < end; x++) {
			sum -= from[x - radius - 1]!;
			rows[x] = sum / (end - x + radius);
		}
	}
	// Down the columns row by row, so that memory is read in order: `columns` holds a sum for each.
	const columns = columnSums;
	columns.fill(0, 0, size);
	for (let y = 0; y < radius; y++) addRow(columns, rows, y * size, size);
	for (let y = 0; y < size; y++) {
		if (y + radius < size) addRow(columns, rows, (y + radius) * size, size);
		if (y - radius > 0) subtractRow(columns, rows, (y - radius - 1) * size, size);
		const count = Math.min(size - 1, y + radius) - Math.max(0, y - radius) + 1;
		const share = 1 / count;
		const at = y * size;
		for (let x = 0; x < size; x++) out[at + x] = columns[x]! * share;
	}
}

/** Scratch of `boxMean`: as wide as the widest picture it is used on. */
const columnSums = new Float64Array(256);

function addRow(columns: Float64Array, rows: Float32Array, at: number, size: number): void {
	for (let x = 0; x < size; x++) columns[x]! += rows[at + x]!;
}

function subtractRow(columns: Float64Array, rows: Float32Array, at: number, size: number): void {
	for (let x = 0; x < size; x++) columns[x]! -= rows[at + x]!;
}
