/**
 * From a candidate's middle to a decision: which regions took part, where the movement begins and
 * ends (GAMDSS on the window of differences), and what the gates say of it.
 *
 * Owns  the offset of the last event, so that no two overlap
 * Cost  runs for candidates only; what it decides is allocated
 */
import type { SignalRing } from '../buffer/index.ts';
import type { BumpFilter } from './bump-filter.ts';
import { HALF_WIDTHS_MS, MIDDLE_WIDTH, SHORT_WIDTHS } from './bump-filter.ts';
import type { SpotterDecision, RegionPart } from './decision.ts';
import type { DifferenceWindow } from './difference-window.ts';
import type { FrameStates } from './frame-states.ts';
import type { GateContext, Gated } from './gates.ts';
import { applyGates } from './gates.ts';
import type { KeyFrames } from './key-frames.ts';
import { selectKeyFrames } from './key-frames.ts';
import type { MovementFeatures } from './movement-features.ts';
import { HALF_REGIONS } from './movement-features.ts';
import { MASK_BLINK, MASK_SPEECH } from './region-masks.ts';
import type { ScoredFrames } from './scored-frames.ts';
import { ACTIVITIES, HALVES } from './scorer.ts';
import type { RegionKind } from './spotter-frame.ts';

/** Probability from which on a candidate is worth a record. */
export const INTEREST = 0.04;
/** Key frames are looked for this far around the middle: the fitted half width, and some. */
const SEARCH_WIDTHS = 1.5;
const SEARCH_EXTRA_MS = 70;
const APEX_SLACK_MS = 80;
/** Well past the slowest rise that is still one, so that a slower one is seen as such. */
const LONGEST_RISE_MS = 600;
/** A region takes part when its z is at least this share of the strongest one's. */
const TAKES_PART = 0.4;
const MOST_PARTS = 6;
/** The other half of the face takes part when it is about as probable. */
const BOTH_HALVES = 0.6;
/** Squared difference of onset and apex over that of the fitted bump: below, it is a side lobe. */
const LEAST_SEEN = 0.1;

/** What the spotter has measured so far. */
export interface Measured {
	readonly regions: readonly RegionKind[];
	readonly ring: SignalRing;
	readonly filter: BumpFilter;
	readonly features: MovementFeatures;
	readonly states: FrameStates;
	readonly window: DifferenceWindow;
	readonly scored: ScoredFrames;
}

export class CandidateJudge {
	readonly #regions: readonly RegionKind[];
	readonly #ring: SignalRing;
	readonly #filter: BumpFilter;
	readonly #features: MovementFeatures;
	readonly #states: FrameStates;
	readonly #window: DifferenceWindow;
	readonly #scored: ScoredFrames;
	readonly #weights: Float32Array;
	readonly #scratch: Float64Array;
	#busyUntil = -1;

	constructor({ regions, ring, filter, features, states, window, scored }: Measured) {
		this.#regions = regions;
		this.#ring = ring;
		this.#filter = filter;
		this.#features = features;
		this.#states = states;
		this.#window = window;
		this.#scored = scored;
		this.#weights = new Float32Array(regions.length);
		this.#scratch = new Float64Array(ring.capacity);
	}

	/**
	 * @param middle frame of the candidate; null where nothing is left of it on closer look
	 * @param fps    frame rate as of the newest frame
	 * @param bars   least score of an event, 0..1, `ACTIVITIES` order
	 */
	judge(middle: number, fps: number, bars: Float64Array): SpotterDecision | null {
		if (!this.#filter.fit(this.#ring, middle)) return null;
		const upper = this.#scored.probability(middle, 0);
		const lower = this.#scored.probability(middle, 1);
		const score = Math.max(upper, lower);
		const half = score < INTEREST ? this.#louderHalf() : upper >= lower ? 0 : 1;
		const both = Math.min(upper, lower) > BOTH_HALVES * score && score >= INTEREST;
		const width = score < INTEREST ? this.#loudestWidth(half) : this.#scored.width(middle, half);
		const fit = this.#filter.fits[width]!;
		if (!fit.ok) return null;
		const parts = this.#parts(width, (h) => both || h === half);
		if (parts.length === 0) return null;
		this.#weights.fill(0);
		for (const { region, z } of parts) this.#weights[region] = (z / parts[0]!.z) ** 2;
		const reach = SEARCH_WIDTHS * HALF_WIDTHS_MS[width]! + SEARCH_EXTRA_MS;
		const search = {
			riseMs: reach,
			fallMs: reach,
			apexSlackMs: APEX_SLACK_MS,
			longestRiseMs: LONGEST_RISE_MS,
		};
		const keyFrames = selectKeyFrames(this.#window, middle, this.#weights, search, this.#scratch);
		if (keyFrames === null || !this.#isThere(keyFrames, parts)) return null;
		const { onset, offset } = keyFrames;
		const states = this.#states;
		// Of a mesh that was broken somewhere in it nothing can be said.
		if (!states.isWhole(onset, offset)) return null;
		const activity = states.isActive(onset, offset) ? 'active' : 'calm';
		const context: GateContext = {
			ring: this.#ring,
			parts,
			keyFrames,
			score,
			fps,
			turnedDeg: states.largest(states.turned, onset, offset),
			headSpeed: states.largest(states.headSpeed, onset, offset),
			lightStep: states.lightStep(onset, offset),
			blinks: this.#maskedWithin(onset, offset, MASK_BLINK, parts),
			speaks: this.#maskedWithin(onset, offset, MASK_SPEECH, parts),
			busyUntil: this.#busyUntil,
			bar: bars[ACTIVITIES.indexOf(activity)]!,
		};
		const gated: Gated = applyGates(context);
		const accepted = gated.reason === null;
		if (accepted) this.#busyUntil = this.#ring.timeOf(offset);
		return { accepted, keyFrames, parts, fps, score, activity, ...gated };
	}

	/** Whether the frames show what was fitted: a shoulder before a large movement fits, and is nothing. */
	#isThere({ onset, apex }: KeyFrames, parts: readonly RegionPart[]): boolean {
		let fitted = 0;
		for (const { region, dx, dy } of parts) fitted += this.#weights[region]! * (dx * dx + dy * dy);
		return this.#window.squared(onset, apex, this.#weights) > LEAST_SEEN * fitted;
	}

	/** Whether the strongest part was masked so anywhere in the movement. */
	#maskedWithin(onset: number, offset: number, bit: number, parts: readonly RegionPart[]): boolean {
		const { region } = parts[0]!;
		for (let f = onset; f <= offset; f++) {
			if ((this.#ring.mask(f, region) & bit) !== 0) return true;
		}
		return false;
	}

	/** The half that stands out of its noise more, at the widths just fitted. */
	#louderHalf(): number {
		const loudness = (half: number): number =>
			this.#features.responseOf(
				this.#filter.fits[this.#loudestWidth(half)]!,
				HALF_REGIONS[HALVES[half]!],
			);
		return loudness(0) >= loudness(1) ? 0 : 1;
	}

	#loudestWidth(half: number): number {
		let loudest = MIDDLE_WIDTH;
		let most = -1;
		for (let width = 0; width < SHORT_WIDTHS; width++) {
			const fit = this.#filter.fits[width]!;
			if (!fit.ok) continue;
			const response = this.#features.responseOf(fit, HALF_REGIONS[HALVES[half]!]);
			if (response <= most) continue;
			most = response;
			loudest = width;
		}
		return loudest;
	}

	#parts(width: number, takesPart: (half: number) => boolean): RegionPart[] {
		const fit = this.#filter.fits[width]!;
		const parts: RegionPart[] = [];
		let strongest = 0;
		for (let half = 0; half < HALVES.length; half++) {
			if (!takesPart(half)) continue;
			for (const region of HALF_REGIONS[HALVES[half]!]) {
				if (this.#regions[region]!.context) continue;
				const z = Math.sqrt(this.#features.zSquared(fit, region));
				strongest = Math.max(strongest, z);
				const u = 2 * region;
				parts.push({ region, dx: fit.amplitude[u]!, dy: fit.amplitude[u + 1]!, z });
			}
		}
		return parts
			.filter(({ z }) => z > 0 && z >= TAKES_PART * strongest)
			.sort((a, b) => b.z - a.z)
			.slice(0, MOST_PARTS);
	}
}
