/** Planes of bytes under an affine map, in WebAssembly with SIMD. */
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

/** A plane and where in it a picture lies. */
export interface MappedPlane {
	readonly plane: BytePlane;
	readonly map: AffineMap;
}

/** How luminance and chroma (0..255) become red, green and blue in `least`..1. */
export interface ColourMix {
	readonly black: number;
	readonly lumaGain: number;
	readonly chromaGain: number;
	/** Red from V, green from U and V, blue from U. */
	readonly vr: number;
	readonly ug: number;
	readonly vg: number;
	readonly ub: number;
	readonly least: number;
}

const PAGE_BYTES = 65536;
/** The last sample may be read as a pair. */
const SLACK_BYTES = 16;

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

/** Rows of a plane are copied into its memory, which grows to the largest so far and is kept. */
export class PlaneWarp {
	readonly #memory = new WebAssembly.Memory({ initial: 1 });
	readonly #loops = compiledLoops(this.#memory);
	#bytes = new Uint8Array(this.#memory.buffer);
	#floats = new Float32Array(this.#memory.buffer);

	/**
	 * `out` [rows, columns] = the plane under its map, 0..255, bilinear; each pixel is the mean of `taps`
	 * x `taps` places in it. Outside the plane the border is repeated.
	 *
	 * @param columns a multiple of four
	 */
	warp(from: MappedPlane, taps: number, rows: number, columns: number, out: Float32Array): void {
		this.#warp(from, taps, rows, columns, 0);
		out.set(this.#floats.subarray(0, rows * columns));
	}

	/**
	 * `out` [size, size, 3]: red, green and blue. Chroma is sampled once for every 2 x 2 pixels: cameras
	 * send no more of it.
	 *
	 * @param size a multiple of eight
	 * @param taps as in `warp`, of the luminance
	 */
	warpRgb(
		luma: MappedPlane,
		u: MappedPlane,
		v: MappedPlane,
		taps: number,
		size: number,
		mix: ColourMix,
		out: Float32Array,
	): void {
		const half = size / 2;
		const uAt = 4 * size * size;
		const vAt = uAt + 4 * half * half;
		const rgbAt = vAt + 4 * half * half;
		this.#warp(luma, taps, size, size, 0);
		this.#warp(u, 1, half, half, uAt);
		this.#warp(v, 1, half, half, vAt);
		this.#reserve(rgbAt + 12 * size * size);
		const { black, lumaGain, chromaGain, least } = mix;
		this.#loops.toRgb(
			0,
			uAt,
			vAt,
			size,
			black,
			lumaGain,
			mix.vr * chromaGain,
			mix.ug * chromaGain,
			mix.vg * chromaGain,
			mix.ub * chromaGain,
			least,
			rgbAt,
		);
		out.set(this.#floats.subarray(rgbAt / 4, rgbAt / 4 + 3 * size * size));
	}

	/** Into the memory, at `outAt`; the rows that are needed of the plane come to lie behind it. */
	#warp(
		{ plane, map }: MappedPlane,
		taps: number,
		rows: number,
		columns: number,
		outAt: number,
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
		const dataAt = aligned(outAt + 4 * rows * columns);
		this.#reserve(dataAt + to - from + SLACK_BYTES);
		this.#bytes.set(data.subarray(from, to), dataAt);
		this.#loops.warp(
			dataAt,
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
	}

	#reserve(bytes: number): void {
		const missing = bytes - this.#memory.buffer.byteLength;
		if (missing <= 0) return;
		this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
		this.#bytes = new Uint8Array(this.#memory.buffer);
		this.#floats = new Float32Array(this.#memory.buffer);
	}
}
