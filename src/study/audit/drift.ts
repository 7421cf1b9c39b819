/**
 * What a face's track does where nothing happens, taken out: noise of single frames, wandering that
 * forgets itself within a fifth of a second, and a straight line of unknown height and slope.
 *
 * With K the covariance of the first two over the frames' times and L L' = K, `whiten` gives L^-1 x
 * less its part along the whitened line: what is left is compared as if it were white.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Share of a single frame's noise in the variance; the rest wanders. */
const WHITE = 0.1;
const FORGETS_MS = 200;

export class Drift {
	readonly #size: number;
	/** L^-1, lower triangle, [T, T]. */
	readonly #inverse: Float64Array;
	/** Whitened constant and slope, orthonormal, [2, T]. */
	readonly #line: readonly [Float64Array, Float64Array];

	/** @param times ms, ascending, at least three */
	constructor(times: Float64Array) {
		const size = times.length;
		this.#size = size;
		const covariance = new Matrix(size, size);
		for (let i = 0; i < size; i++) {
			for (let j = 0; j < size; j++) {
				const wander = (1 - WHITE) * Math.exp(-Math.abs(times[i]! - times[j]!) / FORGETS_MS);
				covariance.set(i, j, wander + (i === j ? WHITE : 0));
			}
		}
		const lower = new CholeskyDecomposition(covariance).lowerTriangularMatrix;
		this.#inverse = invertLower(lower.to1DArray(), size);
		const middle = (times[0]! + times[size - 1]!) / 2;
		const constant = this.#apply(new Float64Array(size).fill(1));
		const slope = this.#apply(times.map((at) => (at - middle) / 1000));
		normalise(constant);
		takeOut(slope, constant);
		normalise(slope);
		this.#line = [constant, slope];
	}

	/** Column `x` [T] as white noise would have it; a new array. */
	whiten(x: Float64Array): Float64Array {
		const white = this.#apply(x);
		for (const part of this.#line) takeOut(white, part);
		return white;
	}

	#apply(x: Float64Array): Float64Array {
		const out = new Float64Array(this.#size);
		for (let i = 0; i < this.#size; i++) {
			let sum = 0;
			for (let j = 0; j <= i; j++) sum += this.#inverse[i * this.#size + j]! * x[j]!;
			out[i] = sum;
		}
		return out;
	}
}

/** By forward substitution, a column at a time. */
function invertLower(lower: readonly number[], size: number): Float64Array {
	const inverse = new Float64Array(size * size);
	for (let column = 0; column < size; column++) {
		for (let i = column; i < size; i++) {
			let sum = i === column ? 1 : 0;
			for (let j = column; j < i; j++) sum -= lower[i * size + j]! * inverse[j * size + column]!;
			inverse[i * size + column] = sum / lower[i * size + i]!;
		}
	}
	return inverse;
}

export function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

function takeOut(x: Float64Array, unit: Float64Array): void {
	const along = dot(x, unit);
	for (let i = 0; i < x.length; i++) x[i]! -= along * unit[i]!;
}

function normalise(x: Float64Array): void {
	const length = Math.sqrt(dot(x, x));
	for (let i = 0; i < x.length; i++) x[i]! /= length;
}
