/**
 * The gates between a candidate and an event. The first that says no names the reason, with the
 * value it measured and the limit that was broken.
 */
import type { SignalRing } from '../buffer/index.ts';
import type { KeyFrames } from './key-frames.ts';
import type { RejectionReason } from '../../core/record/index.ts';
import type { RegionPart } from './decision.ts';

export interface GateContext {
	readonly ring: SignalRing;
	readonly parts: readonly RegionPart[];
	readonly keyFrames: KeyFrames;
	/** Probability of a movement, 0..1. */
	readonly score: number;
	readonly fps: number;
	/** Farthest the head was turned within the movement, degrees. */
	readonly turnedDeg: number;
	/** Fastest turn of the head within the movement, degrees a second. */
	readonly headSpeed: number;
	readonly lightStep: number;
	/** Whether the strongest region was moving in a blink, or in speech. */
	readonly blinks: boolean;
	readonly speaks: boolean;
	/** Offset of the last event, ms. */
	readonly busyUntil: number;
	/** Least score of an event, 0..1. */
	readonly bar: number;
}

export interface Gated {
	readonly reason: RejectionReason | null;
	/** Null where the reason has no number. */
	readonly measured: number | null;
	readonly limit: number | null;
}

/**
 * Below this frame rate no claims are made: 15 per second, where a rise has 2.4 frames in the mean,
 * less what a camera that promises 15 falls short by.
 */
const LOWEST_FPS = 14.5;
const SHORTEST_MS = 100;
const LONGEST_MS = 700;
const SLOWEST_RISE_MS = 320;
/** Way undone at the offset: less is a step, more goes past where it came from. */
const LEAST_RETURN = 0.35;
const MOST_RETURN = 1.5;
const FASTEST_HEAD_DEG_PER_S = 60;
/** Beyond this the far side of the face cannot be measured. */
export const FARTHEST_TURN_DEG = 32;
const LARGEST_LIGHT_STEP = 0.08;
/** Largest displacement that is still micro, px200 (peak over a region's mean). */
const LARGEST_PX200 = 3.5;

export function applyGates(context: GateContext): Gated {
	const { ring, keyFrames, parts } = context;
	const onset = ring.timeOf(keyFrames.onset);
	const apex = ring.timeOf(keyFrames.apex);
	const offset = ring.timeOf(keyFrames.offset);
	const period = 1000 / Math.max(context.fps, 1);
	const peak = Math.max(...parts.map(({ dx, dy }) => Math.hypot(dx, dy)));
	const { score } = context;
	const no = (reason: RejectionReason, measured: number | null, limit: number | null): Gated => ({
		reason,
		measured,
		limit,
	});
	// Not `<`: a score that is no number is too weak.
	const weak = !(score >= context.bar);

	if (context.fps < LOWEST_FPS) return no('low-frame-rate', context.fps, LOWEST_FPS);
	if (context.turnedDeg > FARTHEST_TURN_DEG) {
		return no('head-turn', context.turnedDeg, FARTHEST_TURN_DEG);
	}
	if (context.headSpeed > FASTEST_HEAD_DEG_PER_S) {
		return no('head-turn', context.headSpeed, FASTEST_HEAD_DEG_PER_S);
	}
	if (context.lightStep > LARGEST_LIGHT_STEP) {
		return no('lighting', context.lightStep, LARGEST_LIGHT_STEP);
	}
	if (keyFrames.returned < LEAST_RETURN) return no('no-return', keyFrames.returned, LEAST_RETURN);
	if (keyFrames.returned > MOST_RETURN) return no('no-return', keyFrames.returned, MOST_RETURN);
	if (offset - onset > LONGEST_MS) return no('too-long', offset - onset, LONGEST_MS);
	if (peak > LARGEST_PX200) return no('too-large', peak, LARGEST_PX200);
	if (apex - onset > SLOWEST_RISE_MS + period) {
		return no('slow-rise', apex - onset, SLOWEST_RISE_MS);
	}
	if (offset - onset < SHORTEST_MS) return no('too-short', offset - onset, SHORTEST_MS);
	if (onset < context.busyUntil) return no('overlap', onset, context.busyUntil);
	// The score has weighed blink and speech; they explain what it did not think much of.
	if (weak && context.blinks) return no('blink', null, null);
	if (weak && context.speaks) return no('speech', null, null);
	if (weak) return no('too-weak', score, context.bar);
	return { reason: null, measured: score, limit: context.bar };
}
