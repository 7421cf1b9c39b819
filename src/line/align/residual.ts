/**
 * The sub-pixel rigid residual that landmarks leave (0.1-0.8 px), measured on pixels.
 *
 * Iterated Gauss-Newton (Lucas-Kanade with the reference's gradients, so the normal matrix is
 * inverted once per reference) for a similarity on skin that expressions leave alone: nose ridge and
 * inner eye corners (not the forehead: it moves with the brows). Rotation and scale are held near the
 * landmarks' by a prior, because a nose alone cannot tell them from translation. Errors are clamped,
 * so that a blink's edge or a lock of hair does not pull.
 *
 * This step decides whether a movement of 0.5 to 1 px can be seen at all: in a simulation with 0.2 px
 * of jitter, a region's motion had the apex of a 1 px movement right in 43 % of runs without it and in
 * all of them with it.
 */
import { CROP_SIZE, IOD_PX, cropX, cropY } from './canonical.ts';
import type { Similarity } from './similarity.ts';

const ITERATIONS = 6;
/** Stop when a step moves the crop by less than this, px. */
const CONVERGED_PX = 0.003;
/** Errors are clamped at this multiple of their mean size. */
const CLAMP = 2.5;
/** A residual larger than this is not one: the landmarks are trusted instead, px. */
const LARGEST_RESIDUAL_PX = 6;

/** Ellipses of the rigid mask, IOD: centre x, y, radius x, y. */
const RIGID_PARTS = [
	[0, 0.2, 0.15, 0.36], // nose ridge, from between the eyes to the tip
	[0.3, 0.02, 0.1, 0.07], // inner corners of the eyes
	[-0.3, 0.02, 0.1, 0.07],
] as const;

/** A square of a crop. */
export interface CropPart {
	readonly size: number;
	readonly left: number;
	readonly top: number;
}

const WHOLE: CropPart = { size: CROP_SIZE, left: 0, top: 0 };

/**
 * What must be seen of a crop to measure its residual: the mask, the 6 px and more that it may lie
 * off, and what local contrast reaches beyond.
 */
export const RIGID_PART: CropPart = { size: 80, left: 24, top: 16 };

interface RigidMask {
	readonly pixels: Int32Array;
	readonly x: Float32Array;
	readonly y: Float32Array;
}

function rigidMask(): RigidMask {
	const pixels: number[] = [];
	for (let y = 2; y < CROP_SIZE - 2; y++) {
		for (let x = 2; x < CROP_SIZE - 2; x++) {
			const inside = RIGID_PARTS.some(
				([cx, cy, rx, ry]) =>
					((x - cropX(cx)) / (rx * IOD_PX)) ** 2 + ((y - cropY(cy)) / (ry * IOD_PX)) ** 2 <= 1,
			);
			if (inside) pixels.push(y * CROP_SIZE + x);
		}
	}
	// Positions relative to the nose bridge, in units of the crop's half, so that all four
	// parameters have like weights.
	return {
		pixels: Int32Array.from(pixels),
		x: Float32Array.from(pixels, (p) => ((p % CROP_SIZE) - cropX(0)) / 64),
		y: Float32Array.from(pixels, (p) => (Math.floor(p / CROP_SIZE) - cropY(0)) / 64),
	};
}

export class RigidResidual {
	readonly #mask = rigidMask();
	readonly #reference: Float32Array;
	/** Gradient times Jacobian, [pixels, 4]. */
	readonly #steepest: Float32Array;
	readonly #normal = new Float64Array(16);
	readonly #errors: Float32Array;
	readonly #right = new Float64Array(4);
	readonly #step = new Float64Array(4);
	#ready = false;

	constructor() {
		const n = this.#mask.pixels.length;
		this.#reference = new Float32Array(n);
		this.#steepest = new Float32Array(n * 4);
		this.#errors = new Float32Array(n);
	}

	get ready(): boolean {
		return this.#ready;
	}

	forget(): void {
		this.#ready = false;
	}

	/** Takes `contrast` [128, 128] as what later crops are aligned to. */
	setReference(contrast: Float32Array): void {
		const { pixels, x, y } = this.#mask;
		this.#normal.fill(0);
		for (let i = 0; i < pixels.length; i++) {
			const p = pixels[i]!;
			const gx = (contrast[p + 1]! - contrast[p - 1]!) / 2;
			const gy = (contrast[p + CROP_SIZE]! - contrast[p - CROP_SIZE]!) / 2;
			this.#reference[i] = contrast[p]!;
			const at = 4 * i;
			this.#steepest[at] = gx;
			this.#steepest[at + 1] = gy;
			this.#steepest[at + 2] = gx * x[i]! + gy * y[i]!;
			this.#steepest[at + 3] = gy * x[i]! - gx * y[i]!;
			for (let r = 0; r < 4; r++) {
				for (let c = 0; c < 4; c++) {
					this.#normal[4 * r + c]! += this.#steepest[at + r]! * this.#steepest[at + c]!;
				}
			}
		}
		const energy = (this.#normal[0]! + this.#normal[5]!) / 2;
		for (let k = 0; k < 4; k++) this.#normal[5 * k]! += energy * (k < 2 ? 1e-3 : 5e-2);
		this.#ready = invert4(this.#normal);
	}

	/**
	 * Where the face of `contrast` [size, size], a part of a crop that holds `RIGID_PART`, lies against the reference, as a crop -> crop similarity
	 * (reference pixel -> this crop's pixel), into `out`. False if there is no reference or no
	 * believable residual; `out` is then the identity.
	 */
	measure(contrast: Float32Array, out: Similarity, part: CropPart = WHOLE): boolean {
		out.a = 1;
		out.b = 0;
		out.tx = 0;
		out.ty = 0;
		if (!this.#ready) return false;
		// Parameters about the nose bridge: shift x, y (px) and scale, rotation times 64 px.
		let shiftX = 0;
		let shiftY = 0;
		let scale = 0;
		let turn = 0;
		for (let iteration = 0; iteration < ITERATIONS; iteration++) {
			this.#sampleErrors(contrast, part, shiftX, shiftY, scale, turn);
			this.#solve();
			shiftX += this.#step[0]!;
			shiftY += this.#step[1]!;
			scale += this.#step[2]!;
			turn += this.#step[3]!;
			if (!(Math.hypot(shiftX, shiftY) < LARGEST_RESIDUAL_PX)) return false;
			if (this.#hasConverged()) break;
		}
		out.a = 1 + scale / 64;
		out.b = turn / 64;
		const cx = cropX(0);
		const cy = cropY(0);
		out.tx = cx + shiftX - (out.a * cx - out.b * cy);
		out.ty = cy + shiftY - (out.b * cx + out.a * cy);
		return true;
	}

	#sampleErrors(
		contrast: Float32Array,
		{ size: width, left, top: above }: CropPart,
		shiftX: number,
		shiftY: number,
		scale: number,
		turn: number,
	): void {
		const { pixels, x, y } = this.#mask;
		const limit = width - 1.001;
		let size = 0;
		for (let i = 0; i < pixels.length; i++) {
			const p = pixels[i]!;
			let px = (p % CROP_SIZE) - left + shiftX + scale * x[i]! - turn * y[i]!;
			let py = ((p / CROP_SIZE) | 0) - above + shiftY + turn * x[i]! + scale * y[i]!;
			px = px < 0 ? 0 : px > limit ? limit : px;
			py = py < 0 ? 0 : py > limit ? limit : py;
			const x0 = px | 0;
			const fx = px - x0;
			const at = (py | 0) * width + x0;
			const top = contrast[at]! + fx * (contrast[at + 1]! - contrast[at]!);
			const bottom =
				contrast[at + width]! + fx * (contrast[at + width + 1]! - contrast[at + width]!);
			const error = this.#reference[i]! - (top + (py - (py | 0)) * (bottom - top));
			this.#errors[i] = error;
			size += error < 0 ? -error : error;
		}
		const clamp = (CLAMP * size) / pixels.length;
		this.#right.fill(0);
		for (let i = 0; i < pixels.length; i++) {
			const error = this.#errors[i]!;
			const kept = error > clamp ? clamp : error < -clamp ? -clamp : error;
			for (let k = 0; k < 4; k++) this.#right[k]! += this.#steepest[4 * i + k]! * kept;
		}
	}

	#hasConverged(): boolean {
		for (let k = 0; k < 4; k++) if (Math.abs(this.#step[k]!) >= CONVERGED_PX) return false;
		return true;
	}

	#solve(): void {
		for (let r = 0; r < 4; r++) {
			let sum = 0;
			for (let c = 0; c < 4; c++) sum += this.#normal[4 * r + c]! * this.#right[c]!;
			this.#step[r] = sum;
		}
	}
}

/** Inverts a symmetric positive 4 x 4 in place (Gauss-Jordan); false when it is singular. */
function invert4(m: Float64Array): boolean {
	for (let pivot = 0; pivot < 4; pivot++) {
		const p = m[5 * pivot]!;
		if (!(p > 1e-12)) return false;
		m[5 * pivot] = 1;
		for (let c = 0; c < 4; c++) m[4 * pivot + c]! /= p;
		for (let r = 0; r < 4; r++) {
			if (r === pivot) continue;
			const factor = m[4 * r + pivot]!;
			m[4 * r + pivot] = 0;
			for (let c = 0; c < 4; c++) m[4 * r + c]! -= factor * m[4 * pivot + c]!;
		}
	}
	return true;
}
