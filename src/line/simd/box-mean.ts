/** Box means of any planes of one size. */
import { PixelLoops } from './pixel-loops.ts';

export class BoxMean {
	readonly #size: number;
	readonly #loops: PixelLoops;
	readonly #plane: Float32Array;
	readonly #scratch: Float32Array;

	/** @param size a multiple of four */
	constructor(size: number) {
		this.#size = size;
		this.#loops = new PixelLoops(size * size + PixelLoops.scratchFloats(size));
		this.#plane = this.#loops.take(size * size);
		this.#scratch = this.#loops.takeScratch(size);
	}

	/** `plane` [size, size] becomes its mean over (2 radius + 1)^2, fewer at the border. */
	smooth(plane: Float32Array, radius: number): void {
		this.#plane.set(plane);
		this.#loops.boxMean(this.#plane, this.#plane, this.#size, radius, this.#scratch);
		plane.set(this.#plane);
	}
}
