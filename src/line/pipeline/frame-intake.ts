/**
 * Frames from a feed, one after the other, as planes, until it ends or somebody stops it: what every
 * order that watches a source shares.
 *
 * Closes  every frame it takes, and the feed, on every path
 * Fails   `take` and the feed as they like; a frame whose pixels cannot be had as a `Fault`
 */
import type { CapturedFrame, FrameFeed, PictureBox, Planes } from '../camera/worker/index.ts';
import { PlaneReader } from '../camera/worker/index.ts';
import { frameBytes } from '../simd/index.ts';
import type { FaultCode } from '../../core/record/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import { millis } from '../../core/kernel/index.ts';
import type { FramePlanes } from './frame-planes.ts';
import type { FaultReport } from '../../core/record/index.ts';
import type { Report } from './protocol.ts';
import { RepeatedPictures } from './repeated-pictures.ts';
import type { Quality, SourceRemark } from '../../core/record/index.ts';

/** `file-progress` is sent every so many frames. */
const PROGRESS_EVERY = 8;

/** After so long without a repeated picture they are told apart anew. */
const NEW_RHYTHM_MS = 1000;

export type Send = (report: Report, transfer?: Transferable[]) => void;
export type OpenFeed = () => Promise<FrameFeed>;

export interface IntakeOptions {
	/** Read the chroma too. */
	readonly colour: boolean;
	/** Pictures that are the one before again are no frames. */
	readonly onlyReal: boolean;
	readonly send: Send;
	/** Gives up a source that has not opened yet. */
	readonly opening: AbortController;
}

/** What is done with a source; one at a time in the worker. */
export interface Watching {
	/** Ends it after the frame in hand. */
	stop(): void;
}

export class FrameIntake implements Watching {
	readonly #options: IntakeOptions;
	/** Into the memory where planes are warped. */
	readonly #reader = new PlaneReader(frameBytes);
	#feed: FrameFeed | null = null;
	#stopping = false;
	readonly #repeats = new RepeatedPictures();
	/** Read to their end. */
	#frames = 0;
	#repeated = 0;
	/** Time of the newest repeated picture. */
	#repeatedAt = -Infinity;
	#begunAt = -Infinity;
	/** Counted by whoever looks for faces. */
	framesWithFace = 0;

	constructor(options: IntakeOptions) {
		this.#options = options;
	}

	get stopping(): boolean {
		return this.#stopping;
	}
	/** Null before it has opened. */
	get feed(): FrameFeed | null {
		return this.#feed;
	}

	stop(): void {
		this.#stopping = true;
		this.#options.opening.abort();
		// Wakes a `next()` that waits for a frame which may never come.
		this.#feed?.close();
	}

	/**
	 * @param begin - once the source is open, before its first frame
	 * @param take  - each frame, which it closes or hands to `read`; false ends it
	 */
	async watch(
		open: OpenFeed,
		begin: (feed: FrameFeed) => void,
		take: (captured: CapturedFrame, feed: FrameFeed) => Promise<boolean>,
	): Promise<void> {
		try {
			const feed = await open();
			this.#feed = feed;
			if (this.#stopping) feed.close();
			begin(feed);
			for (let taken = 1; ; taken++) {
				const captured = this.#stopping ? null : await feed.next();
				if (captured === null) return;
				const more = await take(captured, feed);
				if (feed.kind === 'file' && feed.totalMs !== null && taken % PROGRESS_EVERY === 0) {
					const { doneMs, totalMs } = feed;
					this.#options.send({ kind: 'file-progress', doneMs, totalMs });
				}
				if (!more) return;
			}
		} finally {
			this.#feed?.close();
		}
	}

	/**
	 * The planes of a frame, valid until the next; `see` looks at the frame itself before it is closed.
	 * Closes the frame, also when it fails. Null: the picture before came again.
	 *
	 * @param wanted where pixels are read, in frame pixels; null: everywhere
	 * @param see    may read them everywhere after all; those count then
	 */
	async read<Seen>(
		{ frame, at }: CapturedFrame,
		wanted: PictureBox | null,
		see: (
			frame: VideoFrame,
			planes: Planes,
			at: Millis,
			readWhole: () => Promise<Planes>,
		) => Promise<Seen>,
	): Promise<{ readonly planes: FramePlanes; readonly seen: Seen } | null> {
		try {
			let planes = await this.#planesOf(frame, wanted);
			if (this.#options.onlyReal && this.#isRepeated(planes, wanted, at)) return null;
			const readWhole = async (): Promise<Planes> => (planes = await this.#planesOf(frame, null));
			const seen = await see(frame, planes, at, readWhole);
			this.#frames += 1;
			return { planes: framePlanes(planes, this.#options.colour), seen };
		} finally {
			frame.close();
		}
	}

	/** What makes a whole file unusable; a live source is never judged like that. */
	checkFile(fewestFrames: number): void {
		if (this.#feed === null || this.#feed.kind === 'live' || this.#stopping) return;
		if (this.#frames < fewestFrames) {
			throw new Fault('file/too-short', `the video has ${this.#frames} frames`);
		}
		if (this.framesWithFace === 0) {
			throw new Fault('file/no-face', `no face in any of ${this.#frames} frames`);
		}
	}

	quality(fps: number, faceLost: number): Quality {
		const { doneMs = 0, firstMs = 0, pictures } = this.#feed ?? {};
		return {
			frames: this.#frames,
			dropped: this.#feed?.dropped ?? 0,
			fps,
			faceLost,
			clockBreaks: this.#feed?.clockBreaks ?? 0,
			durationMs: millis(doneMs - firstMs),
			...(firstMs > 0 ? { firstMs: millis(firstMs) } : {}),
			...(pictures === undefined ? {} : { pictures }),
			...(this.#repeated > 0 ? { repeated: this.#repeated } : {}),
		};
	}

	/** What is to be known about the source's times. */
	get remarks(): readonly SourceRemark[] {
		const said = this.#feed?.remarks ?? [];
		if (this.#repeated === 0) return said;
		const { doneMs = 0, firstMs = 0 } = this.#feed ?? {};
		const fps = doneMs > firstMs ? (1000 * (this.#frames - 1)) / (doneMs - firstMs) : 0;
		return [...said, { code: 'repeated-pictures', count: this.#repeated, fps }];
	}

	/** Repeated pictures have just been told apart: the frame rate of before was not the real one. */
	get rateIsNew(): boolean {
		return this.#begunAt === this.#repeatedAt && Number.isFinite(this.#begunAt);
	}

	#isRepeated(planes: Planes, wanted: PictureBox | null, at: Millis): boolean {
		if (!this.#repeats.isRepeated(planes, wanted)) return false;
		if (at - this.#repeatedAt > NEW_RHYTHM_MS) this.#begunAt = at;
		this.#repeatedAt = at;
		// Those that were measured before this could be told are no frames either.
		const missed = Math.min(this.#frames, this.#repeats.takeMissed());
		this.#frames -= missed;
		this.#repeated += 1 + missed;
		return true;
	}

	async #planesOf(frame: VideoFrame, wanted: PictureBox | null): Promise<Planes> {
		try {
			return await this.#reader.read(frame, wanted);
		} catch (error) {
			throw asFault(error, this.#feed?.kind === 'file' ? 'file/broken' : 'camera/unsupported');
		}
	}
}

function framePlanes(planes: Planes, colour: boolean): FramePlanes {
	const { width, height, y, yStride, u, v, fullRange, matrix } = planes;
	const chroma = {
		width: planes.chromaWidth,
		height: planes.chromaHeight,
		stride: planes.chromaStride * planes.chromaStep,
		step: planes.chromaStep,
		offset: 0,
	};
	return {
		luma: { data: y, width, height, stride: yStride, step: 1, offset: 0 },
		chromaU: colour ? { ...chroma, data: u } : null,
		chromaV: colour ? { ...chroma, data: v } : null,
		colour: { fullRange, matrix },
	};
}

/** The fault that `work` ends with; null: none. */
export async function faultOf(
	code: FaultCode,
	work: () => Promise<void>,
): Promise<FaultReport | null> {
	try {
		await work();
		return null;
	} catch (error) {
		const fault = asFault(error, code);
		return { code: fault.code, detail: fault.detail };
	}
}
