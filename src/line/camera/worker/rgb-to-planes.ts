/**
 * RGB pixels -> Y, U, V planes with half-resolution chroma.
 *
 * BT.601, full range (JPEG/JFIF 1.02, section 7): Y = 0.299 R + 0.587 G + 0.114 B. Fixed point with 16
 * bits, so every machine gives the same bytes.
 */
export const FULL_RANGE_601 = { fullRange: true, matrix: 'bt601' } as const;

/** The way back: red from V, green from U and V, blue from U (ITU-R BT.601 and BT.709). */
export const CHROMA_TO_RGB = {
	bt601: { vr: 1.402, ug: 0.344136, vg: 0.714136, ub: 1.772 },
	bt709: { vr: 1.5748, ug: 0.187324, vg: 0.468124, ub: 1.8556 },
} as const;

export interface PackedPicture {
	/** Four bytes per pixel; green is byte 1. */
	readonly pixels: Uint8Array | Uint8ClampedArray;
	readonly layout: { readonly offset: number; readonly stride: number };
	/** Byte of red and of blue in a pixel. */
	readonly red: number;
	readonly blue: number;
	readonly width: number;
	readonly height: number;
}

const ONE = 1 << 16;
const HALF = 1 << 15;
const fixed = (value: number): number => Math.round(value * ONE);

const Y_R = fixed(0.299);
const Y_B = fixed(0.114);
const Y_G = ONE - Y_R - Y_B; // white stays 255
const U_R = fixed(-0.168736);
const U_B = fixed(0.5);
const U_G = -U_R - U_B; // gray stays 128
const V_R = fixed(0.5);
const V_B = fixed(-0.081312);
const V_G = -V_R - V_B;

/**
 * @param y - [height, width]
 * @param u - [ceil(height / 2), ceil(width / 2)], as is `v`; an odd last row or column counts twice.
 */
export function rgbToPlanes(
	picture: PackedPicture,
	y: Uint8Array,
	u: Uint8Array,
	v: Uint8Array,
): void {
	const { pixels, layout, red, blue, width, height } = picture;
	for (let row = 0; row < height; row++) {
		let p = layout.offset + row * layout.stride;
		const out = row * width;
		for (let x = 0; x < width; x++, p += 4) {
			y[out + x] =
				(Y_R * pixels[p + red]! + Y_G * pixels[p + 1]! + Y_B * pixels[p + blue]! + HALF) >> 16;
		}
	}
	let c = 0;
	for (let row = 0; row < height; row += 2) {
		const top = layout.offset + row * layout.stride;
		const bottom = row + 1 < height ? top + layout.stride : top;
		for (let x = 0; x < width; x += 2) {
			const a = top + x * 4;
			const b = bottom + x * 4;
			const right = x + 1 < width ? 4 : 0;
			const r = sumOfFour(pixels, a + red, b + red, right);
			const g = sumOfFour(pixels, a + 1, b + 1, right);
			const bl = sumOfFour(pixels, a + blue, b + blue, right);
			// Sums of four: two more bits to shift out. 128 in the middle, 256 cut to a byte.
			u[c] = Math.min(255, (U_R * r + U_G * g + U_B * bl + (128 << 18) + (1 << 17)) >> 18);
			v[c] = Math.min(255, (V_R * r + V_G * g + V_B * bl + (128 << 18) + (1 << 17)) >> 18);
			c += 1;
		}
	}
}

const sumOfFour = (
	pixels: Uint8Array | Uint8ClampedArray,
	a: number,
	b: number,
	right: number,
): number => pixels[a]! + pixels[a + right]! + pixels[b]! + pixels[b + right]!;
