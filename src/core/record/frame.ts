/**
 * What is said about one frame, and about the frames of a session together.
 */
import * as v from 'valibot';
import { count, field, object } from '../kernel/index.ts';
import { frameMoment, rate } from './quantities.ts';

export interface FaceState {
	readonly state: 'none' | 'tracked' | 'turned' | 'small';
	/** Faces in view, the followed one included. */
	readonly count: number;
	/** Degrees; yaw > 0: turned to the subject's left. NaN without a face. */
	readonly yaw: number;
	readonly pitch: number;
	readonly roll: number;
	/** Outer-canthus distance in source pixels over 95: source pixels a px200. */
	readonly scale: number;
	/** Mean luminance of the face crop, 0..255. */
	readonly light: number;
	readonly blinking: boolean;
	readonly speaking: boolean;
}

/** What happened to the frames of a session so far. */
export const qualitySchema = object({
	frames: field(count, 'frames', 'frames that were measured'),
	/** The line was still busy when they came. */
	dropped: field(
		count,
		'frames',
		'frames that came but were not measured; of a file: pictures that it shows and that could not be decoded',
	),
	/** Left out: a live source, or a record of an earlier version. */
	pictures: field(
		v.optional(count),
		'frames',
		'of a file: pictures that it shows from its beginning to its end',
	),
	/** Left out: none. */
	repeated: field(
		v.optional(count),
		'frames',
		'pictures that were the one before again: they are no frames and were not measured',
	),
	/** 0 before there are two frames. */
	fps: field(rate, 'frames/s', 'measured over the last two seconds'),
	faceLost: field(count, 'frames', 'frames in which no face was found'),
	clockBreaks: field(count, 'count', 'jumps of the clock: sleep, a gap of more than two seconds'),
	durationMs: field(frameMoment, 'ms', 'time from the first to the last frame'),
	/** Left out: 0. */
	firstMs: field(
		v.optional(frameMoment),
		'ms',
		'time of the first frame; not 0 where the pictures of a file begin after its sound',
	),
});

export type Quality = v.InferOutput<typeof qualitySchema>;

/**
 * What was measured in every frame of a session, column by column. R: regions, in the order of
 * `REGIONS` (motion); NaN where there was no face.
 */
export interface Signals {
	/** Frames. */
	readonly count: number;
	/** Frame indices of the source: increasing, with gaps where frames were dropped. */
	readonly frame: Int32Array;
	/** Session clock. */
	readonly ms: Float64Array;
	/** [count, R], px200 */
	readonly motion: Float32Array;
	/** [count, R]; 1 while masked by a blink or speech. */
	readonly masked: Uint8Array;
	/** 0 none, 1 tracked, 2 turned, 3 small. */
	readonly face: Uint8Array;
	/** Degrees. */
	readonly yaw: Float32Array;
	readonly pitch: Float32Array;
	readonly roll: Float32Array;
	/** Source pixels a px200. */
	readonly scale: Float32Array;
	/** Mean luminance of the face, 0..255. */
	readonly light: Float32Array;
	readonly blinking: Uint8Array;
	readonly speaking: Uint8Array;
}
