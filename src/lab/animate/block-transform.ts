/**
 * What a camera's or a video's compression leaves of a picture: its 8 x 8 blocks' cosine coefficients,
 * rounded to steps.
 *
 * Formula  Arai, Agui, Nakajima 1988; steps of the luminance in ITU-T T.81, table K.1
 */

/** Table K.1, row by row. */
const STEPS = [
	16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
	14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
	92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
/** Scales of the coefficients that the quick transform leaves in. */
const SCALES = Array.from({ length: 8 }, (_, k) =>
	k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16),
);

export class BlockTransform {
	readonly #steps: Float32Array;
	readonly #forward: Float32Array;
	readonly #back: Float32Array;
	readonly #block = new Float32Array(64);

	/** @param coarseness of the steps against the table's; 1 is quality 50 of a JPEG */
	constructor(coarseness: number) {
		this.#steps = Float32Array.from(STEPS, (step) => Math.max(1, step * coarseness));
		this.#forward = this.#steps.map((step, i) => 1 / (8 * SCALES[i >> 3]! * SCALES[i & 7]! * step));
		this.#back = this.#steps.map((step, i) => (step * SCALES[i >> 3]! * SCALES[i & 7]!) / 8);
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
					block[i] = Math.round(block[i]! * this.#forward[i]!) * this.#back[i]!;
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

function forward(d: Float32Array, at: number, step: number): void {
	const i1 = at + step;
	const i2 = i1 + step;
	const i3 = i2 + step;
	const i4 = i3 + step;
	const i5 = i4 + step;
	const i6 = i5 + step;
	const i7 = i6 + step;
	const t0 = d[at]! + d[i7]!;
	const t7 = d[at]! - d[i7]!;
	const t1 = d[i1]! + d[i6]!;
	const t6 = d[i1]! - d[i6]!;
	const t2 = d[i2]! + d[i5]!;
	const t5 = d[i2]! - d[i5]!;
	const t3 = d[i3]! + d[i4]!;
	const t4 = d[i3]! - d[i4]!;
	const a0 = t0 + t3;
	const a3 = t0 - t3;
	const a1 = t1 + t2;
	const a2 = t1 - t2;
	d[at] = a0 + a1;
	d[i4] = a0 - a1;
	const z1 = (a2 + a3) * 0.707106781;
	d[i2] = a3 + z1;
	d[i6] = a3 - z1;
	const b0 = t4 + t5;
	const b1 = t5 + t6;
	const b2 = t6 + t7;
	const z5 = (b0 - b2) * 0.382683433;
	const z2 = 0.5411961 * b0 + z5;
	const z4 = 1.306562965 * b2 + z5;
	const z3 = b1 * 0.707106781;
	const z11 = t7 + z3;
	const z13 = t7 - z3;
	d[i5] = z13 + z2;
	d[i3] = z13 - z2;
	d[i1] = z11 + z4;
	d[i7] = z11 - z4;
}

function inverse(d: Float32Array, at: number, step: number): void {
	const i1 = at + step;
	const i2 = i1 + step;
	const i3 = i2 + step;
	const i4 = i3 + step;
	const i5 = i4 + step;
	const i6 = i5 + step;
	const i7 = i6 + step;
	const e10 = d[at]! + d[i4]!;
	const e11 = d[at]! - d[i4]!;
	const e13 = d[i2]! + d[i6]!;
	const e12 = (d[i2]! - d[i6]!) * 1.414213562 - e13;
	const t0 = e10 + e13;
	const t3 = e10 - e13;
	const t1 = e11 + e12;
	const t2 = e11 - e12;
	const z13 = d[i5]! + d[i3]!;
	const z10 = d[i5]! - d[i3]!;
	const z11 = d[i1]! + d[i7]!;
	const z12 = d[i1]! - d[i7]!;
	const t7 = z11 + z13;
	const o11 = (z11 - z13) * 1.414213562;
	const z5 = (z10 + z12) * 1.847759065;
	const o10 = 1.0823922 * z12 - z5;
	const o12 = -2.61312593 * z10 + z5;
	const t6 = o12 - t7;
	const t5 = o11 - t6;
	const t4 = o10 + t5;
	d[at] = t0 + t7;
	d[i7] = t0 - t7;
	d[i1] = t1 + t6;
	d[i6] = t1 - t6;
	d[i2] = t2 + t5;
	d[i5] = t2 - t5;
	d[i4] = t3 + t4;
	d[i3] = t3 - t4;
}
