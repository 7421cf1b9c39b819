/**
 * Strips: the aligned faces around each event, for replays, compressed beside the line.
 *
 * A strip begins before the onset and ends after the offset, so it waits until those frames have come
 * or the session ends. Its crops are copied out of the ring at once (about 25 kB a frame); painting
 * and compressing go one picture at a time afterwards and never hold up a frame.
 *
 * Order  a strip follows its event's report, and comes before `stopped`
 * Fails  never: a strip that cannot be compressed, or whose frames have left the ring, is left out
 */
import type { KeyFrames } from '../select/index.ts';
import type { StripFrame } from './face-pictures.ts';
import type { Send } from './frame-intake.ts';

/** Shown before the onset and after the offset. */
const MARGIN_MS = 300;
/** Strips that wait to be compressed, about 1 MB each; further ones of a live source are left out. */
const MOST_WAITING = 12;

/** @param rgba [size, size, 4] */
export type Compress = (rgba: Uint8ClampedArray<ArrayBuffer>, size: number) => Promise<Blob>;

/** The line's part in it. */
export interface StripSource {
	/** Time of the newest frame, ms. */
	readonly newestMs: number;
	timeOf(frame: number): number;
	/** Frames in order of time; empty once the ring has let go of them. */
	framesBetween(around: number, fromMs: number, toMs: number): readonly StripFrame[];
	readonly cropSize: number;
}

interface Wanted {
	readonly event: string;
	readonly apex: number;
	readonly fromMs: number;
	readonly toMs: number;
	/** The event has been reported. */
	readonly reported: Promise<void>;
}

export class EventStrips {
	readonly #source: StripSource;
	readonly #compress: Compress;
	readonly #send: Send;
	#wanted: Wanted[] = [];
	#waiting = 0;
	#work: Promise<void> = Promise.resolve();

	constructor(source: StripSource, compress: Compress, send: Send) {
		this.#source = source;
		this.#compress = compress;
		this.#send = send;
	}

	want(
		event: string,
		{ onset, apex, offset }: Pick<KeyFrames, 'onset' | 'apex' | 'offset'>,
		reported: Promise<void>,
	): void {
		const fromMs = this.#source.timeOf(onset) - MARGIN_MS;
		const toMs = this.#source.timeOf(offset) + MARGIN_MS;
		this.#wanted.push({ event, apex, fromMs, toMs, reported });
		this.frameTaken();
	}

	/** After every frame of the line. */
	frameTaken(): void {
		if (this.#wanted.length === 0) return;
		const { newestMs } = this.#source;
		const due = this.#wanted.filter(({ toMs }) => toMs <= newestMs);
		if (due.length === 0) return;
		this.#wanted = this.#wanted.filter(({ toMs }) => toMs > newestMs);
		for (const each of due) this.#gather(each);
	}

	/** A source that waits for us leaves the compression no further behind than this. */
	get crowded(): boolean {
		return this.#waiting >= MOST_WAITING;
	}

	/** No frame follows: gathers what there is and waits until everything has been sent. */
	finish(): Promise<void> {
		for (const each of this.#wanted) this.#gather(each);
		this.#wanted = [];
		return this.#work;
	}

	/** Until everything gathered so far has been sent. */
	get sent(): Promise<void> {
		return this.#work;
	}

	#gather({ event, apex, fromMs, toMs, reported }: Wanted): void {
		if (this.crowded) return;
		const frames = this.#source.framesBetween(apex, fromMs, toMs);
		if (frames.length < 2) return;
		this.#waiting += 1;
		this.#work = this.#work.then(async () => {
			try {
				await reported;
				await this.#pack(event, frames);
			} catch (error) {
				console.warn('a strip was left out:', error);
			} finally {
				this.#waiting -= 1;
			}
		});
	}

	async #pack(event: string, frames: readonly StripFrame[]): Promise<void> {
		const size = this.#source.cropSize;
		const pictures: Blob[] = [];
		for (const { paint } of frames) pictures.push(await this.#compress(paint(), size));
		this.#send({
			kind: 'event-strip',
			event,
			strip: {
				frames: Int32Array.from(frames, ({ index }) => index),
				ms: Float64Array.from(frames, ({ ms }) => ms),
				pictures,
				size,
			},
		});
	}
}
