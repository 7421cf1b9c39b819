/** What else the face and the picture did, frame by frame, as long as the ring holds the signals. */
import type { Millis } from '../../core/kernel/index.ts';
import type { SpotterFrame } from './spotter-frame.ts';

/** From this turning speed on a head is not at rest, degrees a second. */
const RESTLESS_DEG_PER_S = 12;
/** A face that talks, blinks or turns counts as active for so long afterwards. */
const ACTIVE_FOR_MS = 200;
/** A stretch is active where more than this share of it is. */
const ACTIVE_FROM = 0.25;

export class FrameStates {
	readonly #capacity: number;
	readonly headSpeed: Float32Array;
	readonly turned: Float32Array;
	readonly light: Float32Array;
	readonly yaw: Float32Array;
	readonly scale: Float32Array;
	readonly residual: Float32Array;
	readonly eyeChange: Float32Array;
	readonly blinking: Uint8Array;
	readonly speaking: Uint8Array;
	readonly fps: Float32Array;
	readonly #active: Uint8Array;
	#activeUntil = -Infinity;

	constructor(capacity: number) {
		this.#capacity = capacity;
		const row = (): Float32Array => new Float32Array(capacity);
		this.headSpeed = row();
		this.turned = row();
		this.light = row();
		this.yaw = row();
		this.scale = row();
		this.residual = row();
		this.eyeChange = row();
		this.fps = row();
		this.blinking = new Uint8Array(capacity);
		this.speaking = new Uint8Array(capacity);
		this.#active = new Uint8Array(capacity);
	}

	/** What follows is another scene. */
	forget(): void {
		this.#activeUntil = -Infinity;
	}

	slot(frame: number): number {
		return frame % this.#capacity;
	}

	/** Keeps `frame` as number `number`; arrays are indexed by `slot(number)`. */
	set(number: number, frame: SpotterFrame): void {
		const slot = this.slot(number);
		this.headSpeed[slot] = frame.headDegPerS;
		this.turned[slot] = frame.turnedDeg;
		this.light[slot] = frame.light;
		this.yaw[slot] = Math.abs(frame.yawDeg);
		this.scale[slot] = frame.scale;
		this.residual[slot] = frame.residualPx;
		this.eyeChange[slot] = frame.eyeChange;
		this.blinking[slot] = frame.blinking ? 1 : 0;
		this.speaking[slot] = frame.speaking ? 1 : 0;
		this.fps[slot] = frame.fps;
		if (stirs(frame)) this.#activeUntil = frame.at + ACTIVE_FOR_MS;
		this.#active[slot] = frame.at <= this.#activeUntil ? 1 : 0;
	}

	/** Whether the face talks, blinks or turns in frames [first, last]. */
	isActive(first: number, last: number): boolean {
		let active = 0;
		for (let f = first; f <= last; f++) active += this.#active[this.slot(f)]!;
		return active > ACTIVE_FROM * (last - first + 1);
	}

	/** Whether the mesh gave numbers in all of frames [first, last]. */
	isWhole(first: number, last: number): boolean {
		for (let f = first; f <= last; f++) {
			const slot = this.slot(f);
			const sum = this.scale[slot]! + this.yaw[slot]! + this.turned[slot]! + this.headSpeed[slot]!;
			if (!Number.isFinite(sum)) return false;
		}
		return true;
	}

	/** Largest value of one of the arrays over frames [first, last]. */
	largest(values: Float32Array, first: number, last: number): number {
		let largest = 0;
		for (let f = first; f <= last; f++) largest = Math.max(largest, values[this.slot(f)]!);
		return largest;
	}

	/** Largest change of mean brightness between neighbours, share of the level. */
	lightStep(first: number, last: number): number {
		let largest = 0;
		for (let f = first + 1; f <= last; f++) {
			const before = this.light[this.slot(f - 1)]!;
			const step = Math.abs(this.light[this.slot(f)]! - before) / Math.max(before, 1);
			largest = Math.max(largest, step);
		}
		return largest;
	}
}

const stirs = ({ speaking, blinking, headDegPerS }: SpotterFrame): boolean =>
	speaking || blinking || headDegPerS > RESTLESS_DEG_PER_S;

/** Time in which a face is active and in which it is calm, ms; pauses over `longestMs` count as neither. */
export function activityOf(
	frames: readonly (SpotterFrame | null)[],
	longestMs: number,
): { readonly calm: number; readonly active: number } {
	let calm = 0;
	let active = 0;
	let activeUntil = -Infinity;
	let before: Millis | null = null;
	for (const frame of frames) {
		const lasted = frame === null || before === null ? 0 : frame.at - before;
		before = frame?.at ?? null;
		if (frame === null) continue;
		if (stirs(frame)) activeUntil = frame.at + ACTIVE_FOR_MS;
		if (lasted > longestMs) continue;
		if (frame.at <= activeUntil) active += lasted;
		else calm += lasted;
	}
	return { calm, active };
}
