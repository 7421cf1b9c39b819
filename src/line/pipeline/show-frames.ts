/**
 * Pictures of some frames' aligned faces: a second pass over a file whose motion was measured before.
 *
 * Closes  every frame it takes, and the feed, on every path
 * Fails   a broken source ends it with its fault; the pictures before it are handed over
 */
import type { Similarity } from '../align/index.ts';
import { CROP_SIZE, warpPlane } from '../align/index.ts';
import type { FramePlanes } from './frame-planes.ts';
import type { OpenFeed, Send, Watching } from './frame-intake.ts';
import { FrameIntake, faultOf } from './frame-intake.ts';
import { paintCrop } from './pictures.ts';
import type { Command, FramePicture } from './protocol.ts';

const HALF = CROP_SIZE / 2;

type Order = Pick<Extract<Command, { kind: 'show-frames' }>, 'frames' | 'placing'>;

export class ShowFrames implements Watching {
	readonly #order: Order;
	readonly #send: Send;
	readonly #intake: FrameIntake;
	readonly #pictures: FramePicture[] = [];
	/** Place in the order of the next frame that is wanted. */
	#next = 0;

	/** @throws RangeError for frames that do not ascend, or another number of placings */
	constructor(
		{ frames, placing }: Order,
		options: { readonly send: Send; readonly opening: AbortController },
	) {
		const disorder = frames.some((frame, at) => at > 0 && frame <= frames[at - 1]!);
		if (disorder) throw new RangeError('the frames to show do not ascend');
		if (placing.length !== 4 * frames.length) {
			throw new RangeError(`${frames.length} frames have ${placing.length / 4} placings`);
		}
		this.#order = { frames, placing };
		this.#send = options.send;
		this.#intake = new FrameIntake({ ...options, colour: true, onlyReal: false });
	}

	stop(): void {
		this.#intake.stop();
	}

	async run(open: OpenFeed): Promise<void> {
		const broken = await faultOf('worker/crashed', () => this.#watch(open));
		this.#send(
			{
				kind: 'frames-shown',
				pictures: this.#pictures,
				fault: this.#intake.stopping ? null : broken,
			},
			this.#pictures.map(({ rgba }) => rgba.buffer),
		);
	}

	async #watch(open: OpenFeed): Promise<void> {
		const { frames } = this.#order;
		await this.#intake.watch(
			open,
			() => {},
			async (captured) => {
				const { index } = captured;
				while (frames[this.#next]! < index) this.#next += 1; // the source lacks it
				if (frames[this.#next] === index) {
					const taken = await this.#intake.read(captured, null, () => Promise.resolve(null));
					if (taken !== null) this.#pictures.push(this.#paint(taken.planes));
					this.#next += 1;
				} else captured.frame.close();
				return this.#next < frames.length;
			},
		);
	}

	#paint({ luma, chromaU, chromaV, colour }: FramePlanes): FramePicture {
		const [a, b, tx, ty] = this.#order.placing.subarray(4 * this.#next) as unknown as Placing;
		const toFrame: Similarity = { a, b, tx, ty };
		const light = new Float32Array(CROP_SIZE * CROP_SIZE);
		warpPlane(luma, toFrame, 1, 1, 1, CROP_SIZE, light);
		const chroma = new Uint8ClampedArray(2 * HALF * HALF).fill(128);
		if (chromaU !== null && chromaV !== null) {
			const across = chromaU.width / luma.width;
			const down = chromaU.height / luma.height;
			const half = new Float32Array(HALF * HALF);
			for (const [at, plane] of [chromaU, chromaV].entries()) {
				warpPlane(plane, toFrame, across, down, 2, HALF, half);
				chroma.set(half, at * half.length);
			}
		}
		const rgba = paintCrop(Uint8ClampedArray.from(light), chroma, CROP_SIZE, colour);
		return { frame: this.#order.frames[this.#next]!, size: CROP_SIZE, rgba };
	}
}

type Placing = readonly [number, number, number, number];
