/**
 * Looks at a scene as the app would: a person's portrait is moved by it, three frames are taken by a
 * camera with noise, aligned by the app's own alignment, and the app's own flow is measured.
 *
 * So the network learns what that flow does on real skin: where it is blind, what it smooths, what
 * sensor noise and compression leave.
 *
 * Out   raw flow on the grid of `classify`, px200, rigid part included
 * Cost  some 60 ms an event
 * Owns  the portrait's pictures at some sizes, and an aligner that knows the face
 */
import type { Plane } from '../../line/align/index.ts';
import { Aligner, IOD_PX, faceStretch } from '../../line/align/index.ts';
import { PX200_PER_IOD } from '../../study/actor/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { OUTER_CANTHI_PX200, seeded } from '../../core/kernel/index.ts';
import { clamp } from '../../core/statistics/index.ts';
import { MOTION_GRID, PairFlow, poolStretched } from '../../line/motion/index.ts';
import type { FaceAffine, Footage } from '../footage/index.ts';
import { FACE_POINTS, MESH_FLOATS, catmullRom, fitAffine, pointsAt } from '../footage/index.ts';
import type { EventFlow } from './drawn-view.ts';
import { CELLS } from './flow-model.ts';
import { NO_HEAD_MOTION, headU, headV } from './head.ts';
import type { Person } from './person.ts';
import { faceShare } from './person.ts';
import type { Pose, Scene } from './scene.ts';
import { addToField, newSkinField, skinMotionAt } from './skin-field.ts';

/** Frame pixels a px200: what webcams give. */
const SCALES = [0.55, 0.75, 1, 1.4] as const;
/** Frames the aligner's template is averaged over. */
const TEMPLATE_FRAMES = 15;
/** Each landmark of each frame misses by so much, px200. */
const LANDMARK_JITTER_PX200 = 0.2;

/** Of a portrait, what lies around the face, IOD. */
const AROUND = { left: -1.8, right: 1.8, top: -1.7, bottom: 2.3 };
const NO_POSE: Pose = { movement: new Map(), gaze: 0, head: NO_HEAD_MOTION };

interface Frame {
	readonly width: number;
	readonly height: number;
	readonly luma: Uint8Array;
}

interface Picture extends Frame {
	/** Frame pixels -> the face's own coordinates, IOD. */
	readonly toFace: FaceAffine;
	/** Frame pixels a px200. */
	readonly scale: number;
	readonly aligner: Aligner;
}

export class PortraitView {
	readonly #mesh: Float32Array;
	readonly #stretch: number;
	readonly #pictures: readonly Picture[];
	readonly #field = newSkinField();
	readonly #frame: Uint8Array;
	readonly #moved = new Float32Array(MESH_FLOATS);
	readonly #flow = new PairFlow();

	/** @param face the mean face, [468, 2] IOD */
	constructor(portrait: Footage, face: Float64Array, random: Random) {
		this.#mesh = pointsAt(portrait, 0).slice();
		this.#stretch = faceStretch(this.#mesh, portrait.width, portrait.height);
		this.#pictures = picturesOf(cutOut(portrait, this.#mesh, face), this.#mesh, face);
		this.#frame = new Uint8Array(Math.max(...this.#pictures.map(({ luma: l }) => l.length)));
		for (const picture of this.#pictures) {
			for (let i = 0; i < TEMPLATE_FRAMES; i++) {
				this.#moveMesh(picture, random);
				picture.aligner.align(planeOf(picture.luma, picture), this.#moved);
			}
		}
	}

	see(person: Person, scene: Scene, random: Random): EventFlow {
		const picture = this.#pictures[random.index(this.#pictures.length)]!;
		const camera: Camera = {
			noise: random.uniform(0.3, 3),
			blur: random.chance(0.5) ? random.uniform(0.2, 0.5) : 0,
			light: 1,
		};
		// What is aligned to: the face a moment before.
		this.#take(picture, person, NO_POSE, camera, true, random);
		const onset = this.#take(
			picture,
			person,
			scene.onset,
			camera,
			random.chance(RENEWED_SHARE),
			random,
		);
		const light = 1 + 0.02 * random.normal();
		const apex = this.#take(
			picture,
			person,
			scene.apex,
			{ ...camera, light },
			random.chance(RENEWED_SHARE),
			random,
		);
		const offset = this.#take(picture, person, scene.offset, camera, false, random);
		return {
			rise: this.#between(onset, apex),
			fall: this.#between(apex, offset),
			face: facePicture(onset, this.#stretch),
		};
	}

	/** The contrast crop of one frame. */
	#take(
		picture: Picture,
		person: Person,
		pose: Pose,
		camera: Camera,
		becomesReference: boolean,
		random: Random,
	): Float32Array {
		this.#fillField(person, pose);
		const frame = this.#frame.subarray(0, picture.luma.length);
		this.#warp(picture, frame);
		expose(frame, picture.width, camera, random);
		this.#moveMesh(picture, random);
		const plane = planeOf(frame, picture);
		const crop = picture.aligner.align(plane, this.#moved);
		if (becomesReference) picture.aligner.setReference(plane);
		return crop.contrast.slice();
	}

	#between(from: Float32Array, to: Float32Array): EventFlow['rise'] {
		const { u, v } = this.#flow.grid(from, to, this.#stretch);
		const flow = { u: new Float64Array(CELLS), v: new Float64Array(CELLS) };
		for (let cell = 0; cell < CELLS; cell++) {
			flow.u[cell] = (PX200_PER_IOD / IOD_PX) * u[cell]!;
			flow.v[cell] = (PX200_PER_IOD / IOD_PX) * v[cell]!;
		}
		return flow;
	}

	/** Where each node of the face goes, px200. */
	#fillField({ fields, skin }: Person, { movement, gaze, head }: Pose): void {
		fields.fill(movement, this.#field);
		addToField(this.#field, (x, y, out) => {
			const iris = gaze * Math.exp(-0.5 * (((Math.abs(x) - 0.5) / 0.1) ** 2 + (y / 0.06) ** 2));
			const onFace = faceShare(skin, x, y);
			out[0] = onFace * (iris + headU(head, x, y));
			out[1] = onFace * headV(head, x, y);
		});
	}

	/** Moves the skin of `picture` by the field, into `frame`. */
	#warp({ width, height, luma, toFace: to, scale }: Picture, frame: Uint8Array): void {
		const at = new Float64Array(2);
		const field = this.#field;
		const back = framePxOf(to, scale);
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const i = y * width + x;
				skinMotionAt(field, to.a * x + to.b * y + to.c, to.d * x + to.e * y + to.f, at);
				if (at[0]! * at[0]! + at[1]! * at[1]! < 1e-6) {
					frame[i] = luma[i]!;
					continue;
				}
				const dx = back.xx * at[0]! + back.xy * at[1]!;
				const dy = back.yx * at[0]! + back.yy * at[1]!;
				frame[i] = catmullRom(luma, width, height, x - dx, y - dy);
			}
		}
	}

	/** The mesh as a tracker would find it: moved with the skin, and a little off. */
	#moveMesh({ width, height, toFace: to, scale }: Picture, random: Random): void {
		const at = new Float64Array(2);
		const moved = this.#moved;
		const back = framePxOf(to, scale);
		moved.set(this.#mesh);
		for (let point = 0; point < FACE_POINTS; point++) {
			const x = this.#mesh[3 * point]! * width;
			const y = this.#mesh[3 * point + 1]! * height;
			skinMotionAt(this.#field, to.a * x + to.b * y + to.c, to.d * x + to.e * y + to.f, at);
			const jitter = scale * LANDMARK_JITTER_PX200;
			const dx = back.xx * at[0]! + back.xy * at[1]! + jitter * random.normal();
			const dy = back.yx * at[0]! + back.yy * at[1]! + jitter * random.normal();
			moved[3 * point]! += dx / width;
			moved[3 * point + 1]! += dy / height;
		}
	}
}

/** A contrast crop on the grid, framed as the motion beside it. */
function facePicture(contrast: Float32Array, stretch: number): Float32Array {
	const face = new Float32Array(MOTION_GRID * MOTION_GRID);
	poolStretched(contrast, stretch, face);
	return face;
}

/** From px200 along the face's axes to frame px; the mean scale is `scale`'s part. */
function framePxOf(to: FaceAffine, scale: number) {
	const det = to.a * to.e - to.b * to.d;
	const back = (scale * Math.sqrt(Math.abs(det))) / det;
	return { xx: back * to.e, xy: -back * to.b, yx: -back * to.d, yy: back * to.a };
}

/** Onset and apex each become the reference of what follows in about so many events. */
const RENEWED_SHARE = 0.4;

interface Camera {
	/** Standard deviation, grey levels. */
	readonly noise: number;
	/** Share of the pixels left, right and above: what compression softens. */
	readonly blur: number;
	readonly light: number;
}

const NOISE_VALUES = 999_983;
let noiseValues: Float32Array | null = null;

/** Sensor noise, drawn once when first needed: every frame begins somewhere else in it. */
function sensorNoise(): Float32Array {
	if (noiseValues === null) {
		const random = seeded(0x5e);
		noiseValues = new Float32Array(NOISE_VALUES).map(() => random.normal());
	}
	return noiseValues;
}

/** Light, softness and sensor noise, in place. */
function expose(
	frame: Uint8Array,
	width: number,
	{ noise, blur, light }: Camera,
	random: Random,
): void {
	const grains = sensorNoise();
	const start = random.index(NOISE_VALUES);
	let before = frame[0]!;
	for (let i = 0; i < frame.length; i++) {
		const here = frame[i]!;
		const after = frame[i + 1] ?? here;
		const above = frame[i - width] ?? here;
		const soft = here + (blur * (before + after + above - 3 * here)) / 3;
		before = here;
		frame[i] = clamp(light * soft + noise * grains[(start + i) % NOISE_VALUES]! + 0.5, 0, 255);
	}
}

const planeOf = (data: Uint8Array, { width, height }: Picture): Plane => ({
	data,
	width,
	height,
	stride: width,
	step: 1,
	offset: 0,
});

/** The portrait at the sizes that webcams show faces in; larger than it is never. */
function picturesOf(
	{ luma, width, height }: Frame,
	mesh: Float32Array,
	face: Float64Array,
): Picture[] {
	const canthi = Math.hypot(
		(mesh[3 * 33]! - mesh[3 * 263]!) * width,
		(mesh[3 * 33 + 1]! - mesh[3 * 263 + 1]!) * height,
	);
	const full = canthi / OUTER_CANTHI_PX200;
	const sizes = SCALES.filter((scale) => scale <= full);
	return (sizes.length > 0 ? sizes : [full]).map((wanted) => {
		const share = wanted / full;
		const w = 2 * Math.round((share * width) / 2);
		const h = 2 * Math.round((share * height) / 2);
		return {
			width: w,
			height: h,
			luma: shrink(luma, width, height, w, h),
			toFace: fitAffine(mesh, w, h, face),
			scale: (full * w) / width,
			aligner: new Aligner(),
		};
	});
}

/** What lies around the face; `mesh` is changed to lie in it. */
function cutOut(portrait: Footage, mesh: Float32Array, face: Float64Array): Frame {
	const { width, height } = portrait;
	const luma = new Uint8Array(width * height);
	portrait.readLuma(0, luma);
	const to = fitAffine(mesh, width, height, face);
	const det = to.a * to.e - to.b * to.d;
	const xs: number[] = [];
	const ys: number[] = [];
	for (const x of [AROUND.left, AROUND.right]) {
		for (const y of [AROUND.top, AROUND.bottom]) {
			xs.push((to.e * (x - to.c) - to.b * (y - to.f)) / det);
			ys.push((to.a * (y - to.f) - to.d * (x - to.c)) / det);
		}
	}
	const left = Math.max(0, Math.floor(Math.min(...xs)));
	const top = Math.max(0, Math.floor(Math.min(...ys)));
	const right = Math.min(width, Math.ceil(Math.max(...xs)));
	const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
	const w = right - left;
	const h = bottom - top;
	const cut = new Uint8Array(w * h);
	for (let y = 0; y < h; y++) {
		const first = (y + top) * width + left;
		cut.set(luma.subarray(first, first + w), y * w);
	}
	for (let point = 0; point < FACE_POINTS; point++) {
		mesh[3 * point] = (mesh[3 * point]! * width - left) / w;
		mesh[3 * point + 1] = (mesh[3 * point + 1]! * height - top) / h;
	}
	return { width: w, height: h, luma: cut };
}

/** Area averages. */
function shrink(
	luma: Uint8Array,
	width: number,
	height: number,
	toWidth: number,
	toHeight: number,
): Uint8Array {
	const out = new Uint8Array(toWidth * toHeight);
	for (let y = 0; y < toHeight; y++) {
		const top = (y * height) / toHeight;
		const bottom = ((y + 1) * height) / toHeight;
		for (let x = 0; x < toWidth; x++) {
			const left = (x * width) / toWidth;
			const right = ((x + 1) * width) / toWidth;
			let sum = 0;
			let area = 0;
			for (let j = Math.floor(top); j < bottom; j++) {
				const tall = Math.min(bottom, j + 1) - Math.max(top, j);
				for (let i = Math.floor(left); i < right; i++) {
					const share = tall * (Math.min(right, i + 1) - Math.max(left, i));
					sum += share * luma[j * width + i]!;
					area += share;
				}
			}
			out[y * toWidth + x] = sum / area + 0.5;
		}
	}
	return out;
}
