/**
 * The face as a height field (IOD towards the viewer), and the light on it.
 *
 * A rounded base inside the outline of the head plus bumps and hollows placed by anatomy. Heights
 * give normals, normals and their hollows give light; the same heights, smoothed, are the pseudo-depth
 * of small head turns.
 */
import type { Look } from './look.ts';
import { smoothstep } from './painting.ts';
import { lipLine, MOUTH_CORNER_X } from './proportions.ts';

/** Middle of the head, from which its outline is measured. */
const CENTRE_Y = 0.15;

/** Half width of the head without hair at height y: x, y pairs of the outline, top to chin. */
function outlineOf(look: Look): [number, number][] {
	const w = look.faceWidth;
	const j = look.faceWidth * look.jawWidth;
	return [
		[0, -1.62],
		[0.5 * w, -1.52],
		[0.87 * w, -1.2],
		[1.07 * w, -0.75],
		[1.13 * w, -0.3],
		[1.12 * w, 0.1],
		[1.08 * w, 0.45],
		[1.01 * w, 0.8],
		[0.89 * j, 1.13],
		[0.71 * j, 1.43],
		[0.47 * j, 1.66],
		[0.23 * j, 1.775],
		[0, 1.8],
	];
}

const ANGLES = 256;

/** Outline of the head in polar form, smoothed. */
export class HeadOutline {
	readonly #radius = new Float64Array(ANGLES + 1);

	constructor(look: Look) {
		const points = outlineOf(look);
		const raw = new Float64Array(ANGLES + 1);
		for (let i = 0; i <= ANGLES; i++) {
			const angle = (Math.PI * i) / ANGLES; // 0 = up, PI = down
			for (let k = 0; k + 1 < points.length; k++) {
				const [ax, ay] = points[k]!;
				const [bx, by] = points[k + 1]!;
				const from = Math.atan2(ax, CENTRE_Y - ay);
				const to = Math.atan2(bx, CENTRE_Y - by);
				if (angle < from - 1e-9 || angle > to + 1e-9) continue;
				const t = (angle - from) / (to - from);
				raw[i] = Math.hypot(ax, ay - CENTRE_Y) * (1 - t) + Math.hypot(bx, by - CENTRE_Y) * t;
				break;
			}
		}
		for (let i = 0; i <= ANGLES; i++) {
			let sum = 0;
			let weight = 0;
			for (let k = -14; k <= 14; k++) {
				const mirror = Math.abs(i + k) > ANGLES ? 2 * ANGLES - (i + k) : Math.abs(i + k);
				const w = Math.exp(-0.5 * (k / 6) ** 2);
				sum += w * raw[mirror]!;
				weight += w;
			}
			this.#radius[i] = sum / weight;
		}
	}

	/** 0 in the middle of the head, 1 on its outline. */
	share(x: number, y: number): number {
		const place = (Math.atan2(Math.abs(x), CENTRE_Y - y) / Math.PI) * ANGLES;
		const i = Math.min(ANGLES - 1, Math.floor(place));
		const radius = this.#radius[i]! * (1 - (place - i)) + this.#radius[i + 1]! * (place - i);
		return Math.hypot(x, y - CENTRE_Y) / radius;
	}
}

type Bump = readonly [x: number, y: number, height: number, sx: number, sy: number];

/** Rows with x > 0 stand for both sides. */
function bumps(look: Look): Bump[] {
	const nose = look.noseWidth;
	const lip = look.lipFullness;
	return [
		[0.45, -0.3, 0.06, 0.3, 0.1], // brow ridge
		[0, -0.27, 0.035, 0.14, 0.1], // glabella
		[0, -0.02, -0.05, 0.13, 0.1], // root of the nose
		[0.47, -0.05, -0.15, 0.24, 0.14], // eye socket
		[0.23, -0.02, -0.07, 0.08, 0.1],
		[0.5, 0.0, 0.1, 0.17, 0.12], // eyeball
		[0.45, 0.22, -0.025, 0.2, 0.06], // under the eye
		[0, 0.535, 0.21, 0.115 * nose, 0.1], // tip of the nose
		[0.185 * nose, 0.6, 0.15, 0.062 * nose, 0.066], // wings
		[0.66, 0.36, 0.08, 0.26, 0.2], // cheekbone
		[0.38, 0.5, 0.03, 0.16, 0.2], // cheek beside the nose
		[0.8, 0.95, -0.04, 0.16, 0.25], // hollow of the cheek
		[0, 1.05, 0.09, 0.34, 0.28], // mouth
		[0, 0.82, -0.014, 0.035, 0.07], // philtrum
		[0.075, 0.84, 0.01, 0.03, 0.08],
		[0.1, 0.985, 0.035 * lip, 0.13, 0.042], // upper lip
		[0.11, 1.155, 0.05 * lip, 0.13, 0.052], // lower lip
		[0.47, 1.08, -0.03, 0.06, 0.08], // beside the mouth corner
		[0, 1.33, -0.055, 0.2, 0.065], // under the lower lip
		[0, 1.55, 0.085, 0.22, 0.14], // chin
		[0.92, -0.45, -0.05, 0.14, 0.3], // temple
	];
}

export class Relief {
	readonly outline: HeadOutline;
	readonly #bumps: Bump[];
	readonly #look: Look;

	constructor(look: Look) {
		this.outline = new HeadOutline(look);
		this.#bumps = bumps(look);
		this.#look = look;
	}

	/** Height at (x, y), IOD; 0 on and outside the outline. */
	height(x: number, y: number): number {
		const share = this.outline.share(x, y);
		if (share >= 1) return 0;
		const base = 1.12 * Math.sqrt(1 - Math.pow(share, 2.5));
		const ax = Math.abs(x);
		let z = 0;
		for (const [bx, by, height, sx, sy] of this.#bumps) {
			const v = (y - by) / sy;
			if (v > 3.5 || v < -3.5) continue;
			const u = (ax - bx) / sx;
			if (u < 3.5 && u > -3.5) z += height * Math.exp(-0.5 * (u * u + v * v));
			if (bx > 0 && ax < 0.35) {
				const other = (ax + bx) / sx;
				z += height * Math.exp(-0.5 * (other * other + v * v));
			}
		}
		// bridge of the nose: rises to the tip and ends there
		const rise = 0.07 + 0.27 * smoothstep(-0.1, 0.56, y);
		const ridge = rise * smoothstep(-0.3, 0.02, y) * smoothstep(0.7, 0.5, y);
		const wide = (0.08 + 0.03 * smoothstep(0, 0.5, y)) * (0.6 + 0.4 * this.#look.noseWidth);
		z += ridge * Math.exp(-0.5 * (x / wide) ** 2);
		// groove between the lips, fold from nose to mouth
		const groove = (y - lipLine(x, this.#look)) / 0.022;
		z -= 0.026 * Math.exp(-0.5 * groove * groove) * smoothstep(MOUTH_CORNER_X + 0.05, 0.3, ax);
		const fold = (ax - (0.27 + 0.24 * smoothstep(0.55, 1.05, y))) / 0.045;
		z -= 0.014 * Math.exp(-0.5 * fold * fold) * smoothstep(0.5, 0.65, y) * smoothstep(1.15, 0.9, y);
		// features fade out before the outline, so that they do not dent it
		return base + z * smoothstep(1, 0.8, share);
	}
}

/** Where the light comes from: key from the upper left, a weak fill from the right. */
const unit = (x: number, y: number, z: number): readonly [number, number, number] => {
	const length = Math.hypot(x, y, z);
	return [x / length, y / length, z / length];
};
const KEY = unit(-0.5, -0.62, 0.78);
const FILL = unit(0.75, 0.05, 0.55);
const HALF = unit(KEY[0], KEY[1], KEY[2] + 1);

/** Light on a surface: three factors for the paint's red, green, blue, then the gloss. */
export type Light = [red: number, green: number, blue: number, gloss: number];

/**
 * Soft light on a surface with normal (nx, ny, nz) and openness 0..1 to the sky. Red wraps further
 * round the edge of the shadow than green and blue, as light that travels under skin does.
 */
export function lightOn(nx: number, ny: number, nz: number, open: number, out: Light): void {
	const key = nx * KEY[0] + ny * KEY[1] + nz * KEY[2];
	const fill = Math.max(0, nx * FILL[0] + ny * FILL[1] + nz * FILL[2]);
	const sky = 0.25 + 0.13 * (1 - ny) * 0.5;
	const ambient = sky * open;
	const wrap = (by: number): number => Math.max(0, (key + by) / (1 + by));
	const occluded = 0.55 + 0.45 * open;
	out[0] = 0.74 * wrap(0.42) * occluded + 0.2 * fill * open + ambient * 1.08;
	out[1] = 0.74 * wrap(0.27) * occluded + 0.18 * fill * open + ambient * 0.98;
	out[2] = 0.74 * wrap(0.22) * occluded + 0.18 * fill * open + ambient * 0.98;
	const shine = Math.max(0, nx * HALF[0] + ny * HALF[1] + nz * HALF[2]);
	out[3] = (0.05 * Math.pow(shine, 14) + 0.06 * Math.pow(shine, 50)) * open;
}

/** Light on the whole relief, sampled at `density` texels an IOD over the head's box. */
export class ReliefLight {
	readonly #left = -1.3;
	readonly #top = -1.8;
	readonly #density: number;
	readonly #width: number;
	readonly #height: number;
	/** [height, width, 4] */
	readonly #light: Float32Array;

	constructor(relief: Relief, density: number) {
		this.#density = density;
		const width = (this.#width = Math.ceil(2.6 * density) + 1);
		const height = (this.#height = Math.ceil(3.8 * density) + 1);
		const z = new Float32Array(width * height);
		for (let row = 0; row < height; row++) {
			for (let column = 0; column < width; column++) {
				z[row * width + column] = relief.height(
					this.#left + column / density,
					this.#top + row / density,
				);
			}
		}
		// hollows are darker: height against its own surroundings, at two sizes
		const near = blurred(z, width, height, Math.max(1, Math.round(0.045 * density)));
		const wide = blurred(z, width, height, Math.max(1, Math.round(0.12 * density)));
		this.#light = new Float32Array(width * height * 4);
		const light: Light = [0, 0, 0, 0];
		for (let row = 1; row < height - 1; row++) {
			for (let column = 1; column < width - 1; column++) {
				const at = row * width + column;
				const dx = 0.5 * (z[at + 1]! - z[at - 1]!) * density;
				const dy = 0.5 * (z[at + width]! - z[at - width]!) * density;
				const length = Math.sqrt(dx * dx + dy * dy + 1);
				const hollow = 5 * (near[at]! - z[at]!) + 2.4 * (wide[at]! - z[at]!);
				const open = Math.min(1, Math.max(0.25, 1 - hollow));
				lightOn(-dx / length, -dy / length, 1 / length, open, light);
				for (let c = 0; c < 4; c++) this.#light[at * 4 + c] = light[c]!;
			}
		}
	}

	at(x: number, y: number, out: Light): void {
		const cx = Math.min(this.#width - 2.001, Math.max(0, (x - this.#left) * this.#density));
		const cy = Math.min(this.#height - 2.001, Math.max(0, (y - this.#top) * this.#density));
		const ix = Math.floor(cx);
		const iy = Math.floor(cy);
		const fx = cx - ix;
		const fy = cy - iy;
		const a = (iy * this.#width + ix) * 4;
		const b = a + this.#width * 4;
		const light = this.#light;
		for (let c = 0; c < 4; c++) {
			const top = light[a + c]! * (1 - fx) + light[a + 4 + c]! * fx;
			const bottom = light[b + c]! * (1 - fx) + light[b + 4 + c]! * fx;
			out[c] = top * (1 - fy) + bottom * fy;
		}
	}
}

/** Three box blurs of half width `reach`: close to a Gaussian of sigma `reach`. */
function blurred(plane: Float32Array, width: number, height: number, reach: number): Float32Array {
	let from = Float32Array.from(plane);
	let to = new Float32Array(plane.length);
	const span = 2 * reach + 1;
	const pass = (lines: number, length: number, lineStep: number, step: number): void => {
		for (let line = 0; line < lines; line++) {
			const start = line * lineStep;
			let sum = 0;
			for (let k = -reach; k <= reach; k++) {
				sum += from[start + Math.min(length - 1, Math.max(0, k)) * step]!;
			}
			for (let i = 0; i < length; i++) {
				to[start + i * step] = sum / span;
				sum += from[start + Math.min(length - 1, i + reach + 1) * step]!;
				sum -= from[start + Math.max(0, i - reach) * step]!;
			}
		}
		[from, to] = [to, from];
	};
	for (let i = 0; i < 3; i++) {
		pass(height, width, width, 1);
		pass(width, height, 1, width);
	}
	return from;
}
