/**
 * The inner loops over the pixels of a crop, in WebAssembly with SIMD.
 *
 * Planes lie in the loops' own memory: whoever needs some takes them once, at construction, and keeps
 * them as arrays; a loop is told by the arrays where to work. Four pixels at a time this is three to
 * six times as fast as the same loops in JavaScript (`npm run bench -- line`).
 *
 * Owns   a memory of the size asked for; it goes with the last array that lies in it
 * Fails  RangeError when more planes are taken than were asked for, or an array is somebody else's
 */
import { LOOPS_WASM } from './loops-wasm.ts';

/** The compiled loops (`loops.as.ts`). Addresses are bytes. */
interface Loops {
	boxMean(from: number, out: number, size: number, radius: number, scratch: number): void;
	triangleMean(plane: number, size: number, radius: number, scratch: number): void;
	contrast(
		luma: number,
		smooth: number,
		out: number,
		size: number,
		radius: number,
		dark: number,
		scratch: number,
	): void;
	flowStep(
		crop: number,
		level: number,
		u: number,
		v: number,
		size: number,
		radius: number,
		largest: number,
	): void;
	toRgb(
		luma: number,
		u: number,
		v: number,
		size: number,
		black: number,
		gain: number,
		vr: number,
		ug: number,
		vg: number,
		ub: number,
		least: number,
		out: number,
	): void;
	enlarge(from: number, out: number, size: number, row: number): void;
	warp(
		data: number,
		stride: number,
		step: number,
		maxX: number,
		maxY: number,
		xx: number,
		xy: number,
		yx: number,
		yy: number,
		x0: number,
		y0: number,
		taps: number,
		rows: number,
		columns: number,
		out: number,
	): void;
}

const PAGE_BYTES = 65536;
/** What a loop needs beside its scratch plane, floats: a row with its margins, and a row of shares. */
const rowScratch = (size: number): number => 2 * size + 64;

let compiled: WebAssembly.Module | null = null;

/** The loops, at work in `memory`. */
export function compiledLoops(memory: WebAssembly.Memory): Loops {
	compiled ??= new WebAssembly.Module(
		Uint8Array.from(atob(LOOPS_WASM), (character) => character.charCodeAt(0)),
	);
	const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
	return exports as unknown as Loops;
}

export class PixelLoops {
	readonly #memory: WebAssembly.Memory;
	readonly #loops: Loops;
	#taken = 0;

	/** @param floats all that will be taken */
	constructor(floats: number) {
		const pages = Math.ceil((4 * floats) / PAGE_BYTES);
		this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
		this.#loops = compiledLoops(this.#memory);
	}

	/** An array in the loops' memory, zeros. */
	take(floats: number): Float32Array<ArrayBuffer> {
		const array = new Float32Array(this.#memory.buffer, 4 * this.#taken, floats);
		// Vectors are read fastest from multiples of their size.
		this.#taken += Math.ceil(floats / 4) * 4;
		return array;
	}

	/** Scratch for loops over planes of `size` x `size`. */
	takeScratch(size: number): Float32Array<ArrayBuffer> {
		return this.take(PixelLoops.scratchFloats(size));
	}
	static scratchFloats(size: number): number {
		return size * size + rowScratch(size);
	}

	/**
	 * Mean over (2 radius + 1)^2, fewer at the border. `from` and `out` [size, size] may be the same.
	 *
	 * @param size a multiple of four; radius at most 24
	 */
	boxMean(
		from: Float32Array,
		out: Float32Array,
		size: number,
		radius: number,
		scratch: Float32Array,
	): void {
		this.#loops.boxMean(this.#at(from), this.#at(out), size, radius, this.#at(scratch));
	}

	/** `boxMean` twice, in place: a window with the shape of a triangle. */
	triangleMean(plane: Float32Array, size: number, radius: number, scratch: Float32Array): void {
		this.#loops.triangleMean(this.#at(plane), size, radius, this.#at(scratch));
	}

	/**
	 * Local contrast: s = [1 2 1]/4 both ways, then (s - m) / (m + dark), m the box mean of s.
	 *
	 * @param smooth becomes s, [size, size]
	 */
	contrast(
		{
			luma,
			smooth,
			out,
			scratch,
		}: Readonly<Record<'luma' | 'smooth' | 'out' | 'scratch', Float32Array>>,
		size: number,
		radius: number,
		dark: number,
	): void {
		this.#loops.contrast(
			this.#at(luma),
			this.#at(smooth),
			this.#at(out),
			size,
			radius,
			dark,
			this.#at(scratch),
		);
	}

	/**
	 * A Lucas-Kanade step on the flow `u`, `v` [size, size], in place; then a 3 x 3 mean of each.
	 *
	 * @param level   eight planes one after the other and scratch: reference, its gradient across and
	 *                down, the inverse of its tensor (xx, xy, yy), two for the step
	 * @param radius  of the window, whose shape is a triangle
	 * @param largest a step is cut here, px
	 */
	flowStep(
		crop: Float32Array,
		level: Float32Array,
		u: Float32Array,
		v: Float32Array,
		size: number,
		radius: number,
		largest: number,
	): void {
		this.#loops.flowStep(
			this.#at(crop),
			this.#at(level),
			this.#at(u),
			this.#at(v),
			size,
			radius,
			largest,
		);
	}

	/** `out` [2 size, 2 size] = twice `from` [size, size], enlarged bilinearly, border repeated. */
	enlarge(from: Float32Array, out: Float32Array, size: number, scratch: Float32Array): void {
		this.#loops.enlarge(this.#at(from), this.#at(out), size, this.#at(scratch));
	}

	#at(array: Float32Array): number {
		if (array.buffer !== this.#memory.buffer) throw new RangeError('an array of another memory');
		return array.byteOffset;
	}
}
