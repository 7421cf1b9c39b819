/**
 * The pictures of the newest frames with a face: aligned crops and, for a network that looks at faces,
 * the whole face; and what is made of them once a movement has been found.
 *
 * Owns   both rings
 * Cost   keeping allocates nothing; what is handed out is allocated
 */
import type { EventPictures } from '../../core/record/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import type { AlignedCrop } from '../align/index.ts';
import { CROP_SIZE, FaceLength, warpPlane } from '../align/index.ts';
import type { EventMotion, KeyFaces } from '../backend/index.ts';
import { CropRing } from '../buffer/index.ts';
import { eventMotion } from '../classify/index.ts';
import { PairFlow } from '../motion/index.ts';
import type { KeyFrames } from '../select/index.ts';
import { RING_FRAMES } from '../select/index.ts';
import type { FramePlanes } from './frame-planes.ts';
import { KeyFaceRing } from './key-faces.ts';
import type { ColourSpace } from './pictures.ts';
import { paintCrop } from './pictures.ts';

/** One frame's face, copied out of the ring. */
export interface StripFrame {
	/** Frame index of the source. */
	readonly index: number;
	readonly ms: Millis;
	/** RGBA [128, 128, 4]; made anew at every call. */
	readonly paint: () => Uint8ClampedArray<ArrayBuffer>;
}

/** Time and source index of a frame number. */
export interface FrameNumbers {
	readonly timeOf: (frame: number) => Millis;
	readonly indexOf: (frame: number) => number;
}

/** A gap this long ends the run: nothing may be measured across it. */
export const LONGEST_GAP_MS = 250;
/** Flow that paints the difference map fully, crop px. */
const FULL_DIFFERENCE_PX = 2.5;
const HALF = CROP_SIZE / 2;

export class FacePictures {
	readonly #crops = new CropRing(RING_FRAMES, CROP_SIZE);
	readonly #pairs = new PairFlow();
	readonly #length = new FaceLength();
	/** How long the face was by then, frame by frame; the ring's places. */
	readonly #stretch = new Float32Array(RING_FRAMES);
	readonly #chromaU = new Float32Array(HALF * HALF);
	readonly #chromaV = new Float32Array(HALF * HALF);
	/** Numbers of the frames, still in the ring, with which another scene or person began. */
	#begins: readonly number[] = [];
	/** Only where a network looks at faces. */
	#faces: KeyFaceRing | null = null;
	#colour: ColourSpace = { fullRange: true, matrix: 'bt601' };

	/** Pictures of the whole face are kept for the network. */
	keepFaces(): void {
		this.#faces = new KeyFaceRing(RING_FRAMES);
	}

	/** Frames kept so far; the newest of them has the number `count - 1`. */
	get count(): number {
		return this.#crops.count;
	}

	/** The next face is somebody else's, although no time lies between. */
	beginAnew(): void {
		this.#begins = [...this.#begins.filter((frame) => this.#crops.has(frame)), this.count];
	}

	/** The next face may be somebody else's. */
	forgetPerson(): void {
		this.#length.reset();
	}

	/**
	 * @param mesh    points in 0..1 of the frame, [478, 3]
	 * @param tracked the crop that motion was measured on
	 */
	keep(
		planes: FramePlanes,
		mesh: Float32Array,
		{ contrast, luma, toFrame }: Pick<AlignedCrop, 'contrast' | 'luma' | 'toFrame'>,
	): void {
		const { width, height } = planes.luma;
		this.#stretch[this.count % RING_FRAMES] = this.#length.follow(mesh, width, height);
		this.#colour = planes.colour;
		if (planes.chromaU !== null && planes.chromaV !== null) {
			const across = planes.chromaU.width / planes.luma.width;
			const down = planes.chromaU.height / planes.luma.height;
			warpPlane(planes.chromaU, toFrame, across, down, 2, HALF, this.#chromaU);
			warpPlane(planes.chromaV, toFrame, across, down, 2, HALF, this.#chromaV);
		} else {
			this.#chromaU.fill(128);
			this.#chromaV.fill(128);
		}
		this.#crops.push(contrast, luma, this.#chromaU, this.#chromaV);
		this.#faces?.keep(planes, toFrame);
	}

	/**
	 * What a network sees of a movement, and its pictures if they are wanted; null once its frames
	 * have left the ring.
	 */
	describe(
		{ onset, apex, offset }: Pick<KeyFrames, 'onset' | 'apex' | 'offset'>,
		wantPictures: boolean,
	): { motion: EventMotion; faces: KeyFaces | null; pictures: EventPictures | null } | null {
		const crops = this.#crops;
		if (!crops.has(onset) || !crops.has(offset)) return null;
		// As far as the face was known by the offset: the same whenever it is asked for.
		const stretch = this.#stretch[offset % RING_FRAMES]!;
		const fall = this.#pairs.grid(crops.contrast(apex), crops.contrast(offset), stretch);
		const rise = this.#pairs.grid(crops.contrast(onset), crops.contrast(apex), stretch);
		const motion = eventMotion(rise.u, rise.v, fall.u, fall.v);
		const faces =
			this.#faces?.facesOf(
				{ onset, apex, offset },
				(frame) => crops.contrast(frame),
				this.#colour,
			) ?? null;
		if (!wantPictures) return { motion, faces, pictures: null };
		const paint = (frame: number): Uint8ClampedArray<ArrayBuffer> =>
			paintCrop(crops.luma(frame), crops.chroma(frame), CROP_SIZE, this.#colour);
		const pictures: EventPictures = {
			size: CROP_SIZE,
			onset: paint(onset),
			apex: paint(apex),
			offset: paint(offset),
			difference: this.#pairs.magnitude(FULL_DIFFERENCE_PX),
		};
		return { motion, faces, pictures };
	}

	/**
	 * The faces around frame `around`, from `fromMs` to `toMs`, as far as the ring holds them without
	 * a gap or a cut: beyond one it may be another face. Each is aligned as its motion was measured.
	 */
	framesBetween(
		around: number,
		fromMs: number,
		toMs: number,
		{ timeOf, indexOf }: FrameNumbers,
	): readonly StripFrame[] {
		const crops = this.#crops;
		if (!crops.has(around)) return [];
		const near = (frame: number): boolean => {
			if (!crops.has(frame)) return false;
			const at = timeOf(frame);
			return at >= fromMs && at <= toMs;
		};
		const joined = (a: number, b: number): boolean =>
			timeOf(b) - timeOf(a) <= LONGEST_GAP_MS && !this.#begins.includes(b);
		let first = around;
		while (near(first - 1) && joined(first - 1, first)) first -= 1;
		let last = around;
		while (near(last + 1) && joined(last, last + 1)) last += 1;
		return Array.from({ length: last - first + 1 }, (_, at): StripFrame => {
			const frame = first + at;
			const luma = crops.luma(frame).slice();
			const chroma = crops.chroma(frame).slice();
			const colour = this.#colour;
			return {
				index: indexOf(frame),
				ms: timeOf(frame),
				paint: () => paintCrop(luma, chroma, CROP_SIZE, colour),
			};
		});
	}
}
