/**
 * GAMDSS' selection as plainly as it can be written, as a yardstick: every pair of whole pictures anew.
 * Pure.
 *
 * Onset and apex are the two frames that differ most, whichever they are; the offset is the frame after
 * the apex that differs from it most (arXiv:2603.04766, and facts about its code). The paper looks for
 * them in small windows around annotated frames; a live stream has none, so the windows are the clip.
 * Differences are signed, the meant ones (see line/select/published).
 */
import type { AnnotatedKeyFrames } from '../../../line/select/index.ts';

/** @param frames all channels of each picture, at least three of one size */
export function selectPlainly(frames: readonly Uint8Array[]): AnnotatedKeyFrames {
	return largest(frames.length, (one, other) => difference(frames[one]!, frames[other]!));
}

/** The same question to any measure of difference, so that two measures can be compared. */
export function largest(
	frames: number,
	differenceOf: (one: number, other: number) => number,
): AnnotatedKeyFrames {
	if (frames < 3) throw new RangeError(`${frames} frames hold no onset, apex and offset`);
	let onset = 0;
	let apex = 1;
	let most = -1;
	// An offset is to come, so the last frame is no apex.
	for (let a = 1; a < frames - 1; a++) {
		for (let o = 0; o < a; o++) {
			const d = differenceOf(a, o);
			if (d <= most) continue;
			most = d;
			onset = o;
			apex = a;
		}
	}
	let offset = apex + 1;
	most = -1;
	for (let f = apex + 1; f < frames; f++) {
		const d = differenceOf(apex, f);
		if (d <= most) continue;
		most = d;
		offset = f;
	}
	return { onset, apex, offset };
}

/** Frobenius norm of the difference of two pictures. */
function difference(one: Uint8Array, other: Uint8Array): number {
	let sum = 0;
	for (let i = 0; i < one.length; i++) {
		const d = one[i]! - other[i]!;
		sum += d * d;
	}
	return Math.sqrt(sum);
}

/** Differences of pictures that it takes for this many frames, at most. */
export const plainDifferences = (frames: number): number =>
	((frames - 1) * (frames - 2)) / 2 + frames - 2;

/** The same where every onset, apex and offset are compared as three: two differences each. */
export const tripleDifferences = (frames: number): number =>
	(frames * (frames - 1) * (frames - 2)) / 3;
