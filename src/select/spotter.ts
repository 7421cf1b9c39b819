/**
 * The live spotter: from region motion to decided movements, one frame at a time.
 *
 * In    per frame: region motion (px200, rigid part removed), what else the face does (blink,
 *       speech, head), time
 * Out   at most one `Decision` per call: a movement found, or a candidate with its reason
 * Time  decides 0.57 s after the apex, hence less than 0.5 s after the offset of a movement
 *
 * A candidate is a local maximum of the bump filter's response, over the regions that are not
 * masked; GAMDSS on the window of differences then finds its onset, apex and offset; gates decide.
 */
import { SignalRing } from '../buffer/index.ts';
import type { Millis } from '../kernel/index.ts';
import { BumpFilter, LOOKAHEAD_MS } from './bump-filter.ts';
import { DifferenceWindow } from './difference-window.ts';
import { type GateContext, type Gated, applyGates, scoreBar, scoreOf } from './gates.ts';
import { type KeyFrames, selectKeyFrames } from './key-frames.ts';
import { NoiseFloor } from './noise-floor.ts';
import type { RejectionReason } from './reasons.ts';

/** Mask bits of a region in a frame. */
export const MASK_BLINK = 1;
export const MASK_SPEECH = 2;

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
	readonly near: 'eyes' | 'brows' | 'nose' | 'cheeks' | 'mouth';
}

/** Frames kept: three seconds at 60 fps. */
export const RING_FRAMES = 192;
/** Candidates weaker than this are not worth a record. */
const INTEREST = 9;
/** Local maximum: no stronger response this long before, and this long after. */
const BEFORE_MS = 250;
const AFTER_MS = 200;
/** Key frames are looked for this far around the apex: the fitted half width, and some. */
const SEARCH_WIDTHS = 1.5;
const SEARCH_EXTRA_MS = 70;
const APEX_SLACK_MS = 80;
/** Way undone at which a movement that a break cuts off counts as back. */
const BACK = 0.85;
/** A region takes part when its z is at least this share of the strongest one's. */
const TAKES_PART = 0.4;
const MOST_PARTS = 6;
/** Squared difference of onset and apex over that of the fitted bump: below, it is a side lobe. */
const LEAST_SEEN = 0.1;
/** A blink shakes the whole face a little: beside one, a movement must stand out this far. */
const BLINK_RESPONSE = 22;
/** A region counts as masked when it was masked this close to the apex. */
const MASK_REACH_MS = 130;
/** A blink is known a little late and moves the brows a little longer than the lids. */
const BLINK_BEFORE_MS = 100;
const BLINK_AFTER_MS = 200;

const movesInBlink = (near: RegionKind['near']): boolean => near !== 'nose' && near !== 'mouth';
const movesInSpeech = (near: RegionKind['near']): boolean => near === 'mouth' || near === 'cheeks';

export class Spotter {
	readonly ring: SignalRing;
	readonly floor: NoiseFloor;
	readonly #regions: readonly RegionKind[];
	readonly #filter: BumpFilter;
	readonly #window: DifferenceWindow;
	/** Combined response of the free regions, and of the masked ones, per ring slot. */
	readonly #response: Float64Array;
	readonly #hidden: Float64Array;
	readonly #headSpeed: Float32Array;
	readonly #light: Float32Array;
	readonly #turned: Float32Array;
	readonly #masks: Uint8Array;
	readonly #weights: Float32Array;
	readonly #scratch = new Float64Array(RING_FRAMES);
	#bar = scoreBar(1);
	/** Frame rate as of the newest frame. */
	#fps = 0;
	#next = 0;
	#tested = 0;
	#busyUntil = -1;
	#blinkEnded = -Infinity;

	constructor(regions: readonly RegionKind[]) {
		this.#regions = regions;
		const n = regions.length;
		this.ring = new SignalRing(RING_FRAMES, n);
		this.floor = new NoiseFloor(n);
		this.#filter = new BumpFilter(n);
		this.#window = new DifferenceWindow(
			RING_FRAMES,
			regions.map((_, i) => Int32Array.of(2 * i, 2 * i + 1)),
		);
		this.#response = new Float64Array(RING_FRAMES);
		this.#hidden = new Float64Array(RING_FRAMES);
		this.#headSpeed = new Float32Array(RING_FRAMES);
		this.#light = new Float32Array(RING_FRAMES);
		this.#turned = new Float32Array(RING_FRAMES);
		this.#masks = new Uint8Array(n);
		this.#weights = new Float32Array(n);
	}

	/** How many false alarms a minute the person accepts: sets the score an event must reach. */
	setFalseAlarms(perMinute: number): void {
		this.#bar = scoreBar(perMinute);
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
			if (decision.reason !== null && decision.reason !== 'no-return') return decision;
			return { ...decision, accepted: false, reason: 'face-lost', measured: null, limit: null };
		});
		this.ring.breakRun();
		this.#window.breakRun();
		this.#next = this.ring.count;
		this.#tested = this.ring.count;
		return decisions;
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
		const slot = number % RING_FRAMES;
		this.#headSpeed[slot] = frame.headDegPerS;
		this.#light[slot] = frame.light;
		this.#turned[slot] = frame.turnedDeg;
		this.#response[slot] = 0;
		this.#hidden[slot] = 0;
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

	/** Bump response of every frame that now has enough frames after it. */
	#respond(now: Millis): void {
		while (this.#next < this.ring.count && now - this.ring.timeOf(this.#next) >= LOOKAHEAD_MS) {
			const apex = this.#next++;
			if (!this.#filter.fit(this.ring, apex, this.floor.values)) continue;
			const response = this.#combine(apex, false);
			this.#response[apex % RING_FRAMES] = response;
			this.#hidden[apex % RING_FRAMES] = this.#combine(apex, true);
			// Learn the floor from frames that look like nothing.
			if (response < INTEREST) this.floor.learn(this.#filter.scatter);
		}
	}

	/** Three strongest regions together: the free ones, or the masked ones. */
	#combine(apex: number, masked: boolean): number {
		let first = 0;
		let second = 0;
		let third = 0;
		for (let region = 0; region < this.#regions.length; region++) {
			if ((this.#maskAround(apex, region) !== 0) !== masked) continue;
			const z = this.#filter.z[region]!;
			if (z > first) {
				third = second;
				second = first;
				first = z;
			} else if (z > second) {
				third = second;
				second = z;
			} else if (z > third) third = z;
		}
		return Math.hypot(first, second, third);
	}

	/** Mask bits of the region around `apex`; 0 where it is free of blink and speech. */
	#maskAround(apex: number, region: number): number {
		const at = this.ring.timeOf(apex);
		let bits = 0;
		for (let f = apex; f >= this.ring.first; f--) {
			if (at - this.ring.timeOf(f) > MASK_REACH_MS) break;
			bits |= this.ring.mask(f, region);
		}
		for (let f = apex + 1; f < this.ring.count; f++) {
			if (this.ring.timeOf(f) - at > MASK_REACH_MS) break;
			bits |= this.ring.mask(f, region);
		}
		return bits;
	}

	#decide(now: Millis): Decision | null {
		while (
			this.#tested < this.#next &&
			now - this.ring.timeOf(this.#tested) >= LOOKAHEAD_MS + AFTER_MS
		) {
			const apex = this.#tested++;
			if (apex < this.ring.first) continue;
			const free = this.#isPeak(this.#response, apex);
			if (!free && !this.#isPeak(this.#hidden, apex)) continue;
			const decision = this.#judge(apex, !free);
			if (decision !== null) return decision;
		}
		return null;
	}

	#isPeak(responses: Float64Array, apex: number): boolean {
		const response = responses[apex % RING_FRAMES]!;
		if (response < INTEREST) return false;
		const at = this.ring.timeOf(apex);
		for (let f = apex - 1; f >= this.ring.first && at - this.ring.timeOf(f) <= BEFORE_MS; f--) {
			if (responses[f % RING_FRAMES]! >= response) return false;
		}
		for (let f = apex + 1; f < this.#next && this.ring.timeOf(f) - at <= AFTER_MS; f++) {
			if (responses[f % RING_FRAMES]! > response) return false;
		}
		return true;
	}

	/** @param masked the candidate is one of the masked regions: it is kept, with what masks them */
	#judge(apex: number, masked: boolean): Decision | null {
		if (!this.#filter.fit(this.ring, apex, this.floor.values)) return null;
		const parts = this.#parts(apex, masked);
		if (parts.length === 0) return null;
		this.#weights.fill(0);
		for (const { region, z } of parts) this.#weights[region] = (z / parts[0]!.z) ** 2;
		const reach = SEARCH_WIDTHS * this.#filter.halfMs[parts[0]!.region]! + SEARCH_EXTRA_MS;
		const search = { riseMs: reach, fallMs: reach, apexSlackMs: APEX_SLACK_MS };
		const keyFrames = selectKeyFrames(this.#window, apex, this.#weights, search, this.#scratch);
		if (keyFrames === null || !this.#isThere(keyFrames, parts)) return null;
		const response = (masked ? this.#hidden : this.#response)[apex % RING_FRAMES]!;
		const fps = this.#fps;
		if (masked) {
			const reason = this.#maskReason(apex, parts);
			const score = scoreOf(response);
			return { accepted: false, keyFrames, parts, fps, reason, measured: null, limit: null, score };
		}
		if (response < BLINK_RESPONSE && this.#blinksAround(apex)) {
			const score = scoreOf(response);
			const reason = 'blink';
			return { accepted: false, keyFrames, parts, fps, reason, measured: null, limit: null, score };
		}
		const context: GateContext = {
			ring: this.ring,
			parts,
			keyFrames,
			response,
			fps,
			turnedDeg: this.#largest(this.#turned, keyFrames),
			headSpeed: this.#largest(this.#headSpeed, keyFrames),
			lightStep: this.#lightStep(keyFrames),
			busyUntil: this.#busyUntil,
			bar: this.#bar,
		};
		const gated: Gated = applyGates(context);
		const accepted = gated.reason === null;
		if (accepted) this.#busyUntil = this.ring.timeOf(keyFrames.offset);
		return { accepted, keyFrames, parts, fps, ...gated };
	}

	/** Whether the frames show what was fitted: a shoulder before a large movement fits, and is nothing. */
	#isThere({ onset, apex }: KeyFrames, parts: readonly RegionPart[]): boolean {
		let fitted = 0;
		for (const { region, dx, dy } of parts) fitted += this.#weights[region]! * (dx * dx + dy * dy);
		return this.#window.squared(onset, apex, this.#weights) > LEAST_SEEN * fitted;
	}

	#blinksAround(apex: number): boolean {
		for (let region = 0; region < this.#regions.length; region++) {
			if ((this.#maskAround(apex, region) & MASK_BLINK) !== 0) return true;
		}
		return false;
	}

	#maskReason(apex: number, parts: readonly RegionPart[]): RejectionReason {
		const bits = this.#maskAround(apex, parts[0]!.region);
		return (bits & MASK_BLINK) !== 0 ? 'blink' : 'speech';
	}

	#parts(apex: number, masked: boolean): RegionPart[] {
		const parts: RegionPart[] = [];
		let strongest = 0;
		for (let region = 0; region < this.#regions.length; region++) {
			if ((this.#maskAround(apex, region) !== 0) !== masked) continue;
			const z = this.#filter.z[region]!;
			if (z <= 0) continue;
			strongest = Math.max(strongest, z);
			const dx = this.#filter.amplitudeX[region]!;
			parts.push({ region, dx, dy: this.#filter.amplitudeY[region]!, z });
		}
		return parts
			.filter(({ z }) => z >= TAKES_PART * strongest)
			.sort((a, b) => b.z - a.z)
			.slice(0, MOST_PARTS);
	}

	#largest(values: Float32Array, { onset, offset }: KeyFrames): number {
		let largest = 0;
		for (let f = onset; f <= offset; f++) largest = Math.max(largest, values[f % RING_FRAMES]!);
		return largest;
	}

	/** Largest change of mean brightness between neighbours, share of the level. */
	#lightStep({ onset, offset }: KeyFrames): number {
		let largest = 0;
		for (let f = onset + 1; f <= offset; f++) {
			const before = this.#light[(f - 1) % RING_FRAMES]!;
			const step = Math.abs(this.#light[f % RING_FRAMES]! - before) / Math.max(before, 1);
			largest = Math.max(largest, step);
		}
		return largest;
	}
}
