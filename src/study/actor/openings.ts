/** What shows where skin opens: eyeball and iris between the lids, teeth and tongue between the lips. */
import type { Look } from './look.ts';
import { linear, noise, smoothstep } from './painting.ts';
import {
	canthalLine,
	IRIS_RADIUS,
	IRIS_X,
	IRIS_Y,
	lipLine,
	MOUTH_CORNER_X,
} from './proportions.ts';

/** sRGB 0..255, written instead of returned. */
export interface Paint {
	r: number;
	g: number;
	b: number;
}

const IRIS_PX = 96;
const toByte = (light: number): number => 255 * Math.pow(Math.min(1, Math.max(0, light)), 1 / 2.2);

export class Eyes {
	readonly #look: Look;
	/** Iris and pupil seen from the front, sRGB. [IRIS_PX, IRIS_PX, 3] */
	readonly #iris = new Float32Array(IRIS_PX * IRIS_PX * 3);

	constructor(look: Look, seed: number) {
		this.#look = look;
		const colour = linear(look.iris);
		for (let row = 0; row < IRIS_PX; row++) {
			for (let column = 0; column < IRIS_PX; column++) {
				const u = (2 * (column + 0.5)) / IRIS_PX - 1;
				const v = (2 * (row + 0.5)) / IRIS_PX - 1;
				const r = Math.hypot(u, v);
				const angle = Math.atan2(v, u);
				const fibres =
					1 + 0.28 * noise(angle * 9, r * 2.2, seed) + 0.16 * noise(angle * 21, r * 4, seed + 1);
				const ring = 0.34 + 0.66 * smoothstep(1, 0.78, r);
				const collar = 1 + 0.5 * Math.exp(-(((r - 0.5) / 0.12) ** 2));
				// light falls in from above left and gathers opposite
				const gathered = 0.85 + 0.55 * smoothstep(-0.7, 0.9, 0.4 * u + 0.9 * v);
				const pupil = smoothstep(0.36, 0.42, r);
				for (let c = 0; c < 3; c++) {
					const warm = c === 0 ? collar : c === 1 ? 0.5 + 0.5 * collar : 1;
					const light = colour[c]! * 1.15 * fibres * ring * warm * gathered * pupil + 0.004;
					this.#iris[(row * IRIS_PX + column) * 3 + c] = toByte(light);
				}
			}
		}
	}

	/**
	 * The eye at (x, y) in head space, the irises moved by the gaze.
	 * `depth`: how far below the edge of the upper lid, IOD; the lid throws a shadow.
	 */
	paint(x: number, y: number, gazeX: number, gazeY: number, depth: number, out: Paint): void {
		const ax = Math.abs(x);
		const cx = x > 0 ? IRIS_X : -IRIS_X;
		const ex = x - cx;
		const ey = y - canthalLine(IRIS_X, this.#look);
		const round = 1 - 0.55 * smoothstep(0.1, 0.27, Math.abs(ex)) - 0.2 * smoothstep(0.03, 0.09, ey);
		const lid = 0.52 + 0.48 * smoothstep(-0.005, 0.075, depth);
		const pink = smoothstep(0.36, 0.305, ax);
		const light = round * lid;
		let r = (226 - 20 * pink) * Math.pow(light, 0.5);
		let g = (219 - 72 * pink) * Math.pow(light, 0.54);
		let b = (214 - 76 * pink) * Math.pow(light, 0.55);
		const u = (ex - gazeX) / IRIS_RADIUS;
		const v = (y - IRIS_Y - gazeY) / IRIS_RADIUS;
		const radius = Math.hypot(u, v);
		if (radius < 1.08) {
			const column = Math.min(IRIS_PX - 1, Math.max(0, Math.round(((u + 1) / 2) * IRIS_PX - 0.5)));
			const row = Math.min(IRIS_PX - 1, Math.max(0, Math.round(((v + 1) / 2) * IRIS_PX - 0.5)));
			const at = (row * IRIS_PX + column) * 3;
			const cover = smoothstep(1.08, 0.9, radius);
			const shade = 0.6 + 0.4 * lid;
			r += (this.#iris[at]! * shade - r) * cover;
			g += (this.#iris[at + 1]! * shade - g) * cover;
			b += (this.#iris[at + 2]! * shade - b) * cover;
		}
		// the window's reflection stays with the light, not with the gaze
		const gx = ex - 0.45 * gazeX + 0.034;
		const gy = y - IRIS_Y - 0.45 * gazeY + 0.036;
		const spark = smoothstep(0.026, 0.012, Math.hypot(gx, gy * 0.9)) * smoothstep(0, 0.02, depth);
		const fx = ex - 0.45 * gazeX - 0.042;
		const fy = y - IRIS_Y - 0.45 * gazeY - 0.045;
		const soft = 0.22 * Math.exp(-0.5 * ((fx / 0.02) ** 2 + (fy / 0.014) ** 2));
		const glint = Math.min(1, 0.93 * spark + soft);
		// moisture along the lower lid
		out.r = r + (252 - r) * glint;
		out.g = g + (252 - g) * glint;
		out.b = b + (250 - b) * glint;
	}
}

/** The inside of the mouth at (x, y) in head space; `jaw`: how far the lower teeth have dropped, IOD. */
export function paintMouth(x: number, y: number, jaw: number, look: Look, out: Paint): void {
	const a = Math.min(1, Math.abs(x) / MOUTH_CORNER_X);
	const line = lipLine(x, look);
	const side = 1 - 0.75 * a * a;
	let r = 66 * side;
	let g = 25 * side;
	let b = 26 * side;
	// tongue, lying low
	const tongue = Math.exp(-0.5 * ((x / 0.22) ** 2 + ((y - line - 0.09 - 0.8 * jaw) / 0.06) ** 2));
	r += (150 - r) * 0.6 * tongue;
	g += (72 - g) * 0.6 * tongue;
	b += (70 - b) * 0.6 * tongue;
	// upper teeth, fixed to the skull, in the shadow of the lip
	const edge = 1.118 - 0.03 * a * a;
	const gap = 1 - 0.16 * Math.exp(-((((((x / 0.082) % 1) + 1.5) % 1) - 0.5) ** 2) / 0.004);
	const teeth = smoothstep(edge + 0.01, edge - 0.008, y) * smoothstep(0.86, 0.6, a);
	const light = gap * (0.62 + 0.28 * smoothstep(line - 0.03, line + 0.04, y)) * (1 - 0.55 * a * a);
	r += (236 * light - r) * teeth;
	g += (226 * light - g) * teeth;
	b += (212 * light - b) * teeth;
	out.r = r;
	out.g = g;
	out.b = b;
}
