/**
 * Motion over time, as the timeline draws it: plain arrays, never in `$state`.
 *
 * In    one `FrameReport` a frame
 * Out   per lane the strongest unmasked motion, px200, by index from the oldest frame
 * Cost  five floats and two bytes per frame; a ring of fixed capacity, or a list that grows (files)
 */
import type { FrameReport } from '../../line/pipeline/index.ts';
import type { RegionName } from '../../core/record/index.ts';
import { REGIONS } from '../../core/record/index.ts';

export const LANES = ['brows', 'lids', 'cheeks', 'mouth'] as const;
type Lane = (typeof LANES)[number];

const LANE_OF: Readonly<Record<RegionName, Lane>> = {
	innerBrowRight: 'brows',
	innerBrowLeft: 'brows',
	outerBrowRight: 'brows',
	outerBrowLeft: 'brows',
	glabella: 'brows',
	lowerLidRight: 'lids',
	lowerLidLeft: 'lids',
	noseWingRight: 'cheeks',
	noseWingLeft: 'cheeks',
	cheekRight: 'cheeks',
	cheekLeft: 'cheeks',
	lipCornerRight: 'mouth',
	lipCornerLeft: 'mouth',
	upperLip: 'mouth',
	lowerLip: 'mouth',
	chin: 'mouth',
};

const laneOfRegion = REGIONS.map((region) => LANES.indexOf(LANE_OF[region]));
const regionsInLane = LANES.map((_, lane) => laneOfRegion.filter((of) => of === lane).length);

/** No face in this frame: nothing to draw. */
const ABSENT = 255;

/** What is kept of a frame. */
export interface TracedFrame extends Pick<FrameReport, 'at' | 'motion' | 'masked'> {
	readonly face: Pick<FrameReport['face'], 'state'>;
}

export class Trace {
	#times: Float64Array;
	#values: Float32Array;
	/** Bit per lane: every region of it masked; `ABSENT`: no face. */
	#masked: Uint8Array;
	#count = 0;
	readonly #grows: boolean;
	readonly #pending = new Uint8Array(LANES.length);

	/** `grows`: keep every frame (a file) instead of the newest `capacity`. */
	constructor(capacity: number, grows = false) {
		this.#grows = grows;
		this.#times = new Float64Array(capacity);
		this.#values = new Float32Array(capacity * LANES.length);
		this.#masked = new Uint8Array(capacity);
	}

	get size(): number {
		return Math.min(this.#count, this.#times.length);
	}

	/** Time of the newest frame, ms; 0 before there is one. */
	get newestMs(): number {
		return this.size === 0 ? 0 : this.timeMs(this.size - 1);
	}

	push(report: TracedFrame): void {
		if (this.#grows && this.#count === this.#times.length) this.#grow();
		const slot = this.#count % this.#times.length;
		this.#times[slot] = report.at;
		const values = this.#values.subarray(slot * LANES.length, (slot + 1) * LANES.length);
		values.fill(0);
		this.#pending.fill(0);
		for (let region = 0; region < laneOfRegion.length; region++) {
			const lane = laneOfRegion[region]!;
			if (report.masked[region] === 1) this.#pending[lane]! += 1;
			else {
				const motion = report.motion[region] ?? 0;
				if (motion > values[lane]!) values[lane] = motion;
			}
		}
		let bits = 0;
		for (let lane = 0; lane < LANES.length; lane++) {
			if (this.#pending[lane] === regionsInLane[lane]) bits |= 1 << lane;
		}
		this.#masked[slot] = report.face.state === 'none' ? ABSENT : bits;
		this.#count += 1;
	}

	/** Index 0 is the oldest frame kept. */
	timeMs(index: number): number {
		return this.#times[this.#slot(index)]!;
	}

	value(index: number, lane: number): number {
		return this.#values[this.#slot(index) * LANES.length + lane]!;
	}

	masked(index: number, lane: number): boolean {
		const bits = this.#masked[this.#slot(index)]!;
		return bits !== ABSENT && (bits & (1 << lane)) !== 0;
	}

	absent(index: number): boolean {
		return this.#masked[this.#slot(index)] === ABSENT;
	}

	/** First index at or after `ms`; `size` when there is none. Times increase: halving. */
	firstAtOrAfter(ms: number): number {
		let low = 0;
		let high = this.size;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.timeMs(middle) < ms) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	#slot(index: number): number {
		const length = this.#times.length;
		return this.#count <= length ? index : (this.#count + index) % length;
	}

	#grow(): void {
		const capacity = this.#times.length * 2;
		const times = new Float64Array(capacity);
		times.set(this.#times);
		this.#times = times;
		const values = new Float32Array(capacity * LANES.length);
		values.set(this.#values);
		this.#values = values;
		const masked = new Uint8Array(capacity);
		masked.set(this.#masked);
		this.#masked = masked;
	}
}
