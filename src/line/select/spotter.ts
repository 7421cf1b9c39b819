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
import { CandidateJudge, INTEREST } from './candidate-judge.ts';
import type { SpotterDecision } from './decision.ts';
import { DifferenceWindow } from './difference-window.ts';
import { FrameStates } from './frame-states.ts';
import { HALF_REGIONS, MovementFeatures } from './movement-features.ts';
import { NoiseFloor } from './noise-floor.ts';
import type { RejectionReason } from '../../core/record/index.ts';
import { RegionMasks } from './region-masks.ts';
import { AFTER_MS, ScoredFrames } from './scored-frames.ts';
import type { MovementScorer } from './scorer.ts';
import { ACTIVITIES, HALVES } from './scorer.ts';
import type { RegionKind, SpotterFrame } from './spotter-frame.ts';

/** Sees every feature vector before it is scored: `frame` is a frame number of the ring. */
export type OnFeatures = (frame: number, halfMs: number, features: Float32Array) => void;

/** Frames kept: three seconds at 60 fps. */
export const RING_FRAMES = 192;
/**
 * What stands out of its noise this far is worth a record too (three strongest regions
 * together).
 */
const STANDS_OUT = 14;
/** Up to here a frame counts as quiet, and its scatter as noise. */
const QUIET = 9;
/** Way undone at which a movement that a break cuts off counts as back. */
const BACK = 0.85;
const CUT_EXPLAINS: ReadonlySet<RejectionReason | null> = new Set([null, 'no-return', 'too-weak']);

export class Spotter {
	readonly ring: SignalRing;
	readonly floor: NoiseFloor;
	readonly #scorer: MovementScorer;
	readonly #onFeatures: OnFeatures | null;
	readonly #filter: BumpFilter;
	readonly #features: MovementFeatures;
	readonly #states = new FrameStates(RING_FRAMES);
	readonly #window: DifferenceWindow;
	readonly #scored: ScoredFrames;
	readonly #noise: Float32Array;
	readonly #masks: RegionMasks;
	readonly #judge: CandidateJudge;
	readonly #logits = new Float64Array(HALVES.length);
	/** The score an event must reach, `ACTIVITIES` order. */
	readonly #bars = new Float64Array(ACTIVITIES.length);
	/** Frame rate as of the newest frame. */
	#fps = 0;
	#scatterAt = -Infinity;
	#next = 0;
	#tested = 0;

	constructor(
		regions: readonly RegionKind[],
		scorer: MovementScorer,
		onFeatures: OnFeatures | null = null,
	) {
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
		this.#masks = new RegionMasks(regions, this.ring);
		this.#judge = new CandidateJudge({
			regions,
			ring: this.ring,
			filter: this.#filter,
			features: this.#features,
			states: this.#states,
			window: this.#window,
			scored: this.#scored,
		});
		this.setFalseAlarms(1);
	}

	/** How many false alarms a minute the person accepts (until then 1): the score an event must reach. */
	setFalseAlarms(perMinute: number): void {
		// However many are accepted: what is not worth a record is no event.
		for (const [i, activity] of ACTIVITIES.entries()) {
			this.#bars[i] = Math.max(INTEREST, this.#scorer.bar(perMinute, activity));
		}
	}

	/**
	 * The face was lost or the clock jumped: nothing may span this moment. What was waiting for
	 * frames after it is decided on those there are; what had not come back yet is rejected.
	 *
	 * @param reason what is said of that
	 */
	breakRun(reason: 'face-lost' | 'scene-cut' = 'face-lost'): SpotterDecision[] {
		const last = this.ring.count - 1;
		const decisions = this.finish().map((decision): SpotterDecision => {
			const { offset, returned } = decision.keyFrames;
			if (offset < last - 1 || returned > BACK) return decision;
			// Half a movement looks weak or unreturned because it was cut; other reasons stand.
			if (!CUT_EXPLAINS.has(decision.reason)) return decision;
			return { ...decision, accepted: false, reason, measured: null, limit: null };
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

	/** Somebody else is in the picture: nothing of what was before counts, no calibration either. */
	beginAnew(): void {
		this.floor.forgetCalibration();
		this.#states.forget();
		this.#masks.forget();
	}

	push(frame: SpotterFrame): SpotterDecision | null {
		const number = this.ring.count;
		this.#masks.take(frame);
		this.ring.push(frame.at, frame.index, frame.signals, this.#masks.values);
		this.#window.push(frame.signals, frame.at);
		this.#states.set(number, frame);
		this.#scored.clear(number);
		if (frame.blinking) this.#masks.markBack(number, frame.at);
		this.#fps = frame.fps;
		this.#respond(frame.at);
		return this.#decide(frame.at);
	}

	/** The source has ended: decides what can be decided with the frames there are. */
	finish(): SpotterDecision[] {
		const end = Infinity as Millis;
		const decisions: SpotterDecision[] = [];
		this.#respond(end);
		for (let next = this.#decide(end); next !== null; next = this.#decide(end))
			decisions.push(next);
		return decisions;
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

	#decide(now: Millis): SpotterDecision | null {
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
			const decision = this.#judge.judge(middle, this.#fps, this.#bars);
			if (decision !== null) return decision;
		}
		return null;
	}
}
