/**
 * Three calm seconds in a row, and what is in the way of them.
 *
 * Whatever would make the baseline a lie (a turned, talking, moving, badly lit face) starts the three
 * seconds anew, and is named so that a person can do something about it. Blinks are no hindrance:
 * their frames are left out.
 *
 * Out   one `CalibrationStep` a frame
 * Cost  a few comparisons a frame, one sorting at the end
 */
import type { Millis } from '../../core/kernel/index.ts';
import { medianInPlace } from '../../core/statistics/index.ts';
import type { NeutralBaseline, Spread } from './baseline.ts';

export type Hindrance =
	| 'no-face'
	| 'several-faces'
	| 'few-frames'
	| 'far'
	| 'dark'
	| 'bright'
	| 'turned'
	| 'head-moving'
	| 'talking'
	| 'face-moving';

export interface NeutralSample {
	readonly at: Millis;
	/** Faces in view. */
	readonly faces: number;
	/** Degrees, and degrees per second. */
	readonly yaw: number;
	readonly pitch: number;
	readonly roll: number;
	readonly headDegPerS: number;
	/** Frame pixels per px200. */
	readonly scale: number;
	/** Mean luminance of the face, 0..255. */
	readonly light: number;
	/** Opening of the narrower eye over its width. */
	readonly opening: number;
	readonly blinking: boolean;
	readonly speaking: boolean;
	/** Largest motion of a region away from where it recently was, px200; masked regions left out. */
	readonly largestMotion: number;
	/** Scatter per tracked region of the frame at `scatterAt`, px200: known half a second later. */
	readonly scatter: Float32Array;
	readonly scatterAt: number;
	/** Measured frame rate. */
	readonly fps: number;
}

export type CalibrationStep =
	| { readonly kind: 'waiting'; readonly done: number; readonly hindrance: Hindrance | null }
	| { readonly kind: 'done'; readonly baseline: NeutralBaseline }
	| { readonly kind: 'refused'; readonly why: Hindrance };

/** This long in a row the face must be calm. */
export const CALM_MS = 3000;
/** After this long the calibration is given up and says what was mostly in the way. */
const PATIENCE_MS = 20_000;
/** Shorter disturbances only leave their frames out: pose and lips flicker in single frames. */
const FORGIVEN_MS = 150;
/** A longer pause between two frames starts anew. */
const GAP_MS = 500;
/** After a blink the lids still move. */
const AFTER_BLINK_MS = 200;
/** Fewer frames than this make no spread. */
const FEWEST_FRAMES = 30;

/** Under this rate no movement is claimed either. */
const LOWEST_FPS = 15;
/** Frame pixels a px200: smaller, and noise is that of the scaling, not of the face. */
const FARTHEST = 0.6;
const DARK = 60;
const BRIGHT = 225;
/** Degrees away from the camera at which a face is not seen evenly. */
const MOST_TURNED = 20;
/** The pose of a still head jitters by a few degrees per second. */
const FASTEST_HEAD = 18;
/** px200; a still face before a real camera stays under 0.5, small movements begin there. */
const MOST_MOTION = 1;

const NAMES = ['yaw', 'pitch', 'roll', 'scale', 'light', 'opening'] as const;

export class Calibrator {
	readonly #values: Record<(typeof NAMES)[number], number[]> = {
		yaw: [],
		pitch: [],
		roll: [],
		scale: [],
		light: [],
		opening: [],
	};
	/** [region][frame] */
	#scatter: number[][] = [];
	#begunAt = NaN;
	#calmSince = NaN;
	#lastAt = NaN;
	#scatterAt = -Infinity;
	#blinkedAt = -Infinity;
	/** Since when something has been in the way without a break. */
	#hinderedSince = NaN;
	readonly #hindered = new Map<Hindrance, number>();

	/** `null`: no face in this frame. */
	take(at: Millis, sample: NeutralSample | null): CalibrationStep {
		if (Number.isNaN(this.#begunAt)) this.#begunAt = at;
		const elapsed = Number.isNaN(this.#lastAt) ? 0 : at - this.#lastAt;
		this.#lastAt = at;
		if (elapsed > GAP_MS) this.#startAnew();
		const hindrance = sample === null ? 'no-face' : hindranceOf(sample);
		if (hindrance !== null) {
			if (Number.isNaN(this.#hinderedSince)) this.#hinderedSince = at;
			this.#hindered.set(hindrance, (this.#hindered.get(hindrance) ?? 0) + elapsed);
			const lasting = at - this.#hinderedSince >= FORGIVEN_MS;
			if (lasting || Number.isNaN(this.#calmSince)) this.#startAnew();
			if (at - this.#begunAt > PATIENCE_MS) return { kind: 'refused', why: this.#mostly() };
			return { kind: 'waiting', done: this.#doneAt(at), hindrance: lasting ? hindrance : null };
		}
		this.#hinderedSince = NaN;
		if (Number.isNaN(this.#calmSince)) this.#calmSince = at;
		if (sample !== null) this.#keep(sample);
		if (at - this.#calmSince >= CALM_MS && this.#enough()) {
			return { kind: 'done', baseline: this.#baseline(sample!.fps) };
		}
		return { kind: 'waiting', done: this.#doneAt(at), hindrance: null };
	}

	#keep(sample: NeutralSample): void {
		if (sample.blinking) this.#blinkedAt = sample.at;
		if (sample.at - this.#blinkedAt <= AFTER_BLINK_MS) return;
		for (const name of NAMES) this.#values[name].push(sample[name]);
		if (sample.scatterAt <= this.#scatterAt || sample.scatterAt < this.#calmSince) return;
		this.#scatterAt = sample.scatterAt;
		for (let region = 0; region < sample.scatter.length; region++) {
			(this.#scatter[region] ??= []).push(sample.scatter[region]!);
		}
	}

	#enough(): boolean {
		return (
			this.#values.yaw.length >= FEWEST_FRAMES && (this.#scatter[0]?.length ?? 0) >= FEWEST_FRAMES
		);
	}

	#doneAt(at: number): number {
		if (Number.isNaN(this.#calmSince)) return 0;
		return Math.min(0.99, (at - this.#calmSince) / CALM_MS);
	}

	#startAnew(): void {
		this.#calmSince = NaN;
		this.#scatter = [];
		for (const name of NAMES) this.#values[name] = [];
	}

	#mostly(): Hindrance {
		let most: Hindrance = 'face-moving';
		let longest = -1;
		for (const [hindrance, ms] of this.#hindered) {
			if (ms <= longest) continue;
			longest = ms;
			most = hindrance;
		}
		return most;
	}

	#baseline(fps: number): NeutralBaseline {
		const { yaw, pitch, roll, scale, light, opening } = this.#values;
		return {
			yaw: spreadOf(yaw),
			pitch: spreadOf(pitch),
			roll: spreadOf(roll),
			scale: spreadOf(scale),
			light: spreadOf(light),
			opening: spreadOf(opening),
			noise: this.#scatter.map(spreadOf),
			fps,
			frames: yaw.length,
		};
	}
}

/** Of all that is in the way, what a person should see to first. */
function hindranceOf(sample: NeutralSample): Hindrance | null {
	if (sample.faces > 1) return 'several-faces';
	if (sample.fps > 0 && sample.fps < LOWEST_FPS) return 'few-frames';
	if (sample.scale < FARTHEST) return 'far';
	if (sample.light < DARK) return 'dark';
	if (sample.light > BRIGHT) return 'bright';
	if (Math.max(Math.abs(sample.yaw), Math.abs(sample.pitch)) > MOST_TURNED) return 'turned';
	if (sample.headDegPerS > FASTEST_HEAD) return 'head-moving';
	if (sample.speaking) return 'talking';
	if (!sample.blinking && sample.largestMotion > MOST_MOTION) return 'face-moving';
	return null;
}

function spreadOf(values: readonly number[]): Spread {
	const scratch = Float64Array.from(values);
	const median = medianInPlace(scratch);
	for (let i = 0; i < values.length; i++) scratch[i] = Math.abs(values[i]! - median);
	return { median, mad: medianInPlace(scratch) };
}
