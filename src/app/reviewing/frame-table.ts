/** The frames of a session that can be looked at, and the way between times, frames and places. Pure. */
import type { LabelledFrame, SessionRecord, Signals } from '../../core/record/index.ts';
import { millis } from '../../core/kernel/index.ts';

export class FrameTable {
	/** Ascending; ms on the session clock, and the source's index of each. */
	readonly ms: Float64Array;
	readonly frame: Int32Array;

	constructor(ms: Float64Array, frame: Int32Array) {
		this.ms = ms;
		this.frame = frame;
	}

	/**
	 * As they were measured. A session that came without signals has frames at even steps, as far as its
	 * counts tell.
	 */
	static of({ quality }: SessionRecord, signals: Signals): FrameTable {
		if (signals.count > 0) {
			return new FrameTable(
				signals.ms.slice(0, signals.count),
				signals.frame.slice(0, signals.count),
			);
		}
		const count = Math.max(1, quality.frames);
		const step = count > 1 ? quality.durationMs / (count - 1) : 0;
		return new FrameTable(
			Float64Array.from({ length: count }, (_, at) => (quality.firstMs ?? 0) + at * step),
			Int32Array.from({ length: count }, (_, at) => at),
		);
	}

	get count(): number {
		return this.ms.length;
	}
	get startMs(): number {
		return this.ms[0] ?? 0;
	}
	get endMs(): number {
		return this.ms.at(-1) ?? 0;
	}

	/** Within the table. */
	clamp(place: number): number {
		return Math.max(0, Math.min(this.count - 1, place));
	}

	/** Place of the frame next to `ms`. */
	nearest(ms: number): number {
		let low = 0;
		let high = this.count - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.ms[middle]! < ms) low = middle + 1;
			else high = middle;
		}
		return low > 0 && ms - this.ms[low - 1]! <= this.ms[low]! - ms ? low - 1 : low;
	}

	at(place: number): LabelledFrame {
		const within = this.clamp(place);
		return { frame: this.frame[within]!, ms: millis(this.ms[within]!) };
	}
}
