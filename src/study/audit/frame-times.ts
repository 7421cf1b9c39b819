/** Between frame numbers and times: a clip may lack frames, and its rate may change. */
import type { ClipMotion, KeyFrameName } from '../../core/record/index.ts';

export interface FrameTimes {
	readonly firstFrame: number;
	readonly lastFrame: number;
	/** Of a frame between first and last; a missing one lies between its neighbours, ms. */
	readonly timeOf: (frame: number) => number;
	/**
	 * The frame that a moment belongs to: the last one before an onset, the nearest one to an apex, the
	 * first one after an offset.
	 */
	readonly frameAt: (ms: number, name: KeyFrameName) => number;
}

/** Null where there are fewer than two frames. */
export function frameTimes({ frames, times }: ClipMotion): FrameTimes | null {
	const count = frames.length;
	if (count < 2) return null;
	/** Largest index whose value is not above `value`, and at most the last but one. */
	const below = (values: Int32Array | Float64Array, value: number): number => {
		let low = 0;
		let high = count - 2;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (values[middle]! <= value) low = middle;
			else high = middle - 1;
		}
		return low;
	};
	const between = (
		from: Int32Array | Float64Array,
		to: Int32Array | Float64Array,
		value: number,
	): number => {
		const i = below(from, value);
		const part = (value - from[i]!) / (from[i + 1]! - from[i]!);
		return to[i]! + part * (to[i + 1]! - to[i]!);
	};
	const firstFrame = frames[0]!;
	const lastFrame = frames[count - 1]!;
	const inside = (frame: number): number => Math.min(lastFrame, Math.max(firstFrame, frame));
	return {
		firstFrame,
		lastFrame,
		timeOf: (frame) => between(frames, times, frame),
		frameAt: (ms, name) => {
			const frame = between(times, frames, ms);
			// A moment that lies on a frame is not to fall on its neighbour by rounding.
			const slack = 1e-6;
			if (name === 'onset') return inside(Math.floor(frame + slack));
			return inside(name === 'apex' ? Math.round(frame) : Math.ceil(frame - slack));
		},
	};
}

/** Frames a second from one frame to another, over at least three intervals where there are so many. */
export function frameRateAround(
	{ frames, times }: ClipMotion,
	first: number,
	last: number,
): number {
	const count = frames.length;
	let from = 0;
	while (from < count - 2 && frames[from + 1]! <= first) from += 1;
	let to = from + 1;
	while (to < count - 1 && frames[to]! < last) to += 1;
	while (to - from < 3 && (from > 0 || to < count - 1)) {
		if (to < count - 1) to += 1;
		else from -= 1;
	}
	return (1000 * (frames[to]! - frames[from]!)) / (times[to]! - times[from]!);
}
