/**
 * What the scorer sees of a frame: how a rise and fall around it stands out of what was there.
 *
 * In    the fits of all widths around a frame (bump-filter.ts), the ring, the states of the frames
 * Out   `FEATURE_COUNT` numbers for one width
 *
 * All are sizes, ratios and likenesses that read the same on the left and the right of a face and on
 * any person: a movement is told by how far it rises out of the region's own noise and out of what
 * the same half of the face did in the seconds before, by whether it comes back, by whether a longer
 * bump fits better, and by whether regions move together as a known action unit moves them.
 */
import type { SignalRing } from '../buffer/index.ts';
import { clamp } from '../../core/statistics/index.ts';
import type { BumpFilter, BumpFit } from './bump-filter.ts';
import { HALF_WIDTHS_MS, LOOKAHEAD_MS, MIDDLE_WIDTH, SHORT_WIDTHS, WIDTHS } from './bump-filter.ts';
import type { FrameStates } from './frame-states.ts';
import { Restlessness } from './restlessness.ts';
import type { Half, Patterns } from './scorer.ts';
import { FEATURE_COUNT, HALVES } from './scorer.ts';

/**
 * Regions (motion's `TRACKED_REGIONS`) of either half. Lids are in neither: they blink fourteen times
 * for every micro-expression, so they are evidence only, and no event is named after one.
 */
export const HALF_REGIONS: Readonly<Record<Half, readonly number[]>> = {
	// Brows, glabella, forehead.
	upper: [0, 1, 2, 3, 4, 18, 19],
	// Wings of the nose, cheeks, mouth, chin.
	lower: [7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 23, 24],
};
const LIDS = [5, 6, 16, 17] as const;
const NOSE_TIP = [22] as const;
const NOSE = [22, 7, 8] as const;

/** How far before the frame the stretch begins in which nothing else should move. */
const CONTEXT_BEFORE_MS = 650;
/** Ways are counted in units of the movement and cut off here. */
const FARTHEST_WAY = 3;
/** Flanks reach this far past the half width. */
const FLANK_MS = 80;

export class MovementFeatures {
	readonly values = new Float32Array(FEATURE_COUNT);
	readonly #ring: SignalRing;
	readonly #states: FrameStates;
	readonly #filter: BumpFilter;
	readonly #floors: Float32Array;
	readonly #patterns: Patterns;
	readonly #restlessness: Restlessness;
	/** Strongest regions of the half in hand, and the direction they move in. */
	readonly #leading = new Int32Array(3);
	readonly #direction = new Float64Array(6);
	#directionEnergy = 0;
	#at = 0;

	constructor(
		ring: SignalRing,
		states: FrameStates,
		filter: BumpFilter,
		floors: Float32Array,
		patterns: Patterns,
	) {
		this.#ring = ring;
		this.#states = states;
		this.#filter = filter;
		this.#floors = floors;
		this.#patterns = patterns;
		this.#restlessness = new Restlessness(ring);
	}

	/** A frame that cannot be fitted has no restlessness to remember. */
	skip(frame: number): void {
		for (let half = 0; half < HALVES.length; half++) {
			this.#restlessness.remember(frame, half, NaN, NaN);
		}
	}

	/** Remembers how much moved at `frame`, for frames to come; the filter has just fitted it. */
	remember(frame: number): void {
		const fit = this.#filter.fits[MIDDLE_WIDTH]!;
		for (let half = 0; half < HALVES.length; half++) {
			const regions = HALF_REGIONS[HALVES[half]!];
			const size = fit.ok ? this.#sizeOf(fit, regions) : NaN;
			const response = fit.ok ? this.responseOf(fit, regions) : NaN;
			this.#restlessness.remember(frame, half, size, response);
		}
	}

	/**
	 * Log of how far the three strongest regions stand out of their noise together.
	 * ln(1 + z1² + z2² + z3²) / 2,  z = |A| √energy / σ,  σ² = floor² + scatter²
	 */
	responseOf(fit: BumpFit, regions: readonly number[]): number {
		let first = 0;
		let second = 0;
		let third = 0;
		for (let i = 0; i < regions.length; i++) {
			const z2 = this.zSquared(fit, regions[i]!);
			if (z2 > first) {
				third = second;
				second = first;
				first = z2;
			} else if (z2 > second) {
				third = second;
				second = z2;
			} else if (z2 > third) third = z2;
		}
		return 0.5 * Math.log(1 + first + second + third);
	}

	/** Squared amplitude of a region over its noise. */
	zSquared(fit: BumpFit, region: number): number {
		const u = 2 * region;
		const energy = (fit.amplitude[u]! ** 2 + fit.amplitude[u + 1]! ** 2) * fit.energy;
		const scatter2 = (fit.scatter[u]! ** 2 + fit.scatter[u + 1]! ** 2) / 2;
		return energy / (this.#floors[region]! ** 2 + scatter2);
	}

	/** Features of `frame` at one of the short widths, into `values`; that width must be fitted. */
	compute(frame: number, width: number): void {
		const { values } = this;
		const fit = this.#filter.fits[width]!;
		const halfMs = HALF_WIDTHS_MS[width]!;
		this.#at = 0;
		for (let half = 0; half < HALVES.length; half++)
			this.#putHalf(HALVES[half]!, frame, width, fit);
		this.#putRestlessness(frame);
		this.#put(this.responseOf(fit, LIDS));
		this.#put(this.#sizeOf(fit, LIDS));
		this.#put(this.#sizeOf(fit, NOSE_TIP));
		this.#put(this.responseOf(fit, NOSE));
		this.#putStates(frame, halfMs, fit);
		if (this.#at !== values.length) throw new RangeError(`${this.#at} features were computed`);
	}

	#put(value: number): void {
		this.values[this.#at++] = value;
	}

	#putHalf(half: Half, frame: number, width: number, fit: BumpFit): void {
		const regions = HALF_REGIONS[half];
		const response = this.responseOf(fit, regions);
		const size = this.#sizeOf(fit, regions);
		const likeness = this.#likeness(fit, regions, this.#patterns[half]);
		this.#put(response);
		this.#put(size);
		this.#put(size * size);
		this.#put(likeness);
		this.#put(response * likeness);
		for (let long = SHORT_WIDTHS; long < WIDTHS; long++) {
			const longer = this.#filter.fits[long]!;
			this.#put(longer.ok ? this.responseOf(longer, regions) - response : 0);
		}
		let scatter2 = 0;
		let most2 = 0;
		for (let i = 0; i < regions.length; i++) {
			const u = 2 * regions[i]!;
			const own = fit.scatter[u]! ** 2 + fit.scatter[u + 1]! ** 2;
			scatter2 += own;
			most2 = Math.max(most2, own);
		}
		this.#put(0.5 * Math.log(scatter2 / regions.length + 0.001));
		this.#putWays(frame, HALF_WIDTHS_MS[width]!, fit, regions);
		this.#put(Math.log(Math.sqrt(most2) + 0.03));
	}

	/** Log of the three strongest regions' mean amplitude, px200. */
	#sizeOf(fit: BumpFit, regions: readonly number[]): number {
		const lead = this.#leading;
		const found = this.#findLeading(fit, regions);
		let sum = 0;
		for (let i = 0; i < found; i++) sum += energyOf(fit, lead[i]!);
		return 0.5 * Math.log(sum / found + 0.001);
	}

	/** The strongest regions into `#leading`; returns how many, 3 at most. */
	#findLeading(fit: BumpFit, regions: readonly number[]): number {
		const lead = this.#leading;
		const found = Math.min(lead.length, regions.length);
		for (let place = 0; place < found; place++) {
			let best = -1;
			let most = -1;
			for (let i = 0; i < regions.length; i++) {
				const region = regions[i]!;
				let taken = false;
				for (let p = 0; p < place; p++) taken ||= lead[p] === region;
				const energy = energyOf(fit, region);
				if (taken || energy <= most) continue;
				most = energy;
				best = region;
			}
			lead[place] = best;
		}
		return found;
	}

	/** Largest cosine between the half's motion and an action unit's, 0..1. */
	#likeness(
		fit: BumpFit,
		regions: readonly number[],
		patterns: readonly (readonly number[])[],
	): number {
		let energy = 1e-4;
		for (let i = 0; i < regions.length; i++) energy += energyOf(fit, regions[i]!);
		let best = 0;
		for (let p = 0; p < patterns.length; p++) {
			const pattern = patterns[p]!;
			let dot = 0;
			for (let i = 0; i < regions.length; i++) {
				const u = 2 * regions[i]!;
				dot += pattern[2 * i]! * fit.amplitude[u]! + pattern[2 * i + 1]! * fit.amplitude[u + 1]!;
			}
			best = Math.max(best, dot);
		}
		return best / Math.sqrt(energy);
	}

	/**
	 * The way of the strongest regions along the direction they move in, the movement being 1: how
	 * much they drift, how the levels before and after differ, how far anything around it goes beyond
	 * its peak and below its foot, and how deep the flanks are.
	 */
	#putWays(frame: number, halfMs: number, fit: BumpFit, regions: readonly number[]): void {
		const found = this.#findLeading(fit, regions);
		let energy = 1e-4;
		let drift = 0;
		for (let i = 0; i < found; i++) {
			const u = 2 * this.#leading[i]!;
			this.#direction[2 * i] = fit.amplitude[u]!;
			this.#direction[2 * i + 1] = fit.amplitude[u + 1]!;
			energy += energyOf(fit, this.#leading[i]!);
			drift += fit.amplitude[u]! * fit.slope[u]! + fit.amplitude[u + 1]! * fit.slope[u + 1]!;
		}
		this.#directionEnergy = energy;
		this.#put(Math.min(2, Math.abs(drift / energy)));

		const ring = this.#ring;
		const at = ring.timeOf(frame);
		const here = this.#along(frame, found);
		let before = 0;
		let beforeCount = 0;
		let after = 0;
		let afterCount = 0;
		let highest = -9;
		let lowest = 9;
		let peak = -9;
		let leftFoot = 9;
		let rightFoot = 9;
		let f = frame;
		while (f > ring.first && at - ring.timeOf(f - 1) <= CONTEXT_BEFORE_MS) f -= 1;
		for (; f < ring.count; f++) {
			const offset = ring.timeOf(f) - at;
			if (offset > LOOKAHEAD_MS) break;
			const way = this.#along(f, found) - here;
			const far = Math.abs(offset);
			if (far <= halfMs / 2) peak = Math.max(peak, way);
			if (far > halfMs) {
				highest = Math.max(highest, way);
				lowest = Math.min(lowest, way);
				if (offset < 0) {
					before += way;
					beforeCount += 1;
				} else {
					after += way;
					afterCount += 1;
				}
			}
			if (far > halfMs + FLANK_MS) continue;
			if (offset <= 0) leftFoot = Math.min(leftFoot, way);
			else rightFoot = Math.min(rightFoot, way);
		}
		const both = beforeCount > 0 && afterCount > 0;
		const step = both ? Math.abs(before / beforeCount - after / afterCount) : 1;
		this.#put(clamp(step, -FARTHEST_WAY, FARTHEST_WAY));
		this.#put(clamp(highest - peak, -FARTHEST_WAY, FARTHEST_WAY));
		this.#put(clamp(peak - lowest, -FARTHEST_WAY, FARTHEST_WAY));
		this.#put(clamp(peak - leftFoot, -FARTHEST_WAY, FARTHEST_WAY));
		this.#put(clamp(peak - rightFoot, -FARTHEST_WAY, FARTHEST_WAY));
	}

	#along(frame: number, found: number): number {
		let sum = 0;
		for (let i = 0; i < found; i++) {
			const u = 2 * this.#leading[i]!;
			sum += this.#direction[2 * i]! * this.#ring.signal(frame, u);
			sum += this.#direction[2 * i + 1]! * this.#ring.signal(frame, u + 1);
		}
		return sum / this.#directionEnergy;
	}

	/** Mean size and response of either half in the seconds before. */
	#putRestlessness(frame: number): void {
		this.#put(this.#restlessness.meanSize(frame, 0));
		this.#put(this.#restlessness.meanSize(frame, 1));
		this.#put(this.#restlessness.meanResponse(frame, 0));
		this.#put(this.#restlessness.meanResponse(frame, 1));
	}

	#putStates(frame: number, halfMs: number, fit: BumpFit): void {
		const ring = this.#ring;
		const states = this.#states;
		const at = ring.timeOf(frame);
		let first = frame;
		while (first > ring.first && at - ring.timeOf(first - 1) <= halfMs) first -= 1;
		let last = frame;
		while (last < ring.count - 1 && ring.timeOf(last + 1) - at <= halfMs) last += 1;
		let eyesMost = 0;
		let eyesLeast = 9;
		let blinking = 0;
		let speaking = 0;
		for (let f = first; f <= last; f++) {
			const slot = states.slot(f);
			eyesMost = Math.max(eyesMost, states.eyeChange[slot]!);
			eyesLeast = Math.min(eyesLeast, states.eyeChange[slot]!);
			blinking += states.blinking[slot]!;
			speaking += states.speaking[slot]!;
		}
		const frames = last - first + 1;
		const { eyeChange } = states;
		const eyesNow = eyeChange[states.slot(frame)]!;
		const eyesAround = (eyeChange[states.slot(fit.first)]! + eyeChange[states.slot(fit.last)]!) / 2;
		const width = Math.log(halfMs / 160);
		this.#put(15 * eyesMost);
		this.#put(15 * (eyesMost - eyesLeast));
		this.#put(Math.log(states.largest(states.headSpeed, first, last) + 2) - 2);
		this.#put(blinking / frames);
		this.#put(speaking / frames);
		this.#put(Math.log(states.largest(states.residual, first, last) + 0.2));
		this.#put(states.largest(states.yaw, first, last) / 15);
		this.#put(width);
		this.#put(Math.log(states.scale[states.slot(frame)]!));
		this.#put(Math.log(Math.max(1, states.fps[states.slot(frame)]!) / 30));
		this.#put(15 * (eyesNow - eyesAround));
		this.#put(width * width);
	}
}

const energyOf = (fit: BumpFit, region: number): number =>
	fit.amplitude[2 * region]! ** 2 + fit.amplitude[2 * region + 1]! ** 2;
