/**
 * Pictures of the whole face, for the network that looks at them: kept while they may be needed, and
 * brought to one frame for an event.
 *
 * Every frame is warped with the transform that its motion was measured in, so that head motion is
 * out. What is left between the frames of one event is measured on the nose and taken out as well:
 * apex and offset are framed as the onset is, and their differences are motion of the face.
 *
 * Cost  142,800 bytes a frame: 27.4 MB for the line's ring, taken once a session
 */
import type { Plane, Similarity } from '../align/index.ts';
import {
	PORTRAIT_HEIGHT,
	PORTRAIT_WIDTH,
	RigidResidual,
	compose,
	identity,
	invert,
	portraitToCrop,
	warpPlane,
} from '../align/index.ts';
import { PictureRing } from '../buffer/index.ts';
import type { KeyFaces } from '../backend/index.ts';
import type { FramePlanes } from './frame-planes.ts';
import type { ColourSpace } from './pictures.ts';
import { paintCrop } from './pictures.ts';

const WIDTH = PORTRAIT_WIDTH;
const HEIGHT = PORTRAIT_HEIGHT;
const CHROMA = (WIDTH / 2) * (HEIGHT / 2);
/** Neither blue nor red. */
const GREY = 128;

export class KeyFaceRing {
	readonly #ring: PictureRing;
	readonly #residual = new RigidResidual();
	readonly #toCrop = portraitToCrop();
	readonly #fromCrop = identity();
	readonly #toFrame = identity();
	readonly #luma = new Float32Array(WIDTH * HEIGHT);
	readonly #chromaU = new Float32Array(CHROMA);
	readonly #chromaV = new Float32Array(CHROMA);

	constructor(capacity: number) {
		this.#ring = new PictureRing(capacity, WIDTH, HEIGHT);
		invert(this.#toCrop, this.#fromCrop);
	}

	get bytes(): number {
		return this.#ring.bytes;
	}

	/** @param cropToFrame of the crop that motion was measured on */
	keep({ luma, chromaU, chromaV }: FramePlanes, cropToFrame: Similarity): void {
		compose(this.#toCrop, cropToFrame, this.#toFrame);
		warpPlane(luma, this.#toFrame, 1, 1, 1, WIDTH, this.#luma, HEIGHT);
		if (chromaU !== null && chromaV !== null) {
			const across = chromaU.width / luma.width;
			const down = chromaU.height / luma.height;
			const half = [across, down, 2, WIDTH / 2] as const;
			warpPlane(chromaU, this.#toFrame, ...half, this.#chromaU, HEIGHT / 2);
			warpPlane(chromaV, this.#toFrame, ...half, this.#chromaV, HEIGHT / 2);
		} else {
			this.#chromaU.fill(GREY);
			this.#chromaV.fill(GREY);
		}
		this.#ring.push(this.#luma, this.#chromaU, this.#chromaV);
	}

	/**
	 * The three key frames in the onset's frame; null once one has left the ring.
	 * @param contrast of a frame's crop, [128, 128]
	 */
	facesOf(
		{ onset, apex, offset }: { onset: number; apex: number; offset: number },
		contrast: (frame: number) => Float32Array,
		colour: ColourSpace,
	): KeyFaces | null {
		if (![onset, apex, offset].every((frame) => this.#ring.has(frame))) return null;
		this.#residual.setReference(contrast(onset));
		const paint = (frame: number): Uint8ClampedArray => {
			const moved = identity();
			const measured = frame !== onset && this.#residual.measure(contrast(frame), moved);
			return this.#paint(frame, measured ? moved : null, colour);
		};
		return {
			width: WIDTH,
			height: HEIGHT,
			onset: paint(onset),
			apex: paint(apex),
			offset: paint(offset),
		};
	}

	/** @param moved crop pixel of the onset -> crop pixel of this frame; null: as it is */
	#paint(frame: number, moved: Similarity | null, colour: ColourSpace): Uint8ClampedArray {
		const luma = this.#ring.luma(frame);
		const chroma = this.#ring.chroma(frame);
		if (moved === null) return paintCrop(luma, chroma, WIDTH, colour, HEIGHT);
		const toPicture = identity();
		compose(this.#toCrop, moved, toPicture);
		compose(toPicture, this.#fromCrop, toPicture);
		const warped = (data: Uint8ClampedArray<ArrayBuffer>, halved: 1 | 2): Uint8ClampedArray => {
			const width = WIDTH / halved;
			const height = HEIGHT / halved;
			const out = new Float32Array(width * height);
			const plane = planeOf(data, width, height);
			warpPlane(plane, toPicture, 1 / halved, 1 / halved, halved, width, out, height);
			return Uint8ClampedArray.from(out);
		};
		const colours = new Uint8ClampedArray(2 * CHROMA);
		colours.set(warped(chroma.subarray(0, CHROMA), 2));
		colours.set(warped(chroma.subarray(CHROMA), 2), CHROMA);
		return paintCrop(warped(luma, 1), colours, WIDTH, colour, HEIGHT);
	}
}

const planeOf = (data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): Plane => ({
	data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
	width,
	height,
	stride: width,
	step: 1,
	offset: 0,
});
