/**
 * What a face mesh does that the face does not: jitter from frame to frame, slow wander, and errors
 * that come with turning because its depth is not the face's.
 *
 * Measured on the benchmark's 16 photo films outside of blinks and movements (median of 8 that have
 * 1.5 s of quiet; 1.1 to 1.5 frame pixels a px200): a similarity through the alignment's anchors, then
 * what is left by region. White: second differences over sqrt 6. Slow: deviation within 2 s. Films
 * drawn here and put through the same tracker had 0.6 to 4 times as much, growing with their noise;
 * their points followed a turn of 3 to 6 degrees with an error of 0.3 to 0.5 px200.
 */
import type { Random } from '../../core/kernel/index.ts';
import { FACE_POINTS } from '../footage/index.ts';

/** Deviations, px200. */
interface Unrest {
	readonly white: number;
	readonly slow: number;
}

/** Of the whole mesh: shift, and turning and size at the outer eye corners. */
const SHIFT: Unrest = { white: 0.04, slow: 0.12 };
const TURN: Unrest = { white: 0.03, slow: 0.065 };
/** Of parts against the whole, and of the parts below the nose. */
const PARTS: Unrest = { white: 0.055, slow: 0.085 };
const LOWER_PARTS: Unrest = { white: 0.085, slow: 0.11 };
/** Of the head's pitch, yaw and roll, degrees. */
const POSE: readonly Unrest[] = [
	{ white: 0.074, slow: 0.12 },
	{ white: 0.039, slow: 0.08 },
	{ white: 0.026, slow: 0.06 },
];
/** How long wander takes to be another, s. */
const SLOW_S = 0.4;
/** Parts over the face, and how far each reaches, IOD. */
const COLUMNS = 5;
const ROWS = 6;
const REACH_IOD = 0.3;
const IOD_PX200 = 66;

const rowY = (part: number): number => -0.7 + (2.3 * Math.floor(part / COLUMNS)) / (ROWS - 1);

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

/** Deviation of the mesh's depth from the face's: as a share of it, and of its parts, IOD. */
const DEPTH = { gain: 0.15, part: 0.16 };

/** Jitter of one film, to be asked frame by frame. */
export class TrackerJitter {
	readonly #whole: readonly Wander[];
	readonly #parts: readonly Wander[];
	readonly #pose: readonly Wander[];
	/** [parts, 468] */
	readonly #shares: Float32Array;
	readonly #face: Float64Array;
	readonly #depthGain: number;

	/** Depth that the mesh has too much, IOD, [468]. */
	readonly #depth = new Float32Array(FACE_POINTS);

	/**
	 * @param face mean face, IOD, [468, 2]
	 * @param size against what was measured
	 */
	constructor(face: Float64Array, fps: number, size: number, random: Random) {
		this.#face = face;
		const wander = ({ white, slow }: Unrest): Wander =>
			new Wander({ white: size * white, slow: size * slow }, fps, random);
		this.#whole = [SHIFT, SHIFT, TURN, TURN].map(wander);
		this.#pose = POSE.map(wander);
		this.#parts = Array.from({ length: 2 * COLUMNS * ROWS }, (_, k) =>
			wander(rowY(Math.floor(k / 2)) > 0.5 ? LOWER_PARTS : PARTS),
		);
		this.#shares = new Float32Array(COLUMNS * ROWS * FACE_POINTS);
		for (let i = 0; i < FACE_POINTS; i++) {
			let total = 0;
			for (let part = 0; part < COLUMNS * ROWS; part++) {
				const x = -0.9 + (1.8 * (part % COLUMNS)) / (COLUMNS - 1);
				const y = rowY(part);
				const away = Math.hypot(face[2 * i]! - x, face[2 * i + 1]! - y) / REACH_IOD;
				const share = Math.exp(-0.5 * away ** 2);
				this.#shares[part * FACE_POINTS + i] = share;
				total += share ** 2;
			}
			for (let part = 0; part < COLUMNS * ROWS; part++) {
				this.#shares[part * FACE_POINTS + i]! /= Math.sqrt(total);
			}
		}
		this.#depthGain = DEPTH.gain * random.normal();
		for (let part = 0; part < COLUMNS * ROWS; part++) {
			const off = DEPTH.part * random.normal();
			for (let i = 0; i < FACE_POINTS; i++) {
				this.#depth[i]! += off * this.#shares[part * FACE_POINTS + i]!;
			}
		}
	}

	/** Depth that the mesh has too much at a point that lies so deep, IOD. */
	depthError(point: number, depth: number): number {
		return this.#depthGain * depth + (point < FACE_POINTS ? this.#depth[point]! : 0);
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
