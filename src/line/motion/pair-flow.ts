/** Flow between two key frames, for the network and for the picture of what moved. */
import { CROP_SIZE, EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from '../align/index.ts';
import { clamp, selectInPlace } from '../../core/statistics/index.ts';
import { MOTION_GRID } from './face-motion.ts';
import { DenseFlow } from './flow.ts';
import { poolStretched } from './network-grid.ts';

/** Ellipse of a face around the point between the eyes, IOD. */
const FACE_RADIUS_X = 0.95;
const FACE_RADIUS_Y = 1.25;
const FACE_MIDDLE_Y = 0.35;

export class PairFlow {
	readonly #flow = new DenseFlow();

	/**
	 * Flow from one contrast crop to another, raw (rigid part included), crop px; own arrays.
	 *
	 * @param stretch of the face in them (`faceStretch`)
	 */
	grid(
		from: Float32Array,
		to: Float32Array,
		stretch: number,
	): { u: Float32Array; v: Float32Array } {
		this.#flow.setReference(from);
		this.#flow.measure(to);
		const u = new Float32Array(MOTION_GRID * MOTION_GRID);
		const v = new Float32Array(MOTION_GRID * MOTION_GRID);
		poolStretched(this.#flow.u, stretch, u);
		poolStretched(this.#flow.v, stretch, v);
		return { u, v };
	}

	/**
	 * Size of the last flow at every crop pixel less its median, scaled so that `fullPx` is 255, and
	 * faded where there is no face or nothing to see motion by. The median stands for the rigid part:
	 * good enough for a picture.
	 */
	magnitude(fullPx: number): Uint8ClampedArray<ArrayBuffer> {
		const out = new Uint8ClampedArray(CROP_SIZE * CROP_SIZE);
		const { u, v, confidence } = this.#flow;
		const medianU = medianOf(u);
		const medianV = medianOf(v);
		for (let i = 0; i < out.length; i++) {
			const x = ((i % CROP_SIZE) - EYE_CENTRE_X) / IOD_PX;
			const y = (Math.floor(i / CROP_SIZE) - EYE_CENTRE_Y) / IOD_PX;
			const rim = (x / FACE_RADIUS_X) ** 2 + ((y - FACE_MIDDLE_Y) / FACE_RADIUS_Y) ** 2;
			const seen = confidence[i]! * clamp((1.2 - rim) / 0.4, 0, 1);
			out[i] = (255 * seen * Math.hypot(u[i]! - medianU, v[i]! - medianV)) / fullPx;
		}
		return out;
	}
}

const medianOf = (plane: Float32Array): number => selectInPlace(plane.slice(), plane.length >> 1);
