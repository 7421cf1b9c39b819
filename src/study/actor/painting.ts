/**
 * A picture to paint the neutral portrait on: linear light, float, addressed in face space (IOD).
 * Also the procedural noise the paint is made of. No canvas: the same bytes in Node and in a worker.
 */
import type { Rgb } from './look.ts';

/** sRGB 0..255 -> linear 0..1. */
export const linear = (colour: Rgb): Rgb => [
	Math.pow(colour[0] / 255, 2.2),
	Math.pow(colour[1] / 255, 2.2),
	Math.pow(colour[2] / 255, 2.2),
];

export const scaled = (colour: Rgb, by: number): Rgb => [
	colour[0] * by,
	colour[1] * by,
	colour[2] * by,
];

export const mixed = (a: Rgb, b: Rgb, share: number): Rgb => [
	a[0] + (b[0] - a[0]) * share,
	a[1] + (b[1] - a[1]) * share,
	a[2] + (b[2] - a[2]) * share,
];

/** sRGB byte of linear light, by its square root in 4096 steps. */
const DEVELOPED = Uint8Array.from({ length: 4096 }, (_, i) =>
	Math.min(255, Math.round(255 * Math.pow(((i + 0.5) / 4095) ** 2, 1 / 2.2))),
);

/** 0 below `from`, 1 above `to`, smooth between; `from` may be the larger. */
export function smoothstep(from: number, to: number, x: number): number {
	const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
	return t * t * (3 - 2 * t);
}

/** Integer hash of a lattice point, 0..1. */
function lattice(ix: number, iy: number, seed: number): number {
	let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
	h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth value noise, -1..1, one feature per unit. */
export function noise(x: number, y: number, seed: number): number {
	const ix = Math.floor(x);
	const iy = Math.floor(y);
	const fx = x - ix;
	const fy = y - iy;
	const u = fx * fx * (3 - 2 * fx);
	const v = fy * fy * (3 - 2 * fy);
	const top = lattice(ix, iy, seed) * (1 - u) + lattice(ix + 1, iy, seed) * u;
	const bottom = lattice(ix, iy + 1, seed) * (1 - u) + lattice(ix + 1, iy + 1, seed) * u;
	return 2 * (top * (1 - v) + bottom * v) - 1;
}

export class Painting {
	readonly width: number;
	readonly height: number;
	/** Face-space position of the centre of texel (0, 0), and texels an IOD. */
	readonly left: number;
	readonly top: number;
	readonly density: number;
	/** [height, width, 3], linear light. */
	readonly rgb: Float32Array;

	constructor(width: number, height: number, left: number, top: number, density: number) {
		this.width = width;
		this.height = height;
		this.left = left;
		this.top = top;
		this.density = density;
		this.rgb = new Float32Array(width * height * 3);
	}

	x(column: number): number {
		return this.left + column / this.density;
	}

	y(row: number): number {
		return this.top + row / this.density;
	}

	/** Calls `paint` for every texel of the box (IOD) with its place and its index into `rgb`. */
	fill(
		x0: number,
		y0: number,
		x1: number,
		y1: number,
		paint: (x: number, y: number, at: number) => void,
	): void {
		const c0 = Math.max(0, Math.floor((x0 - this.left) * this.density));
		const c1 = Math.min(this.width - 1, Math.ceil((x1 - this.left) * this.density));
		const r0 = Math.max(0, Math.floor((y0 - this.top) * this.density));
		const r1 = Math.min(this.height - 1, Math.ceil((y1 - this.top) * this.density));
		for (let row = r0; row <= r1; row++) {
			const y = this.y(row);
			for (let column = c0; column <= c1; column++) {
				paint(this.x(column), y, (row * this.width + column) * 3);
			}
		}
	}

	blend(at: number, colour: Rgb, alpha: number): void {
		if (alpha <= 0) return;
		const a = Math.min(1, alpha);
		const { rgb } = this;
		rgb[at] = rgb[at]! + (colour[0] - rgb[at]!) * a;
		rgb[at + 1] = rgb[at + 1]! + (colour[1] - rgb[at + 1]!) * a;
		rgb[at + 2] = rgb[at + 2]! + (colour[2] - rgb[at + 2]!) * a;
	}

	/** Multiplies towards `colour`, for shadows and glazes. */
	glaze(at: number, colour: Rgb, alpha: number): void {
		if (alpha <= 0) return;
		const { rgb } = this;
		rgb[at]! *= 1 + (colour[0] - 1) * alpha;
		rgb[at + 1]! *= 1 + (colour[1] - 1) * alpha;
		rgb[at + 2]! *= 1 + (colour[2] - 1) * alpha;
	}

	/** One anti-aliased piece of a line; widths in IOD, square ends so that pieces join. */
	segment(
		ax: number,
		ay: number,
		bx: number,
		by: number,
		widthA: number,
		widthB: number,
		colour: Rgb,
		alpha: number,
	): void {
		const d = this.density;
		const x0 = (ax - this.left) * d;
		const y0 = (ay - this.top) * d;
		const dx = (bx - ax) * d;
		const dy = (by - ay) * d;
		const length = Math.hypot(dx, dy);
		if (length < 1e-6) return;
		const reach = 0.5 * Math.max(widthA, widthB) * d + 1;
		const c0 = Math.max(0, Math.floor(Math.min(x0, x0 + dx) - reach));
		const c1 = Math.min(this.width - 1, Math.ceil(Math.max(x0, x0 + dx) + reach));
		const r0 = Math.max(0, Math.floor(Math.min(y0, y0 + dy) - reach));
		const r1 = Math.min(this.height - 1, Math.ceil(Math.max(y0, y0 + dy) + reach));
		const slant = Math.abs(dy) > 1e-6 ? dx / dy : 0;
		const across = Math.abs(dy) > 1e-6 ? (reach * length) / Math.abs(dy) : Infinity;
		for (let row = r0; row <= r1; row++) {
			const py = row - y0;
			// only the columns within reach of the line on this row
			const first = Math.max(c0, Math.ceil(x0 + py * slant - across));
			const last = Math.min(c1, Math.floor(x0 + py * slant + across));
			for (let column = first; column <= last; column++) {
				const px = column - x0;
				const t = (px * dx + py * dy) / (length * length);
				if (t < 0 || t >= 1) continue;
				const away = Math.abs(px * dy - py * dx) / length;
				const width = (widthA + (widthB - widthA) * t) * d;
				const edge = 0.5 + Math.max(1, width) / 2 - away;
				if (edge <= 0) continue;
				// a line thinner than a texel keeps its weight as opacity
				const cover = Math.min(1, width) * Math.min(1, edge);
				this.blend((row * this.width + column) * 3, colour, alpha * cover);
			}
		}
	}

	/** A line through `points` = x, y pairs (IOD), as wide as `width(t)` at share t of its length. */
	line(points: ArrayLike<number>, width: (t: number) => number, colour: Rgb, alpha: number): void {
		const pieces = points.length / 2 - 1;
		for (let i = 0; i < pieces; i++) {
			this.segment(
				points[2 * i]!,
				points[2 * i + 1]!,
				points[2 * i + 2]!,
				points[2 * i + 3]!,
				width(i / pieces),
				width((i + 1) / pieces),
				colour,
				alpha,
			);
		}
	}

	/**
	 * sRGB bytes [height, width, 4], smoothed by a small binomial kernel so that a later bilinear
	 * sample at half this density shows no aliasing.
	 */
	developed(): Uint8Array {
		const { width, height, rgb } = this;
		const across = new Float32Array(rgb.length);
		for (let row = 0; row < height; row++) {
			for (let column = 0; column < width; column++) {
				const at = (row * width + column) * 3;
				const before = at - (column > 0 ? 3 : 0);
				const after = at + (column < width - 1 ? 3 : 0);
				for (let c = 0; c < 3; c++) {
					across[at + c] = 0.25 * (rgb[before + c]! + rgb[after + c]!) + 0.5 * rgb[at + c]!;
				}
			}
		}
		const bytes = new Uint8Array(width * height * 4);
		for (let row = 0; row < height; row++) {
			const up = row > 0 ? width * 3 : 0;
			const down = row < height - 1 ? width * 3 : 0;
			for (let column = 0; column < width; column++) {
				const at = (row * width + column) * 3;
				const to = (row * width + column) * 4;
				for (let c = 0; c < 3; c++) {
					const light =
						0.25 * (across[at - up + c]! + across[at + down + c]!) + 0.5 * across[at + c]!;
					bytes[to + c] = DEVELOPED[Math.min(4095, Math.max(0, (4095 * Math.sqrt(light)) | 0))]!;
				}
				bytes[to + 3] = 255;
			}
		}
		return bytes;
	}
}
