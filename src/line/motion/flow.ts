/**
 * Dense optical flow of a crop against a reference crop.
 *
 * Lucas-Kanade at every pixel with the reference's gradients and structure tensor, which are
 * computed once per reference; two levels (64, then 128 px), windows by box means, so the cost
 * does not depend on the window. A small ridge on the tensor keeps smooth skin at zero motion
 * instead of at noise; the ridge relative to the tensor is the confidence.
 * Source: Lucas & Kanade 1981; Baker & Matthews 2004 for the gradients of the reference.
 *
 * Sign  flow (u, v) at x says where the reference's point x has gone: crop(x + u) = reference(x);
 *       right and down, crop px
 */
import { CROP_SIZE, boxMean } from '../align/index.ts';

const HALF = CROP_SIZE / 2;
/** Window radius, px of its level; two box passes make it a triangle. */
const WINDOW_RADIUS = 3;
const COARSE_ITERATIONS = 4;
const FINE_ITERATIONS = 2;
/** Ridge on the structure tensor, in squared contrast per px: about what sensor noise has. */
const RIDGE = 2e-5;
/** A step is cut here, px of its level: a larger one has left the linear range. */
const LARGEST_STEP = 1;

class Level {
	readonly size: number;
	readonly reference: Float32Array;
	readonly #gx: Float32Array;
	readonly #gy: Float32Array;
	/** Windowed tensor with ridge, inverted: xx, xy, yy. */
	readonly #ixx: Float32Array;
	readonly #ixy: Float32Array;
	readonly #iyy: Float32Array;
	readonly confidence: Float32Array;
	readonly #bx: Float32Array;
	readonly #by: Float32Array;
	readonly #rows: Float32Array;

	constructor(size: number) {
		this.size = size;
		const plane = (): Float32Array => new Float32Array(size * size);
		this.reference = plane();
		this.#gx = plane();
		this.#gy = plane();
		this.#ixx = plane();
		this.#ixy = plane();
		this.#iyy = plane();
		this.confidence = plane();
		this.#bx = plane();
		this.#by = plane();
		this.#rows = plane();
	}

	#window(plane: Float32Array): void {
		boxMean(plane, this.#rows, plane, this.size, WINDOW_RADIUS);
		boxMean(plane, this.#rows, plane, this.size, WINDOW_RADIUS);
	}

	/** Derives everything that depends on `reference` alone. */
	prepare(): void {
		const { size, reference } = this;
		for (let y = 0; y < size; y++) {
			const up = Math.max(0, y - 1) * size;
			const down = Math.min(size - 1, y + 1) * size;
			for (let x = 0; x < size; x++) {
				const i = y * size + x;
				const gx =
					(reference[y * size + Math.min(size - 1, x + 1)]! -
						reference[y * size + Math.max(0, x - 1)]!) /
					2;
				const gy = (reference[down + x]! - reference[up + x]!) / 2;
				this.#gx[i] = gx;
				this.#gy[i] = gy;
				this.#ixx[i] = gx * gx;
				this.#ixy[i] = gx * gy;
				this.#iyy[i] = gy * gy;
			}
		}
		this.#window(this.#ixx);
		this.#window(this.#ixy);
		this.#window(this.#iyy);
		for (let i = 0; i < size * size; i++) {
			const xx = this.#ixx[i]!;
			const xy = this.#ixy[i]!;
			const yy = this.#iyy[i]!;
			// The weaker eigenvalue says whether both directions can be seen.
			const weak = (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2;
			this.confidence[i] = weak / (weak + 4 * RIDGE);
			const rxx = xx + RIDGE;
			const ryy = yy + RIDGE;
			const determinant = rxx * ryy - xy * xy;
			this.#ixx[i] = ryy / determinant;
			this.#ixy[i] = -xy / determinant;
			this.#iyy[i] = rxx / determinant;
		}
	}

	/** One Gauss-Newton step on `u`, `v` [size, size], in place. */
	step(crop: Float32Array, u: Float32Array, v: Float32Array): void {
		const { size, reference } = this;
		const gx = this.#gx;
		const gy = this.#gy;
		const bx = this.#bx;
		const by = this.#by;
		const limit = size - 1.001;
		let i = 0;
		for (let y = 0; y < size; y++) {
			for (let x = 0; x < size; x++, i++) {
				let px = x + u[i]!;
				let py = y + v[i]!;
				px = px < 0 ? 0 : px > limit ? limit : px;
				py = py < 0 ? 0 : py > limit ? limit : py;
				const x0 = px | 0;
				const y0 = py | 0;
				const fx = px - x0;
				const at = y0 * size + x0;
				const topLeft = crop[at]!;
				const bottomLeft = crop[at + size]!;
				const top = topLeft + fx * (crop[at + 1]! - topLeft);
				const bottom = bottomLeft + fx * (crop[at + size + 1]! - bottomLeft);
				const error = reference[i]! - (top + (py - y0) * (bottom - top));
				bx[i] = gx[i]! * error;
				by[i] = gy[i]! * error;
			}
		}
		this.#window(bx);
		this.#window(by);
		const ixx = this.#ixx;
		const ixy = this.#ixy;
		const iyy = this.#iyy;
		for (let k = 0; k < bx.length; k++) {
			const ex = bx[k]!;
			const ey = by[k]!;
			const du = ixx[k]! * ex + ixy[k]! * ey;
			const dv = ixy[k]! * ex + iyy[k]! * ey;
			u[k]! += du > LARGEST_STEP ? LARGEST_STEP : du < -LARGEST_STEP ? -LARGEST_STEP : du;
			v[k]! += dv > LARGEST_STEP ? LARGEST_STEP : dv < -LARGEST_STEP ? -LARGEST_STEP : dv;
		}
		boxMean(u, this.#rows, u, size, 1);
		boxMean(v, this.#rows, v, size, 1);
	}
}

export class DenseFlow {
	readonly #fine = new Level(CROP_SIZE);
	readonly #coarse = new Level(HALF);
	readonly #coarseCrop = new Float32Array(HALF * HALF);
	readonly #coarseU = new Float32Array(HALF * HALF);
	readonly #coarseV = new Float32Array(HALF * HALF);
	/** Result of the last `measure`, [128, 128], crop px. */
	readonly u = new Float32Array(CROP_SIZE * CROP_SIZE);
	readonly v = new Float32Array(CROP_SIZE * CROP_SIZE);

	/** How well both directions can be seen at each reference pixel, 0..1. */
	get confidence(): Float32Array {
		return this.#fine.confidence;
	}

	/** @param contrast [128, 128] */
	setReference(contrast: Float32Array): void {
		this.#fine.reference.set(contrast);
		halve(contrast, this.#coarse.reference);
		this.#fine.prepare();
		this.#coarse.prepare();
	}

	/** Flow reference -> `contrast` into `u`, `v`. */
	measure(contrast: Float32Array): void {
		halve(contrast, this.#coarseCrop);
		this.#coarseU.fill(0);
		this.#coarseV.fill(0);
		for (let i = 0; i < COARSE_ITERATIONS; i++) {
			this.#coarse.step(this.#coarseCrop, this.#coarseU, this.#coarseV);
		}
		double(this.#coarseU, this.u);
		double(this.#coarseV, this.v);
		for (let i = 0; i < FINE_ITERATIONS; i++) this.#fine.step(contrast, this.u, this.v);
	}
}

/** 2 x 2 means. */
function halve(from: Float32Array, out: Float32Array): void {
	for (let y = 0; y < HALF; y++) {
		for (let x = 0; x < HALF; x++) {
			const at = 2 * y * CROP_SIZE + 2 * x;
			out[y * HALF + x] =
				(from[at]! + from[at + 1]! + from[at + CROP_SIZE]! + from[at + CROP_SIZE + 1]!) / 4;
		}
	}
}

/** Bilinear enlargement of a flow component, in px of the finer level. */
function double(from: Float32Array, out: Float32Array): void {
	for (let y = 0; y < CROP_SIZE; y++) {
		const py = Math.min(HALF - 1.001, Math.max(0, (y - 0.5) / 2));
		const y0 = py | 0;
		const fy = py - y0;
		for (let x = 0; x < CROP_SIZE; x++) {
			const px = Math.min(HALF - 1.001, Math.max(0, (x - 0.5) / 2));
			const x0 = px | 0;
			const fx = px - x0;
			const at = y0 * HALF + x0;
			const top = from[at]! + fx * (from[at + 1]! - from[at]!);
			const bottom = from[at + HALF]! + fx * (from[at + HALF + 1]! - from[at + HALF]!);
			out[y * CROP_SIZE + x] = 2 * (top + fy * (bottom - top));
		}
	}
}
