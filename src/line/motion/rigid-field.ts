/**
 * The rigid part of a flow field.
 *
 * What is left of head motion after alignment (a little turn, nod, change of size) moves a face
 * point by  a + b x + c y + d z  per component, z its depth: small rotations under scaled
 * orthography. Facial movements are the outliers of that fit. Iteratively reweighted least squares
 * with Cauchy weights beats a median, which beats nothing; the depth term is what
 * tells a turning head, whose nose runs ahead of its cheeks, from a moving nose.
 *
 * Both components are fitted together. A head that rolls or comes near changes them alike
 * (u = s x - r y, v = r x + s y); only a turn stretches one of them, and a little. The fit is held near
 * that: free slopes of nose and cheeks, continued up to the brows, would carry speech there and take
 * brow movements along (decision 0067).
 */
import { CELL_PX, IOD_PX } from '../align/index.ts';
import { clamp, medianInPlace, solveNormal } from '../../core/statistics/index.ts';

const ITERATIONS = 4;
/** Cauchy scale in units of the median absolute residual. */
const CAUCHY = 2.385 * 1.4826;
/** Ridge on the depth term, share of its energy: a face seen flat must not divide by nothing. */
const DEPTH_RIDGE = 1e-3;
/** a, b, c, d of u, then of v. */
const TERMS = 4;
const BOTH = 2 * TERMS;
const WIDTH = BOTH + 1;
/** Pivots under this are none: nothing is trusted, or all of it in one place. */
const SINGULAR = 1e-12;
const CELLS_PER_IOD = IOD_PX / CELL_PX;
/**
 * Weight of slopes that are none of a similarity, px per IOD squared, as a share of all cells' weight.
 * A tenth of it gains little, ten times as much leaves turns in the field.
 */
const LIKENESS = 0.03 * CELLS_PER_IOD ** 2;

export class RigidField {
	readonly #size: number;
	readonly #middle: number;
	/** x, y in cells from the middle, and depth; [size, size] each. */
	readonly #x: Float32Array;
	readonly #y: Float32Array;
	readonly #depth: Float32Array;
	readonly #residuals: Float32Array;
	readonly #normal = new Float64Array(BOTH * WIDTH);
	/** Weight of all cells in the last sums. */
	#weight = 0;
	/** a, b, c, d of the last fit of u, then of v. */
	readonly terms = new Float64Array(BOTH);

	constructor(size: number) {
		const middle = (size - 1) / 2;
		this.#size = size;
		this.#middle = middle;
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
	 * Fits the flow `u`, `v` [size, size] and takes the fit out of it.
	 * @param weights how far each cell is trusted to be rigid, 0..1
	 * @param floor   smallest Cauchy scale, in the flow's unit: below it residuals are noise
	 */
	remove(u: Float32Array, v: Float32Array, weights: Float32Array, floor: number): void {
		this.terms.fill(0);
		let scaleU = Infinity;
		let scaleV = Infinity;
		for (let iteration = 0; iteration <= ITERATIONS; iteration++) {
			this.#normal.fill(0);
			this.#weight = 0;
			this.#accumulate(u, 0, weights, scaleU);
			this.#accumulate(v, TERMS, weights, scaleV);
			this.#holdAlike();
			if (!solveNormal(this.#normal, BOTH, 1, this.terms, SINGULAR)) break;
			if (iteration === ITERATIONS) break;
			scaleU = Math.max(floor, this.#spread(u, 0, weights) * CAUCHY);
			scaleV = Math.max(floor, this.#spread(v, TERMS, weights) * CAUCHY);
		}
		for (let i = 0; i < u.length; i++) {
			u[i]! -= this.#at(0, i);
			v[i]! -= this.#at(TERMS, i);
		}
	}

	/** Motion of the last fit at a cell that need not be whole, in the fields' unit, into `out` (u, v). */
	motionAt(column: number, row: number, out: Float64Array): void {
		const { terms: t } = this;
		const x = column - this.#middle;
		const y = row - this.#middle;
		const last = this.#size - 1;
		const nearestRow = clamp(Math.round(row), 0, last);
		const z = this.#depth[nearestRow * this.#size + clamp(Math.round(column), 0, last)]!;
		out[0] = t[0]! + t[1]! * x + t[2]! * y + t[3]! * z;
		out[1] = t[4]! + t[5]! * x + t[6]! * y + t[7]! * z;
	}

	#at(k: number, i: number): number {
		const t = this.terms;
		return t[k]! + t[k + 1]! * this.#x[i]! + t[k + 2]! * this.#y[i]! + t[k + 3]! * this.#depth[i]!;
	}

	/** One component's sums into its block; `k`: its first term. */
	#accumulate(field: Float32Array, k: number, weights: Float32Array, scale: number): void {
		let w1 = 0;
		let wx = 0;
		let wy = 0;
		let wz = 0;
		let wf = 0;
		let xx = 0;
		let xy = 0;
		let xz = 0;
		let xf = 0;
		let yy = 0;
		let yz = 0;
		let yf = 0;
		let zz = 0;
		let zf = 0;
		for (let i = 0; i < field.length; i++) {
			if (weights[i]! <= 0) continue;
			const residual = (field[i]! - this.#at(k, i)) / scale;
			const w = weights[i]! / (1 + residual * residual);
			const x = this.#x[i]!;
			const y = this.#y[i]!;
			const z = this.#depth[i]!;
			const f = field[i]!;
			w1 += w;
			wx += w * x;
			wy += w * y;
			wz += w * z;
			wf += w * f;
			xx += w * x * x;
			xy += w * x * y;
			xz += w * x * z;
			xf += w * x * f;
			yy += w * y * y;
			yz += w * y * z;
			yf += w * y * f;
			zz += w * z * z;
			zf += w * z * f;
		}
		this.#weight += w1 / 2;
		this.#row(k, k, w1, wx, wy, wz, wf);
		this.#row(k + 1, k, wx, xx, xy, xz, xf);
		this.#row(k + 2, k, wy, xy, yy, yz, yf);
		this.#row(k + 3, k, wz, xz, yz, zz + DEPTH_RIDGE * zz + 1e-9, zf);
	}

	#row(row: number, k: number, a: number, b: number, c: number, d: number, f: number): void {
		const at = row * WIDTH + k;
		const n = this.#normal;
		n[at] = a;
		n[at + 1] = b;
		n[at + 2] = c;
		n[at + 3] = d;
		n[row * WIDTH + BOTH] = f;
	}

	/** u must grow with x as v with y, and with y as v with -x. */
	#holdAlike(): void {
		const n = this.#normal;
		const hold = LIKENESS * this.#weight;
		const ux = 1;
		const uy = 2;
		const vx = TERMS + 1;
		const vy = TERMS + 2;
		n[ux * WIDTH + ux]! += hold;
		n[vy * WIDTH + vy]! += hold;
		n[ux * WIDTH + vy]! -= hold;
		n[vy * WIDTH + ux]! -= hold;
		n[uy * WIDTH + uy]! += hold;
		n[vx * WIDTH + vx]! += hold;
		n[uy * WIDTH + vx]! += hold;
		n[vx * WIDTH + uy]! += hold;
	}

	#spread(field: Float32Array, k: number, weights: Float32Array): number {
		let count = 0;
		for (let i = 0; i < field.length; i++) {
			if (weights[i]! <= 0.2) continue;
			this.#residuals[count] = Math.abs(field[i]! - this.#at(k, i));
			count += 1;
		}
		return count === 0 ? 0 : medianInPlace(this.#residuals, count);
	}
}
