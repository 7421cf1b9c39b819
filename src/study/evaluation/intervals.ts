/**
 * Which found movement is which true one: one to one, intersection over union of their frames at
 * least a half (the rule of the MEGC challenges), the largest overlap first. Pure.
 */

/** Frames `[onset, offset]`; both belong to it. */
export interface Span {
	readonly onset: number;
	readonly offset: number;
}

export const LEAST_OVERLAP = 0.5;
/** Half of three frames and half of thirty are the same half. */
const ROUNDING = 1e-12;

export interface Pair {
	/** Places in the two lists. */
	readonly truth: number;
	readonly found: number;
}

/** Intersection over union, 0..1; both ends of a span belong to it. */
export function overlapOf(a: Span, b: Span): number {
	const shared = Math.min(a.offset, b.offset) - Math.max(a.onset, b.onset) + 1;
	if (shared <= 0) return 0;
	return shared / (lengthOf(a) + lengthOf(b) - shared);
}

export const overlaps = (a: Span, b: Span): boolean => overlapOf(a, b) >= LEAST_OVERLAP - ROUNDING;

/** Where overlaps are equal, the earlier truth is served first, then the earlier movement. */
export function pair(truths: readonly Span[], found: readonly Span[]): Pair[] {
	const possible = truths
		.flatMap((a, truth) => found.map((b, at) => ({ truth, found: at, overlap: overlapOf(a, b) })))
		.filter(({ overlap }) => overlap >= LEAST_OVERLAP - ROUNDING)
		.sort((a, b) => b.overlap - a.overlap || a.truth - b.truth || a.found - b.found);
	const pairs: Pair[] = [];
	for (const { truth, found: at } of possible) {
		if (pairs.some((taken) => taken.truth === truth || taken.found === at)) continue;
		pairs.push({ truth, found: at });
	}
	return pairs;
}

const lengthOf = ({ onset, offset }: Span): number => offset - onset + 1;
