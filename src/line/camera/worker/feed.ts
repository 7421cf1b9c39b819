/** What every frame source offers, and the frame it hands out. */
import type { Closable, Millis } from '../../../core/kernel/index.ts';
import type { SourceRemark } from '../../../core/record/index.ts';
import type { SourceSpec } from '../source.ts';

export interface CapturedFrame {
	/** The receiver closes it. */
	readonly frame: VideoFrame;
	/** On the session clock: of a film its own timeline, else since the first frame. Strictly increasing. */
	readonly at: Millis;
	/** Frame number in the source: from 0, dropped frames counted; of pictures their own numbers. */
	readonly index: number;
}

export interface FrameFeed extends Closable {
	/** A file is whole: it can be judged as too short or without a face. */
	readonly kind: 'live' | 'file';
	readonly width: number;
	readonly height: number;
	/** Frames the source had and nobody got; of a film pictures that could not be decoded. */
	readonly dropped: number;
	/** Jumps of the clock: sleep, suspended tab, a gap of more than two seconds. */
	readonly clockBreaks: number;
	/** True when no frame is ever dropped; the source then waits for us. */
	readonly lossless: boolean;
	/** Where a file ends, on the session clock; null for a live source or an unknown length. */
	readonly totalMs: number | null;
	/** Time of the newest frame handed out. */
	readonly doneMs: number;
	/** Time of the first frame handed out; left out: 0. */
	readonly firstMs?: number;
	/** Pictures that a film shows; left out: not known. */
	readonly pictures?: number;
	/** What is to be known about its times, as far as it was read; left out: nothing. */
	readonly remarks?: readonly SourceRemark[];
	/** The next frame, or null at the end. One call at a time. */
	next(): Promise<CapturedFrame | null>;
	/** Live sources: the source breaks off, its end is not the end of the feed. */
	hold?(): void;
	/** ... and this one takes its place; clock and count go on. */
	resume?(source: SourceSpec): void;
}
