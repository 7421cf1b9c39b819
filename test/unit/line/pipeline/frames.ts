/** Feeds for tests in Node, which has no VideoFrame: plain I420 frames that know when they are closed. */
import type { FaceNews } from '../../../../src/line/landmarks/index.ts';
import type { CapturedFrame, FrameFeed } from '../../../../src/line/camera/worker/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';

export interface FakeFeed extends FrameFeed {
	/** Frames handed out, and how often each was closed. */
	readonly closed: readonly number[];
	/** How often the feed was. */
	readonly closings: number;
}

export interface FakeFeedOptions {
	readonly kind?: FrameFeed['kind'];
	readonly frames: number;
	readonly side?: number;
	/** Luminance of frame `index` at x, y. */
	readonly luma?: (index: number, x: number, y: number) => number;
	/** The pixels of this frame cannot be had. */
	readonly unreadable?: number;
	/** `next()` fails with it after the last frame. */
	readonly error?: Error;
	readonly totalMs?: number | null;
}

export function fakeFeed(options: FakeFeedOptions): FakeFeed {
	const { kind = 'file', frames, side = 64, luma = () => 128, unreadable, error } = options;
	const closed: number[] = [];
	let index = 0;
	let closings = 0;
	return {
		kind,
		closed,
		width: side,
		height: side,
		dropped: 0,
		clockBreaks: 0,
		lossless: true,
		totalMs: options.totalMs ?? null,
		get doneMs() {
			return 40 * Math.max(0, index - 1);
		},
		get closings() {
			return closings;
		},
		next: (): Promise<CapturedFrame | null> => {
			if (index === frames) return error ? Promise.reject(error) : Promise.resolve(null);
			const number = index;
			closed.push(0);
			index += 1;
			const frame = i420(
				side,
				number !== unreadable,
				(x, y) => luma(number, x, y),
				() => (closed[number]! += 1),
			);
			return Promise.resolve({ frame, at: millis(40 * number), index: number });
		},
		close: () => void (closings += 1),
	};
}

function i420(
	side: number,
	readable: boolean,
	luma: (x: number, y: number) => number,
	close: () => void,
): VideoFrame {
	const pixels = side * side;
	const plain = {
		format: readable ? 'I420' : 'gone',
		visibleRect: readable ? { width: side, height: side } : null,
		codedHeight: side,
		colorSpace: { fullRange: true, matrix: 'bt709' },
		allocationSize: () => (pixels * 3) / 2,
		copyTo: (target: Uint8Array) => {
			for (let i = 0; i < pixels; i++) target[i] = luma(i % side, Math.floor(i / side));
			target.fill(128, pixels);
			return Promise.resolve([
				{ offset: 0, stride: side },
				{ offset: pixels, stride: side / 2 },
				{ offset: (pixels * 5) / 4, stride: side / 2 },
			]);
		},
		close,
	};
	return plain as unknown as VideoFrame;
}

/** Of a tracker that has nothing to tell. */
export const noNews = (): FaceNews => ({
	cut: false,
	taken: null,
	lookedRound: false,
	revision: 0,
	others: () => [],
});
