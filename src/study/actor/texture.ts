/** The developed portrait: packed sRGB texels, addressed in face space (IOD). */
import type { Paint } from './openings.ts';

/** Rounded, clamped, opaque; red in the lowest byte, which comes first in memory. */
export function packed(r: number, g: number, b: number): number {
	const red = r < 0 ? 0 : r > 254.5 ? 255 : (r + 0.5) | 0;
	const green = g < 0 ? 0 : g > 254.5 ? 255 : (g + 0.5) | 0;
	const blue = b < 0 ? 0 : b > 254.5 ? 255 : (b + 0.5) | 0;
	return -16777216 | (blue << 16) | (green << 8) | red;
}

/** Where the portrait lies: texels across and down, the place of the first (IOD), texels an IOD. */
export interface PortraitSheet {
	readonly columns: number;
	readonly rows: number;
	readonly left: number;
	readonly top: number;
	readonly density: number;
}

export class Texture {
	/** Packed sRGB, red in the lowest byte. [rows, columns] */
	readonly texels: Int32Array;
	readonly columns: number;
	readonly rows: number;
	/** Face-space position of texel (0, 0), texels an IOD. */
	readonly left: number;
	readonly top: number;
	readonly density: number;

	/** @throws RangeError where there are not as many texels as the sheet has */
	constructor({ columns, rows, left, top, density }: PortraitSheet, texels: Int32Array) {
		if (texels.length !== columns * rows) {
			throw new RangeError(`a portrait of ${texels.length} texels is not ${columns} x ${rows}`);
		}
		this.texels = texels;
		this.columns = columns;
		this.rows = rows;
		this.left = left;
		this.top = top;
		this.density = density;
	}

	/** The portrait at a place of the neutral face (IOD), bilinear. */
	sample(x: number, y: number, out: Paint): void {
		const { texels } = this;
		const cx = Math.min(this.columns - 1.001, Math.max(0, (x - this.left) * this.density));
		const cy = Math.min(this.rows - 1.001, Math.max(0, (y - this.top) * this.density));
		const ix = cx | 0;
		const iy = cy | 0;
		const fx = cx - ix;
		const fy = cy - iy;
		const p = iy * this.columns + ix;
		const a = texels[p]!;
		const b = texels[p + 1]!;
		const c = texels[p + this.columns]!;
		const d = texels[p + this.columns + 1]!;
		const w11 = fx * fy;
		const w10 = fy - w11;
		const w01 = fx - w11;
		const w00 = 1 - fx - w10;
		out.r = w00 * (a & 255) + w01 * (b & 255) + w10 * (c & 255) + w11 * (d & 255);
		out.g =
			w00 * ((a >> 8) & 255) +
			w01 * ((b >> 8) & 255) +
			w10 * ((c >> 8) & 255) +
			w11 * ((d >> 8) & 255);
		out.b =
			w00 * ((a >> 16) & 255) +
			w01 * ((b >> 16) & 255) +
			w10 * ((c >> 16) & 255) +
			w11 * ((d >> 16) & 255);
	}
}
