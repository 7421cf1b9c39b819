/**
 * Local contrast: what is left of a crop when lighting is taken out.
 *
 * c = (I - m) / (m + 16), m = mean over 17 x 17. A slow change of light multiplies I and m alike
 * and cancels; mains flicker and exposure steps shrink to what they do inside 17 px. A binomial
 * 3 x 3 first, so that sensor noise does not pose as texture.
 */
import { PixelLoops } from '../simd/index.ts';

const RADIUS = 8;
/** Grey levels; keeps deep shadow (hair, nostrils) from being stretched into noise. */
const DARK_FLOOR = 16;

export class ContrastFilter {
	readonly #size: number;
	readonly #loops: PixelLoops;
	readonly #planes: Readonly<Record<'luma' | 'smooth' | 'out' | 'scratch', Float32Array>>;

	/** @param size a multiple of four */
	constructor(size: number) {
		const plane = size * size;
		this.#size = size;
		this.#loops = new PixelLoops(3 * plane + PixelLoops.scratchFloats(size));
		this.#planes = {
			luma: this.#loops.take(plane),
			smooth: this.#loops.take(plane),
			out: this.#loops.take(plane),
			scratch: this.#loops.takeScratch(size),
		};
	}

	/** `luma` [size, size] 0..255 -> `out` [size, size], about -1..1. */
	apply(luma: Float32Array, out: Float32Array): void {
		this.#planes.luma.set(luma);
		this.#loops.contrast(this.#planes, this.#size, RADIUS, DARK_FLOOR);
		out.set(this.#planes.out);
	}
}
