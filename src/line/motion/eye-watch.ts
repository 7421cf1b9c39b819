/**
 * Whether the eyes look as they did in the reference.
 *
 * Closing lids change what is seen where the eyes are far more than any movement does, and they do
 * so whatever the face model makes of them (the assembled one hardly closes its lids). Pixels are
 * therefore asked besides the mesh. Both eyes must have changed: a wink is a movement.
 */
import { CROP_SIZE, EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from '../align/index.ts';

/** Ellipse of an eye around its centre, IOD. */
const RADIUS_X = 0.2;
const RADIUS_Y = 0.09;

function eyePixels(side: -1 | 1): Int32Array {
	const pixels: number[] = [];
	for (let y = 0; y < CROP_SIZE; y++) {
		for (let x = 0; x < CROP_SIZE; x++) {
			const dx = ((x - EYE_CENTRE_X) / IOD_PX - side / 2) / RADIUS_X;
			const dy = (y - EYE_CENTRE_Y) / IOD_PX / RADIUS_Y;
			if (dx * dx + dy * dy < 1) pixels.push(y * CROP_SIZE + x);
		}
	}
	return Int32Array.from(pixels);
}

export class EyeWatch {
	readonly #right = eyePixels(-1);
	readonly #left = eyePixels(1);
	readonly #reference = new Float32Array(CROP_SIZE * CROP_SIZE);

	/** @param contrast [128, 128] of a frame with open eyes */
	setReference(contrast: Float32Array): void {
		this.#reference.set(contrast);
	}

	/** Mean absolute change of the less changed eye, in units of local contrast. */
	change(contrast: Float32Array): number {
		return Math.min(this.#changeOf(this.#right, contrast), this.#changeOf(this.#left, contrast));
	}

	#changeOf(pixels: Int32Array, contrast: Float32Array): number {
		let sum = 0;
		for (let i = 0; i < pixels.length; i++) {
			const p = pixels[i]!;
			sum += Math.abs(contrast[p]! - this.#reference[p]!);
		}
		return sum / pixels.length;
	}
}
