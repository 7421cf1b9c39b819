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
import { CROP_SIZE } from '../align/index.ts';
import { PixelLoops } from '../simd/index.ts';

const HALF = CROP_SIZE / 2;
/** Window radius, px of its level; two box passes make it a triangle. */
const WINDOW_RADIUS = 3;
const COARSE_ITERATIONS = 4;
const FINE_ITERATIONS = 2;
/** Ridge on the structure tensor, in squared contrast per px: about what sensor noise has. */
const RIDGE = 2e-5;
/** A step is cut here, px of its level: a larger one has left the linear range. */
const LARGEST_STEP = 1;

/** Planes of a level in the loops' memory, in the order that `flowStep` reads them. */
const PLANES = 8;

class Level {
	readonly size: number;
	readonly reference: Float32Array;
	/** The picture that is compared with the reference. */
	readonly crop: Float32Array;
	readonly u: Float32Array;
	readonly v: Float32Array;
	readonly confidence: Float32Array;
	readonly #loops: PixelLoops;
	/** All of it, and scratch. */
	readonly #level: Float32Array;
	readonly scratch: Float32Array;
	readonly #gx: Float32Array;
	readonly #gy: Float32Array;
	/** Windowed tensor with ridge, inverted: xx, xy, yy. */
	readonly #ixx: Float32Array;
	readonly #ixy: Float32Array;
	readonly #iyy: Float32Array;

	constructor(size: number, loops: PixelLoops) {
		const plane = size * size;
		this.size = size;
		this.#loops = loops;
		this.#level = this.#loops.take(PLANES * plane + PixelLoops.scratchFloats(size));
		const part = (at: number): Float32Array => this.#level.subarray(at * plane, (at + 1) * plane);
		this.reference = part(0);
		this.#gx = part(1);
		this.#gy = part(2);
		this.#ixx = part(3);
		this.#ixy = part(4);
		this.#iyy = part(5);
		this.scratch = this.#level.subarray(PLANES * plane);
		this.crop = this.#loops.take(plane);
		this.u = this.#loops.take(plane);
		this.v = this.#loops.take(plane);
		this.confidence = new Float32Array(plane);
	}

	/** What a level takes of the loops' memory. */
	static floats(size: number): number {
		return (PLANES + 3) * size * size + PixelLoops.scratchFloats(size);
	}

	#window(plane: Float32Array): void {
		this.#loops.triangleMean(plane, this.size, WINDOW_RADIUS, this.scratch);
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

	/** One Gauss-Newton step on `u`, `v`. */
	step(): void {
		this.#loops.flowStep(
			this.crop,
			this.#level,
			this.u,
			this.v,
			this.size,
			WINDOW_RADIUS,
			LARGEST_STEP,
		);
	}
}

/** A flow that is expected. */
export interface FlowGuess {
	/** Writes it for the pixels of the half-size crop, in their px; [64, 64] each. */
	write(u: Float32Array, v: Float32Array): void;
}

export class DenseFlow {
	readonly #loops = new PixelLoops(Level.floats(CROP_SIZE) + Level.floats(HALF));
	readonly #fine = new Level(CROP_SIZE, this.#loops);
	readonly #coarse = new Level(HALF, this.#loops);

	/** Result of the last `measure`, [128, 128], crop px. */
	get u(): Float32Array {
		return this.#fine.u;
	}
	get v(): Float32Array {
		return this.#fine.v;
	}

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

	/**
	 * Flow reference -> `contrast` into `u`, `v`.
	 * @param guess where to begin; skin without texture stays there. From nothing without one
	 */
	measure(contrast: Float32Array, guess: FlowGuess | null = null): void {
		const coarse = this.#coarse;
		const fine = this.#fine;
		halve(contrast, coarse.crop);
		if (guess === null) {
			coarse.u.fill(0);
			coarse.v.fill(0);
		} else {
			guess.write(coarse.u, coarse.v);
		}
		for (let i = 0; i < COARSE_ITERATIONS; i++) coarse.step();
		this.#loops.enlarge(coarse.u, fine.u, HALF, fine.scratch);
		this.#loops.enlarge(coarse.v, fine.v, HALF, fine.scratch);
		fine.crop.set(contrast);
		for (let i = 0; i < FINE_ITERATIONS; i++) fine.step();
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
