/**
 * What a face mesh does though the face holds still: jitter from frame to frame and slow wander.
 */
import type { Random } from '../../core/kernel/index.ts';
import { FACE_POINTS } from '../footage/index.ts';

/** Deviations, px200. */
interface Unrest {
	readonly white: number;
	readonly slow: number;
}

/** Of the whole mesh: shift, and turning and size at the outer eye corners. */
const WHOLE: Unrest = { white: 0.12, slow: 0.25 };
/** Of parts against the whole. */
const PARTS: Unrest = { white: 0.08, slow: 0.15 };
/** Of the head's pose, degrees. */
const POSE: Unrest = { white: 0.12, slow: 0.3 };
/** How long wander takes to be another, s. */
const SLOW_S = 0.6;
/** Parts over the face, and how far each reaches, IOD. */
const COLUMNS = 5;
const ROWS = 6;
const REACH_IOD = 0.3;
const IOD_PX200 = 66;

class Wander {
	readonly #unrest: Unrest;
	readonly #keep: number;
	readonly #random: Random;
	#slow: number;

	constructor(unrest: Unrest, fps: number, random: Random) {
		this.#unrest = unrest;
		this.#keep = Math.exp(-1 / (fps * SLOW_S));
		this.#random = random;
		this.#slow = random.normal();
	}

	next(): number {
		this.#slow = this.#keep * this.#slow + Math.sqrt(1 - this.#keep ** 2) * this.#random.normal();
		return this.#unrest.slow * this.#slow + this.#unrest.white * this.#random.normal();
	}
}

/** Jitter of one film, to be asked frame by frame. */
export class TrackerJitter {
	readonly #whole: readonly Wander[];
	readonly #parts: readonly Wander[];
	readonly #pose: readonly Wander[];
	/** [parts, 468] */
	readonly #shares: Float32Array;
	readonly #face: Float64Array;

	/** @param face mean face, IOD, [468, 2] */
	constructor(face: Float64Array, fps: number, random: Random) {
		this.#face = face;
		const some = (count: number, unrest: Unrest): Wander[] =>
			Array.from({ length: count }, () => new Wander(unrest, fps, random));
		this.#whole = some(4, WHOLE);
		this.#pose = some(3, POSE);
		this.#parts = some(2 * COLUMNS * ROWS, PARTS);
		this.#shares = new Float32Array(COLUMNS * ROWS * FACE_POINTS);
		for (let i = 0; i < FACE_POINTS; i++) {
			let total = 0;
			for (let part = 0; part < COLUMNS * ROWS; part++) {
				const x = -0.9 + (1.8 * (part % COLUMNS)) / (COLUMNS - 1);
				const y = -0.7 + (2.3 * Math.floor(part / COLUMNS)) / (ROWS - 1);
				const away = Math.hypot(face[2 * i]! - x, face[2 * i + 1]! - y) / REACH_IOD;
				const share = Math.exp(-0.5 * away ** 2);
				this.#shares[part * FACE_POINTS + i] = share;
				total += share ** 2;
			}
			for (let part = 0; part < COLUMNS * ROWS; part++) {
				this.#shares[part * FACE_POINTS + i]! /= Math.sqrt(total);
			}
		}
	}

	/**
	 * Adds the next frame's jitter to a mesh, 0..1 of the frame, [478, 3].
	 * @param pxPerPx200 frame pixels per px200
	 * @returns unrest of the pose: a rotation vector, rad
	 */
	shake(mesh: Float32Array, width: number, height: number, pxPerPx200: number): Float64Array {
		const [shiftX, shiftY, grow, turn] = this.#whole.map((wander) => wander.next());
		const parts = this.#parts.map((wander) => wander.next());
		for (let i = 0; i < mesh.length / 3; i++) {
			const x = i < FACE_POINTS ? this.#face[2 * i]! : i < 473 ? -0.5 : 0.5;
			const y = i < FACE_POINTS ? this.#face[2 * i + 1]! : 0;
			let dx = shiftX! + ((grow! * x - turn! * y) * IOD_PX200) / 47.5;
			let dy = shiftY! + ((grow! * y + turn! * x) * IOD_PX200) / 47.5;
			if (i < FACE_POINTS) {
				for (let part = 0; part < COLUMNS * ROWS; part++) {
					const share = this.#shares[part * FACE_POINTS + i]!;
					dx += share * parts[2 * part]!;
					dy += share * parts[2 * part + 1]!;
				}
			}
			mesh[3 * i]! += (dx * pxPerPx200) / width;
			mesh[3 * i + 1]! += (dy * pxPerPx200) / height;
		}
		return Float64Array.from(this.#pose, (wander) => (wander.next() * Math.PI) / 180);
	}
}
