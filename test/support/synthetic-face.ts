/**
 * A textured picture with the parts of a face where a face has them, moved by exactly known
 * displacements, and the mesh a perfect tracker would see on it.
 *
 * Plainer and faster than the product's actor, and independent of it: a picture is a lookup table
 * that is sampled at where each of its points came from.
 *
 * Space  inter-ocular distances (IOD) of the face, origin between the eyes; frame pixels, integer =
 *        pixel centre. Sides are the subject's own; the subject's right lies at x < 0.
 */
import type { Plane, Similarity } from '../../src/line/align/index.ts';
import { MESH_POINTS } from '../../src/line/face/index.ts';
import type { Random } from '../../src/core/kernel/index.ts';
import { seeded } from '../../src/core/kernel/index.ts';
import type { RegionName } from '../../src/core/record/index.ts';
import { REGIONS } from '../../src/core/record/index.ts';
import { REGION_SHAPES } from '../../src/line/motion/index.ts';
import { sample, smoothNoise } from './texture.ts';

/** Outer eye corners of this face, |x|; one IOD counts this many px200. */
const OUTER_CANTHUS = 0.715;
export const PX200_PER_IOD = 95 / (2 * OUTER_CANTHUS);

const LEFT = -1.5;
const TOP = -1.2;
const PER_IOD = 160;
const WIDTH = 3 * PER_IOD;
const HEIGHT = 3.2 * PER_IOD;
/** Side of the texture's table: the next power of two. */
const TEXTURE = 512;
const NOISE_PICTURES = 1 << 18;

/** Adds the displacement at (x, y) to `out` = [dx, dy], IOD. */
export type Displacement = (x: number, y: number, out: Float64Array) => void;

/** x, y, radius x, radius y (IOD), grey levels; both sides where x > 0. */
const BLOBS = [
	[0.47, -0.31, 0.24, 0.045, -70],
	[0.25, -0.29, 0.06, 0.05, -25],
	[0.5, 0, 0.2, 0.06, 22],
	[0.5, -0.005, 0.075, 0.075, -115],
	[0.5, -0.09, 0.2, 0.018, -50],
	[0.5, 0.09, 0.2, 0.018, -22],
	[0.285, 0.01, 0.04, 0.03, -35],
	[0.715, 0, 0.04, 0.03, -30],
	[0, 0.28, 0.045, 0.22, 30],
	[0.14, 0.25, 0.04, 0.25, -18],
	[0, 0.5, 0.07, 0.06, 30],
	[0.1, 0.6, 0.04, 0.025, -85],
	[0.2, 0.52, 0.03, 0.09, -40],
	[0, 0.94, 0.3, 0.02, -60],
	[0, 0.87, 0.2, 0.05, -22],
	[0, 1.05, 0.2, 0.05, -18],
	[0.38, 0.95, 0.035, 0.035, -35],
	[0, 1.2, 0.16, 0.035, -25],
	[0.35, 0.7, 0.03, 0.16, -12],
] as const;

/** Where the mesh points of each region lie. */
const REGION_PLACES: Readonly<Record<RegionName, readonly [x: number, y: number]>> = {
	innerBrowRight: [-0.24, -0.3],
	innerBrowLeft: [0.24, -0.3],
	outerBrowRight: [-0.66, -0.3],
	outerBrowLeft: [0.66, -0.3],
	glabella: [0, -0.25],
	lowerLidRight: [-0.5, 0.17],
	lowerLidLeft: [0.5, 0.17],
	noseWingRight: [-0.2, 0.52],
	noseWingLeft: [0.2, 0.52],
	cheekRight: [-0.6, 0.62],
	cheekLeft: [0.6, 0.62],
	lipCornerRight: [-0.4, 0.95],
	lipCornerLeft: [0.4, 0.95],
	upperLip: [0, 0.84],
	lowerLip: [0, 1.07],
	chin: [0, 1.45],
};

/** Anchors of the alignment, lids and lips. */
const POINTS: Readonly<Record<number, readonly [x: number, y: number]>> = {
	10: [0, -0.95],
	151: [0, -0.6],
	9: [0, -0.35],
	8: [0, -0.15],
	168: [0, -0.02],
	6: [0, 0.1],
	197: [0, 0.22],
	195: [0, 0.34],
	33: [-OUTER_CANTHUS, 0],
	133: [OUTER_CANTHUS - 1, 0],
	362: [1 - OUTER_CANTHUS, 0],
	263: [OUTER_CANTHUS, 0],
	13: [0, 0.93],
	14: [0, 0.945],
};

/** Upper and lower lid points; they lie `opening` apart. */
const LIDS = [
	[159, 145, -0.5],
	[158, 153, -0.44],
	[386, 374, 0.5],
	[385, 380, 0.44],
] as const;

/** Depth of the face, IOD, smaller is nearer: a rounded head with a nose. */
export function depthAt(x: number, y: number): number {
	const nose = Math.exp(-0.5 * ((x / 0.14) ** 2 + ((y - 0.4) / 0.2) ** 2));
	return 0.45 * x * x + 0.15 * (y - 0.4) ** 2 - 0.35 * nose;
}

/** IOD -> frame pixels: eyes `iodPx` apart around (x, y), turned by `degrees`. */
export function placeFace(iodPx: number, x: number, y: number, degrees = 0): Similarity {
	const angle = (degrees * Math.PI) / 180;
	return { a: iodPx * Math.cos(angle), b: iodPx * Math.sin(angle), tx: x, ty: y };
}

export interface MeshOptions {
	/** Standard deviation of every coordinate, frame px. */
	readonly jitterPx?: number;
	readonly random?: Random;
	/** Distance of the lids, IOD. */
	readonly opening?: number;
	/** Distance of the lips, IOD. */
	readonly lips?: number;
}

/** Mesh points in 0..1 of the frame, [478, 3]. */
export function meshOf(
	pose: Similarity,
	frameWidth: number,
	frameHeight: number,
	options: MeshOptions = {},
): Float32Array {
	const { jitterPx = 0, random, opening = 0.14, lips = 0.015 } = options;
	const places = new Map<number, readonly [number, number]>();
	for (const name of REGIONS) {
		for (const point of REGION_SHAPES[name].points) places.set(point, REGION_PLACES[name]);
	}
	for (const [point, place] of Object.entries(POINTS)) places.set(Number(point), place);
	for (const [upper, lower, x] of LIDS) {
		places.set(upper, [x, -opening / 2]).set(lower, [x, opening / 2]);
	}
	places.set(14, [0, 0.93 + lips]);
	const points = new Float32Array(MESH_POINTS * 3);
	for (let point = 0; point < MESH_POINTS; point++) {
		// Points that nothing here asks for by number lie spread over the face.
		const [x, y] = places.get(point) ?? [
			(point % 17) / 8 - 1,
			-1 + 2.7 * (Math.floor(point / 17) / Math.floor(MESH_POINTS / 17)),
		];
		const jitter = (): number => (random === undefined ? 0 : jitterPx * random.normal());
		points[3 * point] = (pose.a * x - pose.b * y + pose.tx + jitter()) / frameWidth;
		points[3 * point + 1] = (pose.b * x + pose.a * y + pose.ty + jitter()) / frameHeight;
		points[3 * point + 2] = (Math.hypot(pose.a, pose.b) * depthAt(x, y)) / frameWidth;
	}
	return points;
}

export interface SyntheticFaceOptions {
	readonly seed: number;
	/** Standard deviation of the skin's own texture, grey levels; 0 is a face of wax. @default 6 */
	readonly skinTexture?: number;
	/** Standard deviation of the camera's noise, grey levels. @default 0 */
	readonly noise?: number;
}

export class SyntheticFace {
	readonly #grey = new Float32Array(WIDTH * HEIGHT);
	readonly #dx = new Float32Array(WIDTH * HEIGHT);
	readonly #dy = new Float32Array(WIDTH * HEIGHT);
	readonly #noise: Float32Array | null = null;
	readonly #random: Random;

	constructor({ seed, skinTexture = 6, noise = 0 }: SyntheticFaceOptions) {
		this.#random = seeded(seed);
		this.#grey.fill(150);
		for (const [x, y, rx, ry, level] of BLOBS) {
			for (const side of x > 0 ? [1, -1] : [1]) this.#addBlob(side * x, y, rx, ry, level);
		}
		// Pores of about one pixel of the crop (48 to the IOD), and blotches four times as large.
		const pores = smoothNoise(this.#random, TEXTURE, 3.5);
		const blotches = smoothNoise(this.#random, TEXTURE / 4, 3);
		for (let i = 0; i < this.#grey.length; i++) {
			const x = i % WIDTH;
			const y = Math.floor(i / WIDTH);
			const both =
				pores[y * TEXTURE + x]! + sample(blotches, TEXTURE / 4, TEXTURE / 4, x / 4, y / 4);
			this.#grey[i]! += Math.SQRT1_2 * skinTexture * both;
		}
		if (noise > 0) {
			this.#noise = Float32Array.from(
				{ length: NOISE_PICTURES },
				() => noise * this.#random.normal(),
			);
		}
	}

	/** What `amount` of `render` counts. */
	setMovement(movement: Displacement): void {
		const out = new Float64Array(2);
		for (let i = 0; i < this.#dx.length; i++) {
			out.fill(0);
			movement(LEFT + (i % WIDTH) / PER_IOD, TOP + Math.floor(i / WIDTH) / PER_IOD, out);
			this.#dx[i] = out[0]!;
			this.#dy[i] = out[1]!;
		}
	}

	/** Grey levels, not rounded: the point at p of the resting face lies at p + amount * d(p). */
	render(pose: Similarity, width: number, height: number, amount = 0): Float32Array {
		const out = new Float32Array(width * height);
		const size2 = pose.a ** 2 + pose.b ** 2;
		const noise = this.#noise;
		let grain = noise === null ? 0 : this.#random.index(NOISE_PICTURES);
		for (let i = 0; i < out.length; i++) {
			const fx = (i % width) - pose.tx;
			const fy = Math.floor(i / width) - pose.ty;
			const x = ((pose.a * fx + pose.b * fy) / size2 - LEFT) * PER_IOD;
			const y = ((pose.a * fy - pose.b * fx) / size2 - TOP) * PER_IOD;
			let px = x;
			let py = y;
			// Where the point came from: p = x - amount d(p), by iteration.
			for (let k = 0; k < 4 && amount !== 0; k++) {
				const column = Math.min(WIDTH - 1, Math.max(0, Math.round(px)));
				const row = Math.min(HEIGHT - 1, Math.max(0, Math.round(py)));
				px = x - amount * PER_IOD * this.#dx[row * WIDTH + column]!;
				py = y - amount * PER_IOD * this.#dy[row * WIDTH + column]!;
			}
			out[i] = sample(this.#grey, WIDTH, HEIGHT, px, py);
			if (noise !== null) {
				grain = (grain + 1) % NOISE_PICTURES;
				out[i]! += noise[grain]!;
			}
		}
		return out;
	}

	#addBlob(x: number, y: number, rx: number, ry: number, level: number): void {
		const across = Float32Array.from({ length: WIDTH }, (_, column) =>
			Math.exp(-0.5 * ((LEFT + column / PER_IOD - x) / rx) ** 2),
		);
		for (let row = 0; row < HEIGHT; row++) {
			const down = level * Math.exp(-0.5 * ((TOP + row / PER_IOD - y) / ry) ** 2);
			for (let column = 0; column < WIDTH; column++) {
				this.#grey[row * WIDTH + column]! += down * across[column]!;
			}
		}
	}
}

/** A picture as the camera hands it over: 8 bits. */
export function planeOf(grey: Float32Array, width: number, height: number): Plane {
	const data = Uint8Array.from(Uint8ClampedArray.from(grey));
	return { data, width, height, stride: width, step: 1, offset: 0 };
}
