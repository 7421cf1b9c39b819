/**
 * The rigid part of a flow field: a robust plane per component.
 *
 * What is left of head motion after alignment (a little turn, scale, perspective) is close to
 * a + bx + cy over the face; facial movements are the outliers of that fit. Iteratively reweighted
 * least squares with Cauchy weights beats a median, which beats nothing (science.md 7).
 */
import { medianInPlace } from '../kernel/index.ts';

const ITERATIONS = 4;
/** Cauchy scale in units of the median absolute residual, and its floor in field units. */
const CAUCHY = 2.385 * 1.4826;

/** a + b x + c y, x and y in cells from the grid's middle. */
export class RobustPlane {
	readonly #size: number;
	readonly #residuals: Float32Array;
	a = 0;
	b = 0;
	c = 0;

	constructor(size: number) {
		this.#size = size;
		this.#residuals = new Float32Array(size * size);
	}

	/**
	 * Fits `field` [size, size]; `weights` say how far each cell is trusted, 0..1.
	 * @param floor smallest Cauchy scale, in the field's unit: below it residuals are noise
	 */
	fit(field: Float32Array, weights: Float32Array, floor: number): void {
		const size = this.#size;
		const middle = (size - 1) / 2;
		this.a = this.b = this.c = 0;
		let scale = Infinity;
		for (let iteration = 0; iteration <= ITERATIONS; iteration++) {
			let s = 0;
			let sx = 0;
			let sy = 0;
			let sxx = 0;
			let sxy = 0;
			let syy = 0;
			let f = 0;
			let fx = 0;
			let fy = 0;
			for (let i = 0; i < field.length; i++) {
				if (weights[i]! <= 0) continue;
				const x = (i % size) - middle;
				const y = ((i / size) | 0) - middle;
				const residual = (field[i]! - this.a - this.b * x - this.c * y) / scale;
				const w = weights[i]! / (1 + residual * residual);
				const value = w * field[i]!;
				s += w;
				sx += w * x;
				sy += w * y;
				sxx += w * x * x;
				sxy += w * x * y;
				syy += w * y * y;
				f += value;
				fx += value * x;
				fy += value * y;
			}
			// Symmetric 3 x 3 by cofactors.
			const c00 = sxx * syy - sxy * sxy;
			const c01 = sxy * sy - sx * syy;
			const c02 = sx * sxy - sxx * sy;
			const determinant = s * c00 + sx * c01 + sy * c02;
			if (!(Math.abs(determinant) > 1e-9)) return;
			this.a = (c00 * f + c01 * fx + c02 * fy) / determinant;
			this.b = (c01 * f + (s * syy - sy * sy) * fx + (sx * sy - s * sxy) * fy) / determinant;
			this.c = (c02 * f + (sx * sy - s * sxy) * fx + (s * sxx - sx * sx) * fy) / determinant;
			if (iteration < ITERATIONS) scale = Math.max(floor, this.#spread(field, weights) * CAUCHY);
		}
	}

	/** Takes the plane out of `field`. */
	subtract(field: Float32Array): void {
		const middle = (this.#size - 1) / 2;
		for (let i = 0; i < field.length; i++) {
			const x = (i % this.#size) - middle;
			const y = ((i / this.#size) | 0) - middle;
			field[i]! -= this.a + this.b * x + this.c * y;
		}
	}

	#spread(field: Float32Array, weights: Float32Array): number {
		const middle = (this.#size - 1) / 2;
		let count = 0;
		for (let i = 0; i < field.length; i++) {
			if (weights[i]! <= 0.2) continue;
			const x = (i % this.#size) - middle;
			const y = ((i / this.#size) | 0) - middle;
			this.#residuals[count] = Math.abs(field[i]! - this.a - this.b * x - this.c * y);
			count += 1;
		}
		return count === 0 ? 0 : medianInPlace(this.#residuals, count);
	}
}
