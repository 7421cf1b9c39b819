/**
 * Frames on their way from a live source to the line.
 *
 * Keeps one frame: a newer one replaces and closes the waiting one, which counts as dropped. With
 * `lossless` it keeps all in order; there the sender waits for us and bounds their number. While it is
 * held, its source may end and another take its place: clock and count go on.
 */
import { Fault } from '../../../core/record/index.ts';
import type { SourceSpec } from '../source.ts';
import type { CapturedFrame, FrameFeed } from './feed.ts';
import { FrameClock } from './frame-clock.ts';
import { checkSize } from './picture-size.ts';

/** A camera that gives no first frame for this long is reported, not waited for. */
const FIRST_FRAME_MS = 10_000;

export class LiveQueue implements FrameFeed {
	readonly kind = 'live';
	readonly lossless: boolean;
	readonly totalMs = null;
	readonly #clock: FrameClock;
	/** Lossless: called when a frame leaves the queue. */
	readonly #onTaken: () => void;
	readonly #onClose: () => void;
	readonly #onResume: ((source: SourceSpec) => void) | null;
	#held = false;
	#waiting: CapturedFrame[] = [];
	#wanted: { resolve: (frame: CapturedFrame | null) => void; reject: (why: Fault) => void } | null =
		null;
	#width = 0;
	#height = 0;
	#index = 0;
	#dropped = 0;
	#doneMs = 0;
	#ended = false;
	#fault: Fault | null = null;
	#opened: (() => void) | null = null;

	constructor(options: {
		readonly lossless: boolean;
		readonly clock?: FrameClock;
		readonly onTaken?: () => void;
		readonly onClose: () => void;
		/** Takes up the next source after a `hold`. */
		readonly onResume?: (source: SourceSpec) => void;
	}) {
		this.lossless = options.lossless;
		this.#clock = options.clock ?? new FrameClock();
		this.#onTaken = options.onTaken ?? (() => {});
		this.#onClose = options.onClose;
		this.#onResume = options.onResume ?? null;
	}

	get width(): number {
		return this.#width;
	}
	get height(): number {
		return this.#height;
	}
	get dropped(): number {
		return this.#dropped;
	}
	get clockBreaks(): number {
		return this.#clock.breaks;
	}
	get doneMs(): number {
		return this.#doneMs;
	}

	/** Takes ownership of the frame. `missed`: frames the source lost just before it. */
	push(frame: VideoFrame, missed: number): void {
		this.#index += missed;
		this.#dropped += missed;
		const at = this.#ended ? null : this.#clock.stamp(frame.timestamp);
		if (at === null) {
			frame.close();
			if (!this.#ended) this.#drop();
			return;
		}
		const captured = { frame, at, index: this.#index };
		this.#index += 1;
		if (this.#width === 0) {
			this.#width = frame.displayWidth;
			this.#height = frame.displayHeight;
			this.#opened?.();
		}
		if (this.#wanted) {
			const { resolve } = this.#wanted;
			this.#wanted = null;
			resolve(this.#taken(captured));
			return;
		}
		if (!this.lossless) {
			for (const late of this.#waiting) late.frame.close();
			this.#dropped += this.#waiting.length;
			this.#waiting = [];
		}
		this.#waiting.push(captured);
	}

	/** A frame that came with a time it cannot have. It still has its place in the count. */
	#drop(): void {
		this.#index += 1;
		this.#dropped += 1;
		this.#onTaken();
	}

	hold(): void {
		if (this.#onResume !== null) this.#held = true;
	}

	resume(source: SourceSpec): void {
		if (!this.#held || this.#ended) return;
		this.#held = false;
		this.#onResume?.(source);
	}

	/** No more frames will come; what waits is still handed out. */
	end(fault: Fault | null = null): void {
		if (this.#ended || this.#held) return;
		this.#ended = true;
		this.#fault = fault;
		this.#opened?.();
		if (this.#wanted) {
			const { resolve, reject } = this.#wanted;
			this.#wanted = null;
			if (fault) reject(fault);
			else resolve(null);
		}
	}

	async next(): Promise<CapturedFrame | null> {
		const first = this.#waiting.shift();
		if (first) return this.#taken(first);
		if (this.#ended) {
			if (this.#fault) throw this.#fault;
			return null;
		}
		return new Promise((resolve, reject) => {
			this.#wanted = { resolve, reject };
		});
	}

	#taken(captured: CapturedFrame): CapturedFrame {
		this.#doneMs = captured.at;
		this.#onTaken();
		return captured;
	}

	/** Resolves with this queue once the first frame is there; rejects when none came or will come. */
	async opened(signal?: AbortSignal): Promise<this> {
		try {
			await new Promise<void>((resolve, reject) => {
				const timer = setTimeout(() => {
					reject(new Fault('camera/frozen', `no frame within ${FIRST_FRAME_MS} ms`));
				}, FIRST_FRAME_MS);
				const settle = (done: () => void): void => {
					clearTimeout(timer);
					this.#opened = null;
					done();
				};
				this.#opened = () => settle(resolve);
				if (this.#width > 0 || this.#ended) this.#opened();
				signal?.addEventListener('abort', () => settle(() => reject(signal.reason as Error)));
				if (signal?.aborted) settle(() => reject(signal.reason as Error));
			});
			if (this.#width === 0) throw this.#fault ?? new Fault('camera/ended', 'no frame came');
			checkSize(this.#width, this.#height);
			return this;
		} catch (error) {
			this.close();
			throw error;
		}
	}

	close(): void {
		this.#held = false;
		this.end();
		for (const { frame } of this.#waiting) frame.close();
		this.#waiting = [];
		this.#onClose();
	}
}
