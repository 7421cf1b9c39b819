/** Colour pictures of crops for people, from luminance and half-size chroma. */
import { CHROMA_TO_RGB } from '../camera/worker/index.ts';

export interface ColourSpace {
	readonly fullRange: boolean;
	readonly matrix: 'bt601' | 'bt709';
}

/**
 * @param luma   [height, size], 0..255
 * @param chroma U then V, each [height / 2, size / 2]
 * @returns RGBA [height, size, 4]
 */
export function paintCrop(
	luma: Uint8ClampedArray,
	chroma: Uint8ClampedArray,
	size: number,
	space: ColourSpace,
	height: number = size,
): Uint8ClampedArray<ArrayBuffer> {
	const out = new Uint8ClampedArray(size * height * 4);
	const { vr, ug, vg, ub } = CHROMA_TO_RGB[space.matrix];
	const lumaGain = space.fullRange ? 1 : 255 / 219;
	const chromaGain = space.fullRange ? 1 : 255 / 224;
	const black = space.fullRange ? 0 : 16;
	const half = size / 2;
	const cells = (half * height) / 2;
	for (let i = 0; i < size * height; i++) {
		const cell = ((i / size) >> 1) * half + ((i % size) >> 1);
		const y = (luma[i]! - black) * lumaGain;
		const u = (chroma[cell]! - 128) * chromaGain;
		const v = (chroma[cells + cell]! - 128) * chromaGain;
		out[4 * i] = y + vr * v;
		out[4 * i + 1] = y - ug * u - vg * v;
		out[4 * i + 2] = y + ub * u;
		out[4 * i + 3] = 255;
	}
	return out;
}
