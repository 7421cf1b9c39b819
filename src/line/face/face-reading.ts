/**
 * What the mesh itself tells besides positions: head pose, eyelids, lips.
 *
 * Used to gate and as evidence, never to detect: landmarks jitter more than a micro-expression moves.
 *
 * Out   one `FaceReading`, reused; valid until the next call
 * Cost  a few dozen distances; allocates nothing
 */
import type { Millis } from '../../core/kernel/index.ts';
import { OUTER_CANTHI_PX200 } from '../../core/kernel/index.ts';
import type { FaceMesh } from './face-mesh.ts';

export interface FaceReading {
	/** Degrees; yaw > 0: turned to the subject's left; pitch > 0: up; roll > 0: towards the subject's right shoulder. */
	yaw: number;
	pitch: number;
	roll: number;
	/** Turning speed over about a tenth of a second, degrees per second. */
	headDegPerS: number;
	/** Frame pixels per px200. */
	scale: number;
	/** Opening of the narrower eye over its width. */
	opening: number;
	blinking: boolean;
	speaking: boolean;
}

const DEGREES = 180 / Math.PI;
const POSES = 16;
/** Pose jitters by some tenths of a degree a frame: speed is taken over this long. */
const SPEED_OVER_MS = 130;

/** Lid pairs (upper, lower) and eye corners. */
const EYES = [
	{ pairs: [159, 145, 158, 153], corners: [33, 133] },
	{ pairs: [386, 374, 385, 380], corners: [263, 362] },
] as const;
/**
 * Eye opening over the person's usual one under which the lids count as closing. Generous: with the
 * assembled face model a full blink closes the mesh's lids to three quarters only.
 */
const CLOSING = 0.8;
/** The usual opening follows wide eyes quickly and narrow ones slowly: time constants. */
const WIDER_MS = 320;
const NARROWER_MS = 3300;

/** Range of the lip gap over the eye corner distance, within the window, that counts as talking. */
const TALKING_RANGE = 0.06;
const TALKING_OVER_MS = 700;
/** Enough for the window at 125 frames per second. */
const LIP_SAMPLES = 96;

export class FaceReader {
	readonly #reading: FaceReading = {
		yaw: 0,
		pitch: 0,
		roll: 0,
		headDegPerS: 0,
		scale: 1,
		opening: NaN,
		blinking: false,
		speaking: false,
	};
	readonly #poses = new Float64Array(POSES * 4);
	#posed = 0;
	#usualOpening = NaN;
	/** From a calibration; NaN: the first frame with a face counts as usual. */
	#neutralOpening = NaN;
	#lastAt = NaN;
	readonly #lipTimes = new Float64Array(LIP_SAMPLES);
	readonly #lipGaps = new Float64Array(LIP_SAMPLES);
	#lips = 0;

	/** The face was lost: what follows may be another person. */
	reset(): void {
		this.#posed = 0;
		this.#usualOpening = this.#neutralOpening;
		this.#lastAt = NaN;
		this.#lips = 0;
	}

	/** The usual opening to begin with, now and after every loss of the face. */
	setNeutralOpening(opening: number): void {
		this.#neutralOpening = opening;
		this.#usualOpening = opening;
	}

	read(mesh: FaceMesh, at: Millis, frameWidth: number, frameHeight: number): FaceReading {
		const { points } = mesh;
		const distance = (p: number, q: number): number =>
			Math.hypot(
				(points[3 * p]! - points[3 * q]!) * frameWidth,
				(points[3 * p + 1]! - points[3 * q + 1]!) * frameHeight,
			);
		const reading = this.#reading;
		const canthi = distance(33, 263);
		reading.scale = canthi / OUTER_CANTHI_PX200;
		this.#readPose(mesh.matrix, at);

		let opening = Infinity;
		for (const { pairs, corners } of EYES) {
			const gap = distance(pairs[0], pairs[1]) + distance(pairs[2], pairs[3]);
			opening = Math.min(opening, gap / (2 * distance(corners[0], corners[1])));
		}
		if (Number.isNaN(this.#usualOpening)) this.#usualOpening = opening;
		if (Number.isNaN(this.#lastAt)) this.#lastAt = at;
		const slowness = opening > this.#usualOpening ? WIDER_MS : NARROWER_MS;
		const pull = 1 - Math.exp(-(at - this.#lastAt) / slowness);
		this.#lastAt = at;
		this.#usualOpening += pull * (opening - this.#usualOpening);
		reading.opening = opening;
		reading.blinking = opening < CLOSING * this.#usualOpening;

		reading.speaking = this.#lipRange(distance(13, 14) / canthi, at) > TALKING_RANGE;
		return reading;
	}

	#readPose(m: Float32Array, at: Millis): void {
		const reading = this.#reading;
		reading.yaw = Math.atan2(m[8]!, m[10]!) * DEGREES;
		reading.pitch = Math.asin(Math.max(-1, Math.min(1, m[9]!))) * DEGREES;
		reading.roll = Math.atan2(m[1]!, m[0]!) * DEGREES;
		const slot = 4 * (this.#posed % POSES);
		this.#poses[slot] = at;
		this.#poses[slot + 1] = reading.yaw;
		this.#poses[slot + 2] = reading.pitch;
		this.#poses[slot + 3] = reading.roll;
		this.#posed += 1;
		reading.headDegPerS = 0;
		for (let back = 1; back < Math.min(POSES, this.#posed); back++) {
			const then = 4 * ((this.#posed - 1 - back) % POSES);
			const elapsed = at - this.#poses[then]!;
			if (elapsed < SPEED_OVER_MS && back < POSES - 1) continue;
			const turned = Math.hypot(
				reading.yaw - this.#poses[then + 1]!,
				reading.pitch - this.#poses[then + 2]!,
				reading.roll - this.#poses[then + 3]!,
			);
			reading.headDegPerS = (turned / elapsed) * 1000;
			break;
		}
	}

	#lipRange(gap: number, at: Millis): number {
		this.#lipTimes[this.#lips % LIP_SAMPLES] = at;
		this.#lipGaps[this.#lips % LIP_SAMPLES] = gap;
		this.#lips += 1;
		let low = gap;
		let high = gap;
		for (let back = 1; back <= Math.min(LIP_SAMPLES, this.#lips); back++) {
			const slot = (this.#lips - back) % LIP_SAMPLES;
			if (at - this.#lipTimes[slot]! > TALKING_OVER_MS) break;
			low = Math.min(low, this.#lipGaps[slot]!);
			high = Math.max(high, this.#lipGaps[slot]!);
		}
		return high - low;
	}
}
