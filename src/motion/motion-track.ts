/**
 * Region motion as one continuous track, in px200, over changing references.
 *
 * Flow is measured against a recent quiet frame, because a short time apart two frames look alike
 * and head motion has not piled up. When the reference is renewed the track goes on from where it
 * stood, so a movement may straddle the change.
 */
import {
	Aligner,
	type AlignedCrop,
	type Plane,
	identity,
	invert,
	scaleOf,
} from '../align/index.ts';
import type { Millis } from '../kernel/index.ts';
import { EyeWatch } from './eye-watch.ts';
import { FaceMotion } from './face-motion.ts';
import { REGION_COUNT } from './regions.ts';

/** A reference this old is renewed at the next still frame, ... */
const RENEW_AFTER_MS = 1000;
/** ... and at this age at any frame with open eyes. */
const RENEW_AT_LATEST_MS = 2500;
/** Mean change of the regions from frame to frame under which a frame is still, px200 a second. */
const STILL_PX200_PER_S = 1.2;
/** Frames over which a person's px200 scale is averaged, then kept. */
const SCALE_FRAMES = 15;

export interface TrackedMotion {
	readonly crop: AlignedCrop;
	/** (u, v) per region along the track, px200. */
	readonly signals: Float32Array;
	/**
	 * How far both eyes look other than in the reference: mean change of local contrast in the less
	 * changed eye. Quiet eyes stay under 0.04, a blink passes 0.06, a glance lies between.
	 */
	eyeChange: number;
}

export class MotionTrack {
	readonly #aligner = new Aligner();
	readonly #motion = new FaceMotion();
	readonly #toCrop = identity();
	readonly #base = new Float32Array(2 * REGION_COUNT);
	readonly #signals = new Float32Array(2 * REGION_COUNT);
	readonly #tracked: TrackedMotion = {
		crop: this.#aligner.crop,
		signals: this.#signals,
		eyeChange: 0,
	};
	readonly #eyes = new EyeWatch();
	#px200PerPx = 0;
	#scaled = 0;
	#referenceAt = -Infinity;
	#lastAt = -Infinity;
	#speed = 0;
	#started = false;

	/** The face was lost: the next frame starts a new track. */
	reset(): void {
		this.#aligner.reset();
		this.#started = false;
		this.#scaled = 0;
		this.#base.fill(0);
		this.#signals.fill(0);
	}

	/**
	 * @param mesh  points in 0..1 of the frame, [478, 3]
	 * @param scale frame pixels per px200
	 */
	step(
		luma: Plane,
		mesh: Float32Array,
		scale: number,
		at: Millis,
		blinking: boolean,
	): TrackedMotion {
		const crop = this.#aligner.align(luma, mesh);
		this.#learnScale(scaleOf(crop.toFrame) / scale);
		if (this.#started) this.#measure(crop, at);
		this.#tracked.eyeChange = this.#started ? this.#eyes.change(crop.contrast) : 0;
		const age = at - this.#referenceAt;
		const still = this.#speed < STILL_PX200_PER_S;
		const renew =
			!this.#started ||
			(!blinking && ((age > RENEW_AFTER_MS && still) || age > RENEW_AT_LATEST_MS));
		if (renew) {
			invert(crop.toFrame, this.#toCrop);
			this.#aligner.setReference();
			this.#motion.setReference(crop.contrast, mesh, luma.width, luma.height, this.#toCrop);
			this.#eyes.setReference(crop.contrast);
			this.#base.set(this.#signals);
			this.#referenceAt = at;
			this.#started = true;
		}
		this.#lastAt = at;
		return this.#tracked;
	}

	#measure(crop: AlignedCrop, at: Millis): void {
		this.#motion.measure(crop.contrast);
		let change = 0;
		for (let i = 0; i < this.#signals.length; i++) {
			const value = this.#base[i]! + this.#motion.regions[i]! * this.#px200PerPx;
			change += Math.abs(value - this.#signals[i]!);
			this.#signals[i] = value;
		}
		const rate = ((change / this.#signals.length) * 1000) / Math.max(1, at - this.#lastAt);
		this.#speed += 0.3 * (rate - this.#speed);
	}

	#learnScale(px200PerPx: number): void {
		if (this.#scaled >= SCALE_FRAMES) return;
		this.#scaled += 1;
		this.#px200PerPx += (px200PerPx - this.#px200PerPx) / this.#scaled;
	}
}
