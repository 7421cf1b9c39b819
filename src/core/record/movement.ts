/**
 * A movement that the line found: an event, or a candidate with the reason why it is none.
 *
 * Plain, cloneable data; times in ms on the session clock with frame indices beside them.
 */
import * as v from 'valibot';
import { count, field, list, measured, object, openName, text } from '../kernel/index.ts';
import {
	DIGITS,
	frameMoment,
	lengthMs,
	lengthPx,
	moment,
	px,
	rate,
	rounded,
	share,
} from './quantities.ts';
import type { RejectionReason } from './reasons.ts';
import type { RegionName } from './regions.ts';
import { verdictSchema } from './verdict.ts';

const PX200 =
	'pixels of an aligned face crop in which the outer eye corners (mesh points 33 and 263) are 95 px apart';

/** One of onset, apex, offset. */
// @__NO_SIDE_EFFECTS__
const keyFrame = (what: string) =>
	object({
		frame: field(
			count,
			'frame',
			`${what}: index in the source from 0, in presentation order, dropped frames counted`,
		),
		ms: field(
			frameMoment,
			'ms',
			`${what}: time on the session clock: of a file its own timeline, which begins with the earliest of its tracks; else since the first frame`,
		),
		uncertaintyMs: field(
			lengthMs,
			'ms',
			'half width of the interval in which the true moment lies; at least one frame period',
		),
	});

export type KeyFrame = v.InferOutput<ReturnType<typeof keyFrame>>;

const regionMotion = object({
	region: field(
		openName<RegionName>(),
		'',
		'face region that took part, strongest first; Left and Right are the subject’s own',
	),
	dx: field(
		px,
		'px200',
		'displacement from onset to apex, positive to the right of the unmirrored picture',
	),
	dy: field(px, 'px200', 'displacement from onset to apex, positive downward'),
	amplitudePx200: field(lengthPx, 'px200', 'length of that displacement'),
	z: field(
		px,
		'',
		'how far the rise and fall stands out of the noise of its region, learnt in quiet frames and measured around it',
	),
});

export type RegionMotion = v.InferOutput<typeof regionMotion>;

const movement = {
	id: field(
		text,
		'',
		'name of the record, unique in the session: e1, e2, ... for events, r1, r2, ... for rejected candidates',
	),
	onset: keyFrame('last frame before the movement begins'),
	apex: keyFrame('frame of greatest displacement'),
	offset: keyFrame('frame at which the movement has gone back farthest'),
	riseMs: field(lengthMs, 'ms', 'apex minus onset'),
	fallMs: field(lengthMs, 'ms', 'offset minus apex'),
	durationMs: field(lengthMs, 'ms', 'offset minus onset'),
	peakPx200: field(lengthPx, 'px200', `greatest displacement of any region; px200: ${PX200}`),
	score: field(
		share,
		'0..1',
		'share of such candidates that were movements, on people held out in training (movements drawn into videos); not a probability of any feeling',
	),
	fps: field(rate, 'frames/s', 'frame rate measured around the movement'),
	decidedAtMs: field(moment, 'ms', 'frame time at which the program decided'),
	latencyMs: field(rounded(measured, DIGITS.ms), 'ms', 'decidedAtMs minus the offset'),
	/** Strongest first. */
	regions: list(regionMotion),
};

// Spread in a function: bundlers then know that nothing happens.
// @__NO_SIDE_EFFECTS__
const movementWith = <const More extends v.ObjectEntries>(more: More) =>
	object({ ...movement, ...more });

/** A facial movement taken for a micro-expression. */
export const microEventSchema = movementWith({
	/** Null when no trained network runs; the reason is in `EngineInfo.network`. */
	verdict: v.nullish(verdictSchema, null),
});

export type MicroEvent = v.InferOutput<typeof microEventSchema>;

/** A candidate that was rejected, with the same columns and the reason. */
export const rejectedCandidateSchema = movementWith({
	reason: field(
		openName<RejectionReason>(),
		'',
		'why: too-weak, too-short, too-long, too-large, slow-rise, no-return, blink, speech, head-turn, lighting, low-frame-rate, scene-cut, face-lost, overlap',
	),
	/** Both null where the reason has no limit. */
	measured: field(
		v.nullish(px, null),
		'by reason',
		'the value that decided: ms for too-long, px200 for too-large; empty for reasons without a limit (blink, speech, scene-cut, face-lost)',
	),
	limit: field(
		v.nullish(px, null),
		'by reason',
		'the limit it broke, in the same unit, or empty likewise',
	),
});

export type RejectedCandidate = v.InferOutput<typeof rejectedCandidateSchema>;

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
