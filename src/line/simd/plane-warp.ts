/** Planes of bytes under an affine map, in WebAssembly with SIMD. */
import { SCRATCH_BYTES, frameMemory } from './frame-memory.ts';
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

/** A memory that the loops work in, and its views. */
class WarpMemory {
	readonly memory: WebAssembly.Memory;
	readonly loops: ReturnType<typeof compiledLoops>;
	bytes: Uint8Array<ArrayBuffer>;
	floats: Float32Array<ArrayBuffer>;

	constructor(memory: WebAssembly.Memory) {
		this.memory = memory;
		this.loops = compiledLoops(memory);
		this.bytes = new Uint8Array(memory.buffer);
		this.floats = new Float32Array(memory.buffer);
	}

	reserve(bytes: number): void {
		const missing = bytes - this.memory.buffer.byteLength;
		if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
		this.renew();
	}

	/** After somebody let the memory grow. */
	renew(): void {
		const { buffer } = this.memory;
		if (this.bytes.buffer === buffer) return;
		this.bytes = new Uint8Array(buffer);
		this.floats = new Float32Array(buffer);
	}
}

/**
 * Planes that lie in the thread's frame memory are read there; of others the rows that are needed are
 * copied first, into a memory of its own that grows to the largest so far.
 */
export class PlaneWarp {
	#own: WarpMemory | null = null;
	#frame: WarpMemory | null = null;

	/**
	 * `out` [rows, columns] = the plane under its map, 0..255, bilinear; each pixel is the mean of `taps`
	 * x `taps` places in it. Outside the plane the border is repeated.
	 *
	 * @param columns a multiple of four
	 */
	warp(from: MappedPlane, taps: number, rows: number, columns: number, out: Float32Array): void {
		const at = this.#memoryOf(from.plane);
		this.#warp(at, from, taps, rows, columns, 0);
		out.set(at.floats.subarray(0, rows * columns));
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
		const at = this.#memoryOf(luma.plane);
		const half = size / 2;
		const uAt = 4 * size * size;
		const vAt = uAt + 4 * half * half;
		const rgbAt = vAt + 4 * half * half;
		this.#warp(at, luma, taps, size, size, 0);
		this.#warp(at, u, 1, half, half, uAt);
		this.#warp(at, v, 1, half, half, vAt);
		at.reserve(rgbAt + 12 * size * size);
		const { black, lumaGain, chromaGain, least } = mix;
		at.loops.toRgb(
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
		out.set(at.floats.subarray(rgbAt / 4, rgbAt / 4 + 3 * size * size));
	}

	#memoryOf({ data }: BytePlane): WarpMemory {
		const memory = frameMemory();
		if (memory === null || data.buffer !== memory.buffer) {
			return (this.#own ??= new WarpMemory(new WebAssembly.Memory({ initial: 1 })));
		}
		this.#frame ??= new WarpMemory(memory);
		this.#frame.renew();
		return this.#frame;
	}

	#warp(
		at: WarpMemory,
		{ plane, map }: MappedPlane,
		taps: number,
		rows: number,
		columns: number,
		outAt: number,
	): void {
		const { width, height, stride, step, offset, data } = plane;
		const { xx, xy, yx, yy, x0, y0 } = map;
		const end = outAt + 4 * rows * columns;
		let dataAt = data.byteOffset + offset;
		let first = 0;
		let last = height - 1;
		if (data.buffer === at.bytes.buffer) {
			if (end > SCRATCH_BYTES) throw new RangeError('a picture too large for a frame’s scratch');
		} else {
			const across = yx * (columns - 1);
			const down = yy * (rows - 1);
			const lowest = Math.min(0, across, down, across + down) + y0;
			const highest = Math.max(0, across, down, across + down) + y0;
			// A pixel reaches half its size beyond its middle, and bilinear sampling to the next row.
			const reach = Math.abs(yx) + Math.abs(yy) + 2;
			first = Math.max(0, Math.min(height - 2, Math.floor(lowest - reach)));
			last = Math.min(height - 1, Math.max(first + 1, Math.ceil(highest + reach)));
			const from = offset + first * stride;
			const to = Math.min(data.length, offset + (last + 1) * stride);
			dataAt = aligned(end);
			at.reserve(dataAt + to - from + SLACK_BYTES);
			at.bytes.set(data.subarray(from, to), dataAt);
		}
		at.loops.warp(
			dataAt,
			stride,
			step,
			width - 1.001,
			last - first - 0.001,
			xx,
			xy,
			yx,
			yy,
			x0,
			y0 - first,
			taps,
			rows,
			columns,
			outAt,
		);
	}
}
