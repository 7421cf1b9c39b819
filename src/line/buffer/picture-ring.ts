/**
 * Room: buffer. The newest N pictures of the whole face: luminance, and chroma of half its size.
 *
 * In    one picture per frame
 * Out   pictures by frame number, valid until N more were pushed
 * Cost  1.5 bytes per pixel and frame, taken once; push() never allocates
 */
export class PictureRing {
	readonly capacity: number;
	readonly #pixels: number;
	readonly #luma: Uint8ClampedArray<ArrayBuffer>;
	readonly #chroma: Uint8ClampedArray<ArrayBuffer>;
	#count = 0;

	/** @param width, height even */
	constructor(capacity: number, width: number, height: number) {
		this.capacity = capacity;
		this.#pixels = width * height;
		this.#luma = new Uint8ClampedArray(capacity * this.#pixels);
		this.#chroma = new Uint8ClampedArray((capacity * this.#pixels) / 2);
	}

	get count(): number {
		return this.#count;
	}

	/** All that it holds, full or not. */
	get bytes(): number {
		return this.#luma.byteLength + this.#chroma.byteLength;
	}

	has(frame: number): boolean {
		return frame >= 0 && frame < this.#count && frame >= this.#count - this.capacity;
	}

	/**
	 * @param luma             [height, width], 0..255
	 * @param chromaU, chromaV [height / 2, width / 2], 0..255
	 */
	push(luma: Float32Array, chromaU: Float32Array, chromaV: Float32Array): void {
		const slot = this.#count % this.capacity;
		const chroma = (slot * this.#pixels) / 2;
		this.#luma.set(luma, slot * this.#pixels);
		this.#chroma.set(chromaU, chroma);
		this.#chroma.set(chromaV, chroma + chromaU.length);
		this.#count += 1;
	}

	/** [height, width] */
	luma(frame: number): Uint8ClampedArray<ArrayBuffer> {
		const at = (frame % this.capacity) * this.#pixels;
		return this.#luma.subarray(at, at + this.#pixels);
	}

	/** U then V, each [height / 2, width / 2]. */
	chroma(frame: number): Uint8ClampedArray<ArrayBuffer> {
		const at = ((frame % this.capacity) * this.#pixels) / 2;
		return this.#chroma.subarray(at, at + this.#pixels / 2);
	}
}
