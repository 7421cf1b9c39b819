/**
 * Two seconds of the drawn face with one movement: whole pictures, and what the line's flow measures in
 * them.
 *
 * In    nothing; the same film every time
 * Out   pictures [224, 224, 3], which is what the published network takes; motion (u, v) at 25 places,
 *       as many as the line has regions; true key frames
 *
 * The head is still and the mesh known, so the places are laid on the crop's grid and not by a mesh; the
 * flow is the line's own.
 */
import type { Plane } from '../../../line/align/index.ts';
import {
	CROP_SIZE,
	ContrastFilter,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	IOD_PX,
	warpPlane,
} from '../../../line/align/index.ts';
import { DenseFlow, MOTION_GRID, poolGrid } from '../../../line/motion/index.ts';
import type { AnnotatedKeyFrames } from '../../../line/select/index.ts';
import { ActorFace, ActorMoment } from '../../../study/actor/index.ts';
import { processorMs } from './processor-time.ts';

export const FPS = 60;
export const FRAMES = 120;
export const SIDE = 224;
/** Drawn larger and cut to the face, as data sets' pictures are. */
const DRAWN = 448;
/** Middle of the cut below the point between the eyes, IOD. */
const CUT_BELOW = 0.35;
/** Along either side. */
const PLACES = 5;
const CELLS_A_PLACE = 4;
/** A place takes part from this share of the strongest one's motion on, as a region does. */
const TAKES_PART = 0.4;

export interface DrawnFilm {
	/** [224, 224, 3] each. */
	readonly pictures: readonly Uint8Array[];
	/** (u, v) by place, crop px against the first frame. */
	readonly motion: readonly Float32Array[];
	/** By place, 0..1: how much it took part. */
	readonly weights: Float32Array;
	/** Processor time that each frame's motion took, from the picture on. */
	readonly motionMs: readonly number[];
	readonly truth: AnnotatedKeyFrames;
}

export const frameMs = (frame: number): number => (1000 * frame) / FPS;

export function drawFilm(): DrawnFilm {
	const face = new ActorFace({ width: DRAWN, height: DRAWN, seed: 0 });
	const moment = new ActorMoment({
		seed: 1,
		aus: [1, 2],
		side: 'both',
		peakPx200: 2,
		leadMs: 800,
		movementMs: 400,
		tailMs: 800,
		blink: 'none',
		sway: 0,
	});
	const left = Math.round(face.centreX - SIDE / 2);
	const top = Math.round(face.centreY + CUT_BELOW * face.iodPx - SIDE / 2);
	const drawn = new Uint8ClampedArray(DRAWN * DRAWN * 4);
	const meter = new MotionMeter(face.iodPx, face.centreX - left, face.centreY - top);
	const pictures: Uint8Array[] = [];
	const motion: Float32Array[] = [];
	const motionMs: number[] = [];
	for (let frame = 0; frame < FRAMES; frame++) {
		face.render(moment.poseAt(frameMs(frame)), frame, drawn);
		const picture = cut(drawn, left, top);
		motionMs.push(processorMs(() => motion.push(meter.measure(picture))));
		pictures.push(picture);
	}
	const at = (ms: number): number => Math.round((ms * FPS) / 1000);
	return {
		pictures,
		motion,
		weights: weightsOf(motion),
		motionMs,
		truth: { onset: at(moment.onsetMs), apex: at(moment.apexMs), offset: at(moment.offsetMs) },
	};
}

/** RGBA of the whole -> RGB of the part. */
function cut(drawn: Uint8ClampedArray, left: number, top: number): Uint8Array {
	const out = new Uint8Array(SIDE * SIDE * 3);
	let to = 0;
	for (let y = 0; y < SIDE; y++) {
		let from = 4 * ((top + y) * DRAWN + left);
		for (let x = 0; x < SIDE; x++, from += 4) {
			out[to++] = drawn[from]!;
			out[to++] = drawn[from + 1]!;
			out[to++] = drawn[from + 2]!;
		}
	}
	return out;
}

/** From picture to motion: luminance, crop, local contrast, flow against the first picture. */
class MotionMeter {
	readonly #toFrame: { a: number; b: number; tx: number; ty: number };
	readonly #luma = new Uint8Array(SIDE * SIDE);
	readonly #plane: Plane = {
		data: this.#luma,
		width: SIDE,
		height: SIDE,
		stride: SIDE,
		step: 1,
		offset: 0,
	};
	readonly #crop = new Float32Array(CROP_SIZE * CROP_SIZE);
	readonly #contrast = new Float32Array(CROP_SIZE * CROP_SIZE);
	readonly #filter = new ContrastFilter(CROP_SIZE);
	readonly #flow = new DenseFlow();
	readonly #grid = new Float32Array(MOTION_GRID * MOTION_GRID);
	#started = false;

	constructor(iodPx: number, eyeX: number, eyeY: number) {
		const a = iodPx / IOD_PX;
		this.#toFrame = { a, b: 0, tx: eyeX - a * EYE_CENTRE_X, ty: eyeY - a * EYE_CENTRE_Y };
	}

	measure(picture: Uint8Array): Float32Array {
		for (let i = 0; i < this.#luma.length; i++) {
			const at = 3 * i;
			this.#luma[i] = 0.299 * picture[at]! + 0.587 * picture[at + 1]! + 0.114 * picture[at + 2]!;
		}
		warpPlane(this.#plane, this.#toFrame, 1, 1, 1, CROP_SIZE, this.#crop);
		this.#filter.apply(this.#crop, this.#contrast);
		if (!this.#started) this.#flow.setReference(this.#contrast);
		this.#started = true;
		this.#flow.measure(this.#contrast);
		const out = new Float32Array(2 * PLACES * PLACES);
		this.#take(this.#flow.u, out, 0);
		this.#take(this.#flow.v, out, 1);
		return out;
	}

	#take(component: Float32Array, out: Float32Array, offset: number): void {
		poolGrid(component, this.#grid);
		const margin = (MOTION_GRID - PLACES * CELLS_A_PLACE) / 2;
		for (let i = 0; i < (PLACES * CELLS_A_PLACE) ** 2; i++) {
			const x = i % (PLACES * CELLS_A_PLACE);
			const y = Math.floor(i / (PLACES * CELLS_A_PLACE));
			const place = Math.floor(y / CELLS_A_PLACE) * PLACES + Math.floor(x / CELLS_A_PLACE);
			out[2 * place + offset]! +=
				this.#grid[(margin + y) * MOTION_GRID + margin + x]! / CELLS_A_PLACE ** 2;
		}
	}
}

function weightsOf(motion: readonly Float32Array[]): Float32Array {
	const farthest = Float32Array.from({ length: PLACES * PLACES }, (_, place) =>
		Math.max(...motion.map((row) => Math.hypot(row[2 * place]!, row[2 * place + 1]!))),
	);
	const strongest = Math.max(...farthest);
	return farthest.map((far) => (far >= TAKES_PART * strongest ? (far / strongest) ** 2 : 0));
}
