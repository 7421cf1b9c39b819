/**
 * What is said about one frame, and about the frames of a session together.
 */
import type { Millis } from '../kernel/index.ts';

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
export interface Quality {
	/** Frames that went through the line. */
	readonly frames: number;
	/** Frames that came but were not measured, because the line was still busy. */
	readonly dropped: number;
	/** Measured, over the last two seconds; 0 before there are two frames. */
	readonly fps: number;
	/** Frames in which no face was found. */
	readonly faceLost: number;
	/** Jumps of the clock (sleep, suspended tab). */
	readonly clockBreaks: number;
	/** Length of the session so far. */
	readonly durationMs: Millis;
}

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
