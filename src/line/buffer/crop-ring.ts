/**
 * Room: buffer. The newest N aligned crops: contrast for motion, luminance and color for people.
 *
 * In    one crop per frame
 * Out   crops by frame number, valid until N more were pushed
 * Cost  about 90 kB per frame, taken once; push() never allocates
 */
export class CropRing {
	readonly capacity: number;
	readonly size: number;
	readonly #contrast: Float32Array[];
	readonly #luma: Uint8ClampedArray[];
	readonly #chroma: Uint8ClampedArray[];
	#count = 0;

	constructor(capacity: number, size: number) {
		this.capacity = capacity;
		this.size = size;
		const frames = Array.from({ length: capacity });
		this.#contrast = frames.map(() => new Float32Array(size * size));
		this.#luma = frames.map(() => new Uint8ClampedArray(size * size));
		this.#chroma = frames.map(() => new Uint8ClampedArray((size * size) / 2));
	}

	get count(): number {
		return this.#count;
	}

	has(frame: number): boolean {
		return frame >= 0 && frame < this.#count && frame >= this.#count - this.capacity;
	}

	/** @param chromaU, chromaV [size / 2, size / 2], 0..255 */
	push(
		contrast: Float32Array,
		luma: Float32Array,
		chromaU: Float32Array,
		chromaV: Float32Array,
	): void {
		const slot = this.#count % this.capacity;
		this.#contrast[slot]!.set(contrast);
		this.#luma[slot]!.set(luma);
		this.#chroma[slot]!.set(chromaU);
		this.#chroma[slot]!.set(chromaV, chromaU.length);
		this.#count += 1;
	}

	contrast(frame: number): Float32Array {
		return this.#contrast[frame % this.capacity]!;
	}

	luma(frame: number): Uint8ClampedArray {
		return this.#luma[frame % this.capacity]!;
	}

	/** U then V, each [size / 2, size / 2]. */
	chroma(frame: number): Uint8ClampedArray {
		return this.#chroma[frame % this.capacity]!;
	}
}
