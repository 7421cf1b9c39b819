/**
 * The rigid part of a flow field.
 *
 * What is left of head motion after alignment (a little turn, nod, change of size) moves a face
 * point by  a + b x + c y + d z  per component, z its depth: small rotations under scaled
 * orthography. Facial movements are the outliers of that fit. Iteratively reweighted least squares
 * with Cauchy weights beats a median, which beats nothing; the depth term is what
 * tells a turning head, whose nose runs ahead of its cheeks, from a moving nose.
 */
import { medianInPlace } from '../../core/statistics/index.ts';

const ITERATIONS = 4;
/** Cauchy scale in units of the median absolute residual. */
const CAUCHY = 2.385 * 1.4826;
/** Ridge on the depth term, share of its energy: a face seen flat must not divide by nothing. */
const DEPTH_RIDGE = 1e-3;
const TERMS = 4;

export class RigidField {
	/** x, y in cells from the middle, and depth; [size, size] each. */
	readonly #x: Float32Array;
	readonly #y: Float32Array;
	readonly #depth: Float32Array;
	readonly #residuals: Float32Array;
	readonly #normal = new Float64Array(TERMS * (TERMS + 1));
	/** a, b, c, d of the last fit. */
	readonly terms = new Float64Array(TERMS);

	constructor(size: number) {
		const middle = (size - 1) / 2;
		this.#x = Float32Array.from({ length: size * size }, (_, i) => (i % size) - middle);
		this.#y = Float32Array.from({ length: size * size }, (_, i) => Math.floor(i / size) - middle);
		this.#depth = new Float32Array(size * size);
		this.#residuals = new Float32Array(size * size);
	}

	/** Depth of the face at every cell, any unit, any origin; zeros leave a plane fit. */
	setDepth(depth: Float32Array): void {
		this.#depth.set(depth);
	}

	/**
	 * Fits `field` [size, size] and takes the fit out of it.
	 * @param weights how far each cell is trusted to be rigid, 0..1
	 * @param floor   smallest Cauchy scale, in the field's unit: below it residuals are noise
	 */
	remove(field: Float32Array, weights: Float32Array, floor: number): void {
		this.terms.fill(0);
		let scale = Infinity;
		for (let iteration = 0; iteration <= ITERATIONS; iteration++) {
			this.#accumulate(field, weights, scale);
			if (!this.#solve()) break;
			if (iteration < ITERATIONS) scale = Math.max(floor, this.#spread(field, weights) * CAUCHY);
		}
		for (let i = 0; i < field.length; i++) field[i]! -= this.#at(i);
	}

	#at(i: number): number {
		const t = this.terms;
		return t[0]! + t[1]! * this.#x[i]! + t[2]! * this.#y[i]! + t[3]! * this.#depth[i]!;
	}

	#accumulate(field: Float32Array, weights: Float32Array, scale: number): void {
		const n = this.#normal;
		n.fill(0);
		for (let i = 0; i < field.length; i++) {
			if (weights[i]! <= 0) continue;
			const residual = (field[i]! - this.#at(i)) / scale;
			const w = weights[i]! / (1 + residual * residual);
			const x = this.#x[i]!;
			const y = this.#y[i]!;
			const z = this.#depth[i]!;
			const f = field[i]!;
			n[0]! += w;
			n[1]! += w * x;
			n[2]! += w * y;
			n[3]! += w * z;
			n[4]! += w * f;
			n[6]! += w * x * x;
			n[7]! += w * x * y;
			n[8]! += w * x * z;
			n[9]! += w * x * f;
			n[12]! += w * y * y;
			n[13]! += w * y * z;
			n[14]! += w * y * f;
			n[18]! += w * z * z;
			n[19]! += w * z * f;
		}
		n[5] = n[1]!;
		n[10] = n[2]!;
		n[11] = n[7]!;
		n[15] = n[3]!;
		n[16] = n[8]!;
		n[17] = n[13]!;
		n[18]! += DEPTH_RIDGE * n[18]! + 1e-9;
	}

	/** Gauss elimination of the 4 x 5 system; false when it is singular. */
	#solve(): boolean {
		const n = this.#normal;
		const width = TERMS + 1;
		for (let p = 0; p < TERMS; p++) {
			const pivot = n[p * width + p]!;
			if (!(pivot > 1e-12)) return false;
			for (let r = p + 1; r < TERMS; r++) {
				const factor = n[r * width + p]! / pivot;
				for (let c = p; c < width; c++) n[r * width + c]! -= factor * n[p * width + c]!;
			}
		}
		for (let r = TERMS - 1; r >= 0; r--) {
			let value = n[r * width + TERMS]!;
			for (let c = r + 1; c < TERMS; c++) value -= n[r * width + c]! * this.terms[c]!;
			this.terms[r] = value / n[r * width + r]!;
		}
		return true;
	}

	#spread(field: Float32Array, weights: Float32Array): number {
		let count = 0;
		for (let i = 0; i < field.length; i++) {
			if (weights[i]! <= 0.2) continue;
			this.#residuals[count] = Math.abs(field[i]! - this.#at(i));
			count += 1;
		}
		return count === 0 ? 0 : medianInPlace(this.#residuals, count);
	}
}
