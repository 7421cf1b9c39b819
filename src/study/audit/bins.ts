/** Bins of a histogram of shifts: of one width, one of them around 0, as many on either side. Pure. */

export interface Bins {
	readonly widthMs: number;
	/** An odd number of them; the middle one is 0. */
	readonly middlesMs: readonly number[];
}

/** More than a screen can show apart. */
const MOST_BINS = 41;

/**
 * @param shiftsMs - all that must fit
 * @param periodMs - a frame of the slowest clip: finer bins would be empty by turns. The width is a
 *                   whole number of them
 */
export function binsFor(shiftsMs: readonly number[], periodMs: number): Bins {
	const farthest = shiftsMs.reduce((most, ms) => Math.max(most, Math.abs(ms)), 0);
	for (let frames = 1; ; frames++) {
		const widthMs = frames * periodMs;
		const side = Math.max(1, Math.ceil(farthest / widthMs - 0.5));
		if (2 * side + 1 > MOST_BINS) continue;
		const middlesMs = Array.from({ length: 2 * side + 1 }, (_, bin) => (bin - side) * widthMs);
		return { widthMs, middlesMs };
	}
}

/** How many shifts lie in each bin; what is beyond the last one counts there. */
export function countInBins(shiftsMs: readonly number[], { widthMs, middlesMs }: Bins): number[] {
	const counts = middlesMs.map(() => 0);
	const side = (counts.length - 1) / 2;
	for (const ms of shiftsMs) {
		const bin = Math.max(-side, Math.min(side, Math.round(ms / widthMs)));
		counts[side + bin]! += 1;
	}
	return counts;
}
