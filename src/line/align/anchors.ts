/**
 * From mesh points to the landmark part of the alignment.
 *
 * Twelve points that expressions hardly move (forehead, nose bridge, canthi; py-feat fits its mesh
 * on the same set). A generic template would put every person's eyes a little off, so the template
 * is the person's own: the running mean of the anchors in eye-aligned space over the first frames,
 * frozen after that, so that it cannot drift with what we want to measure.
 */
import { EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from './canonical.ts';
import type { Similarity } from './similarity.ts';
import { fitSimilarity, identity, invert } from './similarity.ts';

const ANCHORS = [10, 9, 8, 151, 6, 168, 197, 195, 33, 263, 133, 362] as const;

/** Frames the template is averaged over; half a second at 30 fps. */
const TEMPLATE_FRAMES = 15;

/** Outer and inner canthus of the subject's right eye (left in the picture), then of the left. */
const RIGHT_EYE = [33, 133] as const;
const LEFT_EYE = [362, 263] as const;

export class AnchorFit {
	readonly #template = new Float64Array(ANCHORS.length * 2);
	readonly #found = new Float64Array(ANCHORS.length * 2);
	readonly #eyes = new Float64Array(4);
	readonly #eyesInCrop = Float64Array.of(
		EYE_CENTRE_X - IOD_PX / 2,
		EYE_CENTRE_Y,
		EYE_CENTRE_X + IOD_PX / 2,
		EYE_CENTRE_Y,
	);
	readonly #byEyes = identity();
	readonly #toCrop = identity();
	#seen = 0;

	/** Forgets the person. */
	reset(): void {
		this.#seen = 0;
	}

	/**
	 * Crop -> frame transform for a mesh.
	 * @param mesh points as x, y, z in 0..1 of the frame, [478, 3]
	 */
	fit(mesh: Float32Array, frameWidth: number, frameHeight: number, out: Similarity): void {
		const px = (point: number): number => mesh[3 * point]! * frameWidth;
		const py = (point: number): number => mesh[3 * point + 1]! * frameHeight;
		for (let i = 0; i < ANCHORS.length; i++) {
			this.#found[2 * i] = px(ANCHORS[i]!);
			this.#found[2 * i + 1] = py(ANCHORS[i]!);
		}
		if (this.#seen < TEMPLATE_FRAMES) {
			this.#eyes[0] = (px(RIGHT_EYE[0]) + px(RIGHT_EYE[1])) / 2;
			this.#eyes[1] = (py(RIGHT_EYE[0]) + py(RIGHT_EYE[1])) / 2;
			this.#eyes[2] = (px(LEFT_EYE[0]) + px(LEFT_EYE[1])) / 2;
			this.#eyes[3] = (py(LEFT_EYE[0]) + py(LEFT_EYE[1])) / 2;
			fitSimilarity(this.#eyesInCrop, this.#eyes, this.#byEyes);
			invert(this.#byEyes, this.#toCrop);
			this.#seen += 1;
			const { a, b, tx, ty } = this.#toCrop;
			for (let i = 0; i < this.#found.length; i += 2) {
				const x = this.#found[i]!;
				const y = this.#found[i + 1]!;
				this.#template[i]! += (a * x - b * y + tx - this.#template[i]!) / this.#seen;
				this.#template[i + 1]! += (b * x + a * y + ty - this.#template[i + 1]!) / this.#seen;
			}
		}
		fitSimilarity(this.#template, this.#found, out);
	}
}
