/** A plane of bytes under an affine map, in WebAssembly with SIMD. */
import { compiledLoops } from './pixel-loops.ts';

/** Bytes, one sample each `step`. */
export interface BytePlane {
	readonly data: Uint8Array;
	readonly width: number;
	readonly height: number;
	/** Bytes from row to row, and from sample to sample. */
	readonly stride: number;
	readonly step: number;
	/** Of the first sample. */
	readonly offset: number;
}

/** x = xx * column + xy * row + x0, y likewise: pixels of the plane, centers at whole numbers. */
export interface AffineMap {
	readonly xx: number;
	readonly xy: number;
	readonly yx: number;
	readonly yy: number;
	readonly x0: number;
	readonly y0: number;
}

const PAGE_BYTES = 65536;
/** The last sample may be read as a pair. */
const SLACK_BYTES = 16;

/** Rows of the plane are copied into its memory, which grows to the largest so far and is kept. */
export class PlaneWarp {
	readonly #memory = new WebAssembly.Memory({ initial: 1 });
	readonly #loops = compiledLoops(this.#memory);
	#bytes = new Uint8Array(this.#memory.buffer);
	#floats = new Float32Array(this.#memory.buffer);

	/**
	 * `out` [rows, columns] = the plane under `map`, 0..255, bilinear; each pixel is the mean of `taps` x
	 * `taps` places in it. Outside the plane the border is repeated.
	 *
	 * @param columns a multiple of four
	 */
	warp(
		plane: BytePlane,
		map: AffineMap,
		taps: number,
		rows: number,
		columns: number,
		out: Float32Array,
	): void {
		const { width, height, stride, step, offset, data } = plane;
		const across = map.yx * (columns - 1);
		const down = map.yy * (rows - 1);
		const lowest = Math.min(0, across, down, across + down) + map.y0;
		const highest = Math.max(0, across, down, across + down) + map.y0;
		// A pixel reaches half its size beyond its middle, and bilinear sampling to the next row.
		const reach = Math.abs(map.yx) + Math.abs(map.yy) + 2;
		const first = Math.max(0, Math.min(height - 2, Math.floor(lowest - reach)));
		const last = Math.min(height - 1, Math.max(first + 1, Math.ceil(highest + reach)));
		const from = offset + first * stride;
		const to = Math.min(data.length, offset + (last + 1) * stride);
		const outAt = Math.ceil((to - from + SLACK_BYTES) / 16) * 16;
		this.#reserve(outAt + 4 * rows * columns);
		this.#bytes.set(data.subarray(from, to));
		this.#loops.warp(
			0,
			stride,
			step,
			width - 1.001,
			last - first - 0.001,
			map.xx,
			map.xy,
			map.yx,
			map.yy,
			map.x0,
			map.y0 - first,
			taps,
			rows,
			columns,
			outAt,
		);
		out.set(this.#floats.subarray(outAt / 4, outAt / 4 + rows * columns));
	}

	#reserve(bytes: number): void {
		const missing = bytes - this.#memory.buffer.byteLength;
		if (missing <= 0) return;
		this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
		this.#bytes = new Uint8Array(this.#memory.buffer);
		this.#floats = new Float32Array(this.#memory.buffer);
	}
}
