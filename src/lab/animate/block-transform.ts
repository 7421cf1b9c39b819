/**
 * What a camera's or a video's compression leaves of a picture: its 8 x 8 blocks' cosine coefficients,
 * rounded to steps.
 *
 * Source  ITU-T T.81: the transform in A.3.3, steps of the luminance in table K.1
 */

/** Table K.1, row by row. */
const STEPS = [
	16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
	14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
	92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
/** Orthonormal cosines: row k is the wave of k half periods; of every wave the first half. */
const HALF_WAVES = Float32Array.from({ length: 32 }, (_, i) => {
	const k = i >> 2;
	const norm = k === 0 ? Math.SQRT1_2 : 1;
	return 0.5 * norm * Math.cos(((2 * (i & 3) + 1) * k * Math.PI) / 16);
});

export class BlockTransform {
	readonly #steps: Float32Array;
	readonly #block = new Float32Array(64);

	/** @param coarseness of the steps against the table's; 1 is quality 50 of a JPEG */
	constructor(coarseness: number) {
		this.#steps = Float32Array.from(STEPS, (step) => Math.max(1, step * coarseness));
	}

	/** In place; `picture` [height, width], both multiples of 8. */
	apply(picture: Float32Array, width: number, height: number): void {
		const block = this.#block;
		for (let top = 0; top < height; top += 8) {
			for (let left = 0; left < width; left += 8) {
				for (let y = 0; y < 8; y++) {
					const from = (top + y) * width + left;
					for (let x = 0; x < 8; x++) block[8 * y + x] = picture[from + x]! - 128;
				}
				for (let y = 0; y < 8; y++) forward(block, 8 * y, 1);
				for (let x = 0; x < 8; x++) forward(block, x, 8);
				for (let i = 0; i < 64; i++) {
					block[i] = Math.round(block[i]! / this.#steps[i]!) * this.#steps[i]!;
				}
				for (let x = 0; x < 8; x++) inverse(block, x, 8);
				for (let y = 0; y < 8; y++) inverse(block, 8 * y, 1);
				for (let y = 0; y < 8; y++) {
					const to = (top + y) * width + left;
					for (let x = 0; x < 8; x++) picture[to + x] = block[8 * y + x]! + 128;
				}
			}
		}
	}
}

/**
 * Eight values, `step` apart, to coefficients. Even waves are symmetric about the middle and odd ones
 * are not, so that halves are enough.
 */
function forward(d: Float32Array, at: number, step: number): void {
	const last = at + 7 * step;
	const d0 = d[at]!;
	const d1 = d[at + step]!;
	const d2 = d[at + 2 * step]!;
	const d3 = d[at + 3 * step]!;
	const d4 = d[last - 3 * step]!;
	const d5 = d[last - 2 * step]!;
	const d6 = d[last - step]!;
	const d7 = d[last]!;
	for (let k = 0; k < 8; k += 2) {
		d[at + k * step] = along(4 * k, d0 + d7, d1 + d6, d2 + d5, d3 + d4);
		d[at + (k + 1) * step] = along(4 * k + 4, d0 - d7, d1 - d6, d2 - d5, d3 - d4);
	}
}

/** Coefficients back to values. */
function inverse(d: Float32Array, at: number, step: number): void {
	const last = at + 7 * step;
	const d0 = d[at]!;
	const d1 = d[at + step]!;
	const d2 = d[at + 2 * step]!;
	const d3 = d[at + 3 * step]!;
	const d4 = d[at + 4 * step]!;
	const d5 = d[at + 5 * step]!;
	const d6 = d[at + 6 * step]!;
	const d7 = d[last]!;
	const w = HALF_WAVES;
	for (let i = 0; i < 4; i++) {
		const even = w[i]! * d0 + w[8 + i]! * d2 + w[16 + i]! * d4 + w[24 + i]! * d6;
		const odd = w[4 + i]! * d1 + w[12 + i]! * d3 + w[20 + i]! * d5 + w[28 + i]! * d7;
		d[at + i * step] = even + odd;
		d[last - i * step] = even - odd;
	}
}

/** Four values along the half wave that begins at `from`. */
function along(from: number, a: number, b: number, c: number, d: number): number {
	const w = HALF_WAVES;
	return w[from]! * a + w[from + 1]! * b + w[from + 2]! * c + w[from + 3]! * d;
}
