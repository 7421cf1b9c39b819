/**
 * Region motion as one continuous track, in px200, over changing references.
 *
 * Flow is measured against a recent frame, because a short time apart two frames look alike and head
 * motion has not piled up. When the reference is renewed the track goes on from where it
 * stood, so a movement may straddle the change.
 */
import type { AlignedCrop, Plane } from '../align/index.ts';
import { Aligner, identity, invert, scaleOf } from '../align/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import { EyeWatch } from './eye-watch.ts';
import { FaceMotion } from './face-motion.ts';
import { TRACKED_COUNT } from './regions.ts';

/** A reference this old is renewed. */
const RENEW_AFTER_MS = 300;
/** ... while the eyes are closed or look elsewhere: half a blink is nothing to compare with. */
const RENEW_AT_LATEST_MS = 600;
/** What eyes are compared with stays while they look other than they did, to the first reference after this age. */
const EYES_AT_LATEST_MS = 1000;
/** Change of both eyes from which on they count as closing or glancing. */
export const EYES_CHANGED = 0.055;
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
	/** What landmarks and pixels disagreed by, crop px; 0 where there was nothing to compare with. */
	residualPx: number;
}

export class MotionTrack {
	readonly #aligner = new Aligner();
	readonly #motion = new FaceMotion();
	readonly #toCrop = identity();
	readonly #base = new Float32Array(2 * TRACKED_COUNT);
	readonly #signals = new Float32Array(2 * TRACKED_COUNT);
	readonly #tracked: TrackedMotion = {
		crop: this.#aligner.crop,
		signals: this.#signals,
		eyeChange: 0,
		residualPx: 0,
	};
	readonly #eyes = new EyeWatch();
	#px200PerPx = 0;
	#scaled = 0;
	#referenceAt = -Infinity;
	#eyesAt = -Infinity;
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
		invert(crop.toFrame, this.#toCrop);
		if (this.#started) this.#measure(crop, luma, mesh);
		// Before a new reference may frame the crop anew.
		this.#tracked.residualPx = Number.isNaN(crop.residualPx) ? 0 : crop.residualPx;
		this.#tracked.eyeChange = this.#started ? this.#eyes.change(crop.contrast, this.#motion) : 0;
		const eyesAway = blinking || this.#tracked.eyeChange > EYES_CHANGED;
		const due = eyesAway ? RENEW_AT_LATEST_MS : RENEW_AFTER_MS;
		const renew = !this.#started || at - this.#referenceAt > due;
		if (renew) {
			// Eyes that lie elsewhere in the crop are not the ones they were compared with.
			const moved = this.#aligner.setReference(luma);
			if (!eyesAway || moved || !this.#started || at - this.#eyesAt > EYES_AT_LATEST_MS) {
				this.#eyes.setReference(crop.contrast);
				this.#eyesAt = at;
			} else this.#eyes.carry(this.#motion);
			invert(crop.toFrame, this.#toCrop);
			this.#motion.setReference(crop.contrast, mesh, luma.width, luma.height, this.#toCrop);
			this.#base.set(this.#signals);
			this.#referenceAt = at;
			this.#started = true;
		}
		return this.#tracked;
	}

	#measure(crop: AlignedCrop, { width, height }: Plane, mesh: Float32Array): void {
		this.#motion.measure(crop.contrast, mesh, width, height, this.#toCrop);
		for (let i = 0; i < this.#signals.length; i++) {
			this.#signals[i] = this.#base[i]! + this.#motion.regions[i]! * this.#px200PerPx;
		}
	}

	#learnScale(px200PerPx: number): void {
		if (this.#scaled >= SCALE_FRAMES) return;
		this.#scaled += 1;
		this.#px200PerPx += (px200PerPx - this.#px200PerPx) / this.#scaled;
	}
}
