/**
 * A movement that the line found: an event, or a candidate with the reason why it is none.
 *
 * Plain, cloneable data; times in ms on the session clock with frame indices beside them.
 */
import type { Millis } from '../kernel/index.ts';
import type { RegionName } from './regions.ts';
import type { Verdict } from './verdict.ts';
import type { RejectionReason } from './reasons.ts';

/** One of onset, apex, offset. */
export interface KeyFrame {
	/** Frame index of the source, from 0, in presentation order. */
	readonly frame: number;
	readonly ms: Millis;
	/** Half width of the interval the true moment lies in; at least one frame period. */
	readonly uncertaintyMs: number;
}

export interface RegionMotion {
	readonly region: RegionName;
	/** Displacement from onset to apex, px200; right and down in the unmirrored picture. */
	readonly dx: number;
	readonly dy: number;
	/** Size of that displacement, px200. */
	readonly amplitudePx200: number;
	/** How far the fitted rise and fall stands out of the region's noise, learnt and around it. */
	readonly z: number;
}

export interface Movement {
	/** `e1`, `e2`, ... for events, `r1`, ... for rejections; unique in a session. */
	readonly id: string;
	readonly onset: KeyFrame;
	readonly apex: KeyFrame;
	readonly offset: KeyFrame;
	readonly riseMs: number;
	readonly fallMs: number;
	readonly durationMs: number;
	/** Regions that took part, strongest first. */
	readonly regions: readonly RegionMotion[];
	/** Strongest region's amplitude. */
	readonly peakPx200: number;
	/** Detection confidence, 0..1. */
	readonly score: number;
	/** Frame time at which the line decided, and how long after the offset that was. */
	readonly decidedAtMs: Millis;
	readonly latencyMs: number;
	/** Frame rate measured around the movement. */
	readonly fps: number;
}

/** A facial movement taken for a micro-expression. */
export interface MicroEvent extends Movement {
	/** Null when no trained network runs; the reason is in `EngineInfo.network`. */
	readonly verdict: Verdict | null;
}

/** A candidate that was turned down, with the same columns and the reason. */
export interface RejectedCandidate extends Movement {
	readonly reason: RejectionReason;
	/**
	 * The measured value and the limit it broke, in the unit the reason's text names; null where the
	 * reason has none (blink, speech, face lost).
	 */
	readonly measured: number | null;
	readonly limit: number | null;
}

/** RGBA pictures of an event, `size` x `size`; row-major, 4 bytes a pixel. */
export interface EventPictures {
	readonly size: number;
	readonly onset: Uint8ClampedArray<ArrayBuffer>;
	readonly apex: Uint8ClampedArray<ArrayBuffer>;
	readonly offset: Uint8ClampedArray<ArrayBuffer>;
	/** Where apex and onset differ: motion magnitude 0..255, one byte a pixel. */
	readonly difference: Uint8ClampedArray<ArrayBuffer>;
}

/** Aligned faces from a little before the onset to a little after the offset, for replays. */
export interface EventStrip {
	/** Frame indices of the source and their times, one a picture. */
	readonly frames: Int32Array<ArrayBuffer>;
	readonly ms: Float64Array<ArrayBuffer>;
	/** Compressed, `size` x `size`, in order of time. */
	readonly pictures: readonly Blob[];
	readonly size: number;
}
