/**
 * The live spotter: from region motion to decided movements, one frame at a time.
 *
 * In    per frame: region motion (px200, rigid part removed), what else the face does (blink,
 *       speech, head), time
 * Out   at most one `Decision` per call: a movement found, or a candidate with its reason
 * Time  decides 0.51 s after the middle of the movement, hence less than 0.5 s after its offset
 *
 * Every frame is fitted with rise-and-fall of several durations; a learnt scorer says how much that
 * looks like a micro-expression. A candidate is a local maximum of the score, or of what merely
 * stands out of the noise. GAMDSS on the window of differences then finds its onset, apex and
 * offset; gates decide.
 */
import { SignalRing } from '../buffer/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import {
	BumpFilter,
	HALF_WIDTHS_MS,
	LOOKAHEAD_MS,
	MIDDLE_WIDTH,
	SHORT_WIDTHS,
} from './bump-filter.ts';
import { DifferenceWindow } from './difference-window.ts';
import { FrameStates } from './frame-states.ts';
import type { GateContext, Gated } from './gates.ts';
import { applyGates } from './gates.ts';
import type { KeyFrames } from './key-frames.ts';
import { selectKeyFrames } from './key-frames.ts';
import { HALF_REGIONS, MovementFeatures } from './movement-features.ts';
import { NoiseFloor } from './noise-floor.ts';
import type { RejectionReason } from '../../core/record/index.ts';
import { AFTER_MS, ScoredFrames } from './scored-frames.ts';
import type { MovementScorer } from './scorer.ts';
import { HALVES } from './scorer.ts';

/**
 * Mask bits of a region in a frame: what may move it besides an expression. Shown to people, and named
 * when a candidate scores too little.
 */
const MASK_BLINK = 1;
const MASK_SPEECH = 2;

export interface SpotterFrame {
	readonly at: Millis;
	/** Index in the source. */
	readonly index: number;
	/** (u, v) per region, px200. */
	readonly signals: Float32Array;
	readonly blinking: boolean;
	readonly speaking: boolean;
	/** Head turning speed, degrees a second. */
	readonly headDegPerS: number;
	/** How far the head is turned away, degrees. */
	readonly turnedDeg: number;
	/** Its part to the side, degrees. */
	readonly yawDeg: number;
	/** Change of both eyes against the reference, local contrast. */
	readonly eyeChange: number;
	/** What landmarks and pixels disagree by, crop px; 0 where it was not measured. */
	readonly residualPx: number;
	/** Frame pixels per px200. */
	readonly scale: number;
	/** Mean luminance of the crop, 0..255. */
	readonly light: number;
	/** Frame rate measured over the last two seconds. */
	readonly fps: number;
}

export interface RegionPart {
	readonly region: number;
	readonly dx: number;
	readonly dy: number;
	readonly z: number;
}

export interface Decision {
	readonly accepted: boolean;
	/** Frame numbers of the ring. */
	readonly keyFrames: KeyFrames;
	readonly reason: RejectionReason | null;
	/** Null where the reason has no limit: blink, speech, face lost. */
	readonly measured: number | null;
	readonly limit: number | null;
	/** Regions that took part, strongest first. */
	readonly parts: readonly RegionPart[];
	readonly score: number;
	readonly fps: number;
}

export interface RegionKind {
	readonly near: 'eyes' | 'brows' | 'nose' | 'cheeks' | 'mouth' | 'forehead';
	/** Measured to judge the others by; no part of an event is named after it. */
	readonly context: boolean;
}

/** Sees every feature vector before it is scored: `frame` is a frame number of the ring. */
export type OnFeatures = (frame: number, halfMs: number, features: Float32Array) => void;

/** Frames kept: three seconds at 60 fps. */
export const RING_FRAMES = 192;
/** Probability from which on a candidate is worth a record. */
const INTEREST = 0.04;
/** So is what stands out of its noise this far (three strongest regions together). */
const STANDS_OUT = 14;
/** Up to here a frame counts as quiet, and its scatter as noise. */
const QUIET = 9;
/** Key frames are looked for this far around the middle: the fitted half width, and some. */
const SEARCH_WIDTHS = 1.5;
const SEARCH_EXTRA_MS = 70;
const APEX_SLACK_MS = 80;
/** Way undone at which a movement that a break cuts off counts as back. */
const BACK = 0.85;
const CUT_EXPLAINS: ReadonlySet<RejectionReason | null> = new Set([null, 'no-return', 'too-weak']);
/** A region takes part when its z is at least this share of the strongest one's. */
const TAKES_PART = 0.4;
const MOST_PARTS = 6;
/** The other half of the face takes part when it is about as probable. */
const BOTH_HALVES = 0.6;
/** Squared difference of onset and apex over that of the fitted bump: below, it is a side lobe. */
const LEAST_SEEN = 0.1;
/** A blink is known a little late and moves the brows a little longer than the lids. */
const BLINK_BEFORE_MS = 100;
const BLINK_AFTER_MS = 200;

const movesInBlink = (near: RegionKind['near']): boolean => near !== 'nose' && near !== 'mouth';
const movesInSpeech = (near: RegionKind['near']): boolean => near === 'mouth' || near === 'cheeks';

export class Spotter {
	readonly ring: SignalRing;
	readonly floor: NoiseFloor;
	readonly #regions: readonly RegionKind[];
	readonly #scorer: MovementScorer;
	readonly #onFeatures: OnFeatures | null;
	readonly #filter: BumpFilter;
	readonly #features: MovementFeatures;
	readonly #states = new FrameStates(RING_FRAMES);
	readonly #window: DifferenceWindow;
	readonly #scored: ScoredFrames;
	readonly #noise: Float32Array;
	readonly #masks: Uint8Array;
	readonly #weights: Float32Array;
	readonly #logits = new Float64Array(HALVES.length);
	readonly #scratch = new Float64Array(RING_FRAMES);
	#bar: number;
	/** Frame rate as of the newest frame. */
	#fps = 0;
	#scatterAt = -Infinity;
	#next = 0;
	#tested = 0;
	#busyUntil = -1;
	#blinkEnded = -Infinity;

	constructor(
		regions: readonly RegionKind[],
		scorer: MovementScorer,
		onFeatures: OnFeatures | null = null,
	) {
		this.#regions = regions;
		this.#scorer = scorer;
		this.#onFeatures = onFeatures;
		const n = regions.length;
		this.ring = new SignalRing(RING_FRAMES, n);
		this.floor = new NoiseFloor(n);
		this.#filter = new BumpFilter(n);
		this.#features = new MovementFeatures(
			this.ring,
			this.#states,
			this.#filter,
			this.floor.values,
			scorer.patterns,
		);
		this.#window = new DifferenceWindow(
			RING_FRAMES,
			regions.map((_, i) => Int32Array.of(2 * i, 2 * i + 1)),
		);
		this.#scored = new ScoredFrames(this.ring);
		this.#noise = new Float32Array(n);
		this.#masks = new Uint8Array(n);
		this.#weights = new Float32Array(n);
		this.#bar = 1;
		this.setFalseAlarms(1);
	}

	/** How many false alarms a minute the person accepts (until then 1): the score an event must reach. */
	setFalseAlarms(perMinute: number): void {
		// However many are accepted: what is not worth a record is no event.
		this.#bar = Math.max(INTEREST, this.#scorer.bar(perMinute));
	}

	/**
	 * The face was lost or the clock jumped: nothing may span this moment. What was waiting for
	 * frames after it is decided on those there are; what had not come back yet is turned down.
	 */
	breakRun(): Decision[] {
		const last = this.ring.count - 1;
		const decisions = this.finish().map((decision): Decision => {
			const { offset, returned } = decision.keyFrames;
			if (offset < last - 1 || returned > BACK) return decision;
			// Half a movement looks weak or unreturned because it was cut; other reasons stand.
			if (!CUT_EXPLAINS.has(decision.reason)) return decision;
			return { ...decision, accepted: false, reason: 'face-lost', measured: null, limit: null };
		});
		this.ring.breakRun();
		this.#window.breakRun();
		this.#next = this.ring.count;
		this.#tested = this.ring.count;
		return decisions;
	}

	/** What a calibration found the noise of each region to be, px200. */
	beginFloor(scatter: readonly number[]): void {
		this.floor.begin(scatter);
	}

	/** Scatter of each region around the frame at `scatterAt`, px200; overwritten by later frames. */
	get scatter(): Float32Array {
		return this.#noise;
	}
	/** Time of the newest frame whose scatter is known; -Infinity before there is one. */
	get scatterAt(): number {
		return this.#scatterAt;
	}

	/** Somebody else may be in the picture: their noise is learnt anew. */
	forgetPerson(): void {
		this.floor.forget();
	}

	push(frame: SpotterFrame): Decision | null {
		const number = this.ring.count;
		this.#mask(frame);
		this.ring.push(frame.at, frame.index, frame.signals, this.#masks);
		this.#window.push(frame.signals, frame.at);
		this.#states.set(number, frame);
		this.#scored.clear(number);
		if (frame.blinking) this.#maskBack(number, frame.at);
		this.#fps = frame.fps;
		this.#respond(frame.at);
		return this.#decide(frame.at);
	}

	/** The source has ended: decides what can be decided with the frames there are. */
	finish(): Decision[] {
		const end = Infinity as Millis;
		const decisions: Decision[] = [];
		this.#respond(end);
		for (let next = this.#decide(end); next !== null; next = this.#decide(end))
			decisions.push(next);
		return decisions;
	}

	#mask(frame: SpotterFrame): void {
		if (frame.blinking) this.#blinkEnded = frame.at;
		const blink = frame.at - this.#blinkEnded <= BLINK_AFTER_MS;
		for (let region = 0; region < this.#regions.length; region++) {
			const { near } = this.#regions[region]!;
			const blinked = blink && movesInBlink(near) ? MASK_BLINK : 0;
			const spoken = frame.speaking && movesInSpeech(near) ? MASK_SPEECH : 0;
			this.#masks[region] = blinked | spoken;
		}
	}

	#maskBack(number: number, at: Millis): void {
		for (let f = number; f >= this.ring.first && at - this.ring.timeOf(f) <= BLINK_BEFORE_MS; f--) {
			for (let region = 0; region < this.#regions.length; region++) {
				const { near } = this.#regions[region]!;
				if (movesInBlink(near)) this.ring.addMask(f, region, MASK_BLINK);
			}
		}
	}

	/** Scores every frame that now has enough frames after it. */
	#respond(now: Millis): void {
		while (this.#next < this.ring.count && now - this.ring.timeOf(this.#next) >= LOOKAHEAD_MS) {
			const frame = this.#next++;
			if (this.#filter.fit(this.ring, frame)) this.#score(frame);
			else this.#features.skip(frame);
		}
	}

	#score(frame: number): void {
		for (let width = 0; width < SHORT_WIDTHS; width++) {
			const fit = this.#filter.fits[width]!;
			if (!fit.ok) continue;
			this.#features.compute(frame, width);
			this.#onFeatures?.(frame, HALF_WIDTHS_MS[width]!, this.#features.values);
			this.#scorer.score(this.#features.values, this.#logits);
			for (let half = 0; half < HALVES.length; half++) {
				const probability = this.#scorer.probability(half, this.#logits[half]!);
				const response = this.#features.responseOf(fit, HALF_REGIONS[HALVES[half]!]);
				this.#scored.take(frame, half, width, probability, Math.exp(response));
			}
		}
		this.#features.remember(frame);
		// The floor is learnt from frames that look like nothing.
		const response = this.#scored.response[frame % RING_FRAMES]!;
		if (!this.#filter.fits[MIDDLE_WIDTH]!.ok) return;
		this.#takeScatter(frame);
		if (response < QUIET) this.floor.learn(this.#noise);
	}

	#takeScatter(frame: number): void {
		const { scatter } = this.#filter.fits[MIDDLE_WIDTH]!;
		this.#scatterAt = this.ring.timeOf(frame);
		for (let region = 0; region < this.#noise.length; region++) {
			const u = 2 * region;
			this.#noise[region] = Math.sqrt((scatter[u]! ** 2 + scatter[u + 1]! ** 2) / 2);
		}
	}

	#decide(now: Millis): Decision | null {
		while (
			this.#tested < this.#next &&
			now - this.ring.timeOf(this.#tested) >= LOOKAHEAD_MS + AFTER_MS
		) {
			const middle = this.#tested++;
			if (middle < this.ring.first) continue;
			const { best, response } = this.#scored;
			const scored = this.#scored.isPeak(best, middle, INTEREST, this.#next);
			const merelyStandsOut =
				!scored &&
				this.#scored.isPeak(response, middle, STANDS_OUT, this.#next) &&
				this.#scored.largestNear(best, middle, this.#next) < INTEREST;
			if (!scored && !merelyStandsOut) continue;
			const decision = this.#judge(middle);
			if (decision !== null) return decision;
		}
		return null;
	}

	#judge(middle: number): Decision | null {
		if (!this.#filter.fit(this.ring, middle)) return null;
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
		const search = { riseMs: reach, fallMs: reach, apexSlackMs: APEX_SLACK_MS };
		const keyFrames = selectKeyFrames(this.#window, middle, this.#weights, search, this.#scratch);
		if (keyFrames === null || !this.#isThere(keyFrames, parts)) return null;
		const { onset, offset } = keyFrames;
		const states = this.#states;
		const context: GateContext = {
			ring: this.ring,
			parts,
			keyFrames,
			score,
			fps: this.#fps,
			turnedDeg: states.largest(states.turned, onset, offset),
			headSpeed: states.largest(states.headSpeed, onset, offset),
			lightStep: states.lightStep(onset, offset),
			blinks: this.#maskedWithin(onset, offset, MASK_BLINK, parts),
			speaks: this.#maskedWithin(onset, offset, MASK_SPEECH, parts),
			busyUntil: this.#busyUntil,
			bar: this.#bar,
		};
		const gated: Gated = applyGates(context);
		const accepted = gated.reason === null;
		if (accepted) this.#busyUntil = this.ring.timeOf(offset);
		return { accepted, keyFrames, parts, fps: this.#fps, score, ...gated };
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
			if ((this.ring.mask(f, region) & bit) !== 0) return true;
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
