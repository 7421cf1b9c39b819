/**
 * Whether the eyes look as they did in the reference.
 *
 * Closing lids change what is seen where the eyes are far more than any movement does, and they do
 * so whatever the face model makes of them (the assembled one hardly closes its lids). Pixels are
 * therefore asked besides the mesh. Both eyes must have changed: a wink is a movement.
 *
 * A head that turns carries its eyes through the crop, which changes those pixels as much as a blink
 * does; each eye is therefore looked for where the rigid head has carried it.
 */
import { CROP_SIZE, EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from '../align/index.ts';
import { clamp } from '../../core/statistics/index.ts';

/** Ellipse of an eye around its centre, IOD. */
const RADIUS_X = 0.2;
const RADIUS_Y = 0.09;

/** Centres of the eyes in the crop, px: right, left. */
const CENTRES = [-1, 1].map((side) => EYE_CENTRE_X + (side * IOD_PX) / 2);

/** Where the rigid head has carried a point of the reference crop, crop px, into `out` (x, y). */
export interface HeadShift {
	shiftAt(x: number, y: number, out: Float64Array): void;
}

/** Pixels of the ellipse around `centre`: x, y in turn. */
function eyePixels(centre: number): Int32Array {
	const pixels: number[] = [];
	for (let y = 0; y < CROP_SIZE; y++) {
		for (let x = 0; x < CROP_SIZE; x++) {
			const dx = (x - centre) / IOD_PX / RADIUS_X;
			const dy = (y - EYE_CENTRE_Y) / IOD_PX / RADIUS_Y;
			if (dx * dx + dy * dy < 1) pixels.push(x, y);
		}
	}
	return Int32Array.from(pixels);
}

export class EyeWatch {
	readonly #pixels = CENTRES.map(eyePixels);
	readonly #reference = new Float32Array(CROP_SIZE * CROP_SIZE);
	/** How far the head had carried each eye when the motion's reference was last renewed, crop px. */
	readonly #carried = CENTRES.map(() => new Float64Array(2));
	readonly #shift = new Float64Array(2);

	/** @param contrast [128, 128] of a frame with open eyes */
	setReference(contrast: Float32Array): void {
		this.#reference.set(contrast);
		for (const carried of this.#carried) carried.fill(0);
	}

	/** The motion's reference is renewed while the eyes' is kept: goes on from where the head is. */
	carry(head: HeadShift): void {
		for (let eye = 0; eye < CENTRES.length; eye++)
			this.#carried[eye]!.set(this.#shiftOf(eye, head));
	}

	/** Mean absolute change of the less changed eye, in units of local contrast; [128, 128]. */
	change(contrast: Float32Array, head: HeadShift): number {
		return Math.min(this.#changeOf(0, contrast, head), this.#changeOf(1, contrast, head));
	}

	#changeOf(eye: number, contrast: Float32Array, head: HeadShift): number {
		const shift = this.#shiftOf(eye, head);
		const pixels = this.#pixels[eye]!;
		const farthest = CROP_SIZE - 1.001;
		let sum = 0;
		for (let i = 0; i < pixels.length; i += 2) {
			const x = clamp(pixels[i]! + shift[0]!, 0, farthest);
			const y = clamp(pixels[i + 1]! + shift[1]!, 0, farthest);
			const at = (y | 0) * CROP_SIZE + (x | 0);
			const right = x - (x | 0);
			const down = y - (y | 0);
			const top = contrast[at]! + right * (contrast[at + 1]! - contrast[at]!);
			const low = at + CROP_SIZE;
			const bottom = contrast[low]! + right * (contrast[low + 1]! - contrast[low]!);
			const seen = top + down * (bottom - top);
			sum += Math.abs(seen - this.#reference[pixels[i + 1]! * CROP_SIZE + pixels[i]!]!);
		}
		return (2 * sum) / pixels.length;
	}

	#shiftOf(eye: number, head: HeadShift): Float64Array {
		const x = this.#carried[eye]![0]!;
		const y = this.#carried[eye]![1]!;
		const shift = this.#shift;
		head.shiftAt(CENTRES[eye]! + x, EYE_CENTRE_Y + y, shift);
		shift[0]! += x;
		shift[1]! += y;
		return shift;
	}
}
