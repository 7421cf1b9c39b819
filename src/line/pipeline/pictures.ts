/** Colour pictures of crops for people, from luminance and half-size chroma. */

export interface ColourSpace {
	readonly fullRange: boolean;
	readonly matrix: 'bt601' | 'bt709';
}

/** Red from V, green from U and V, blue from U (ITU-R BT.601 and BT.709). */
const MATRIX = {
	bt601: { vr: 1.402, ug: 0.344136, vg: 0.714136, ub: 1.772 },
	bt709: { vr: 1.5748, ug: 0.187324, vg: 0.468124, ub: 1.8556 },
} as const;

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
	const { vr, ug, vg, ub } = MATRIX[space.matrix];
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
