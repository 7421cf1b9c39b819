/** Flow between two key frames, for the network and for the picture of what moved. */
import { CROP_SIZE } from '../align/index.ts';
import { MOTION_GRID, poolGrid } from './face-motion.ts';
import { DenseFlow } from './flow.ts';

export class PairFlow {
	readonly #flow = new DenseFlow();

	/** Flow from one contrast crop to another, raw (rigid part included), crop px; own arrays. */
	grid(from: Float32Array, to: Float32Array): { u: Float32Array; v: Float32Array } {
		this.#flow.setReference(from);
		this.#flow.measure(to);
		const u = new Float32Array(MOTION_GRID * MOTION_GRID);
		const v = new Float32Array(MOTION_GRID * MOTION_GRID);
		poolGrid(this.#flow.u, u);
		poolGrid(this.#flow.v, v);
		return { u, v };
	}

	/**
	 * Size of the last flow at every crop pixel less its median, scaled so that `fullPx` is 255.
	 * The median stands for the rigid part: good enough for a picture.
	 */
	magnitude(fullPx: number): Uint8ClampedArray<ArrayBuffer> {
		const out = new Uint8ClampedArray(CROP_SIZE * CROP_SIZE);
		const medianU = medianOf(this.#flow.u);
		const medianV = medianOf(this.#flow.v);
		for (let i = 0; i < out.length; i++) {
			const size = Math.hypot(this.#flow.u[i]! - medianU, this.#flow.v[i]! - medianV);
			out[i] = (255 * size) / fullPx;
		}
		return out;
	}
}

function medianOf(plane: Float32Array): number {
	const sorted = plane.slice().sort();
	return sorted[sorted.length >> 1]!;
}
