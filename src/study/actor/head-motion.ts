/**
 * Head pose: a similarity about the neck plus the parallax of small turns over the face's depth.
 *
 * The head moves rigidly; neck and shoulders follow less and less, the background not at all.
 */
import { smoothstep } from './painting.ts';
import type { ActorPose } from './pose.ts';
import type { Relief } from './relief.ts';
import type { Point } from './skin-motion.ts';

/** Point the head rolls and scales about, IOD. */
const PIVOT_Y = 1.5;
/** Beyond this |x| nothing follows the head. */
export const STILL_X = 2.05;
const FOLLOW_X = 1.6;
/** From the chin down to the shoulders the body follows less and less. */
const FOLLOW_Y = 1.75;
const STILL_Y = 3.1;

const STEP = 0.06;
const LEFT = -1.5;
const TOP = -2.4;
const COLUMNS = 51;
const ROWS = 74;

/** How much a place in the picture follows the head: 1 on it, 0 in the background. */
export function followAt(x: number, y: number): number {
	return (1 - smoothstep(FOLLOW_X, STILL_X, Math.abs(x))) * (1 - smoothstep(FOLLOW_Y, STILL_Y, y));
}

export class HeadMotion {
	/** Depth towards the viewer, IOD, smooth: what turns shift by. [ROWS, COLUMNS] */
	readonly #depth = new Float32Array(ROWS * COLUMNS);
	#x = 0;
	#y = 0;
	#cos = 1;
	#sin = 0;
	#scale = 1;
	#yaw = 0;
	#pitch = 0;

	constructor(relief: Relief) {
		for (let row = 1; row < ROWS - 1; row++) {
			for (let column = 1; column < COLUMNS - 1; column++) {
				const x = LEFT + column * STEP;
				const y = TOP + row * STEP;
				let sum = 0;
				for (let v = -1; v <= 1; v++) {
					for (let u = -1; u <= 1; u++) sum += relief.height(x + 0.08 * u, y + 0.08 * v);
				}
				this.#depth[row * COLUMNS + column] = sum / 9;
			}
		}
	}

	take(pose: ActorPose): void {
		const roll = (pose.roll * Math.PI) / 180;
		this.#x = pose.x;
		this.#y = pose.y;
		this.#cos = Math.cos(roll);
		this.#sin = Math.sin(roll);
		this.#scale = pose.scale;
		this.#yaw = Math.sin((pose.yaw * Math.PI) / 180);
		this.#pitch = Math.sin((pose.pitch * Math.PI) / 180);
	}

	/** From a place of the resting head to where it is drawn. Exact on the head, not below the chin. */
	apply(x: number, y: number, out: Point): void {
		const depth = this.#depthAt(x, y);
		const px = x + this.#yaw * depth;
		const py = y - this.#pitch * depth - PIVOT_Y;
		out.x = this.#scale * (this.#cos * px - this.#sin * py) + this.#x;
		out.y = this.#scale * (this.#sin * px + this.#cos * py) + PIVOT_Y + this.#y;
	}

	/**
	 * From a place in the picture (IOD from the resting eyes) to the place of the resting head.
	 * `follow`: see `followAt`.
	 */
	undo(x: number, y: number, follow: number, out: Point): void {
		const qx = (x - this.#x) / this.#scale;
		const qy = (y - this.#y - PIVOT_Y) / this.#scale;
		const rx = x + (this.#cos * qx + this.#sin * qy - x) * follow;
		const ry = y + (-this.#sin * qx + this.#cos * qy + PIVOT_Y - y) * follow;
		let px = rx;
		let py = ry;
		if (this.#yaw !== 0 || this.#pitch !== 0) {
			for (let i = 0; i < 3; i++) {
				const depth = this.#depthAt(px, py);
				px = rx - this.#yaw * depth;
				py = ry + this.#pitch * depth;
			}
		}
		out.x = px;
		out.y = py;
	}

	#depthAt(x: number, y: number): number {
		const cx = (x - LEFT) / STEP;
		const cy = (y - TOP) / STEP;
		if (cx < 0 || cy < 0 || cx >= COLUMNS - 1 || cy >= ROWS - 1) return 0;
		const ix = cx | 0;
		const iy = cy | 0;
		const fx = cx - ix;
		const a = iy * COLUMNS + ix;
		const depth = this.#depth;
		const top = depth[a]! + (depth[a + 1]! - depth[a]!) * fx;
		const low = depth[a + COLUMNS]! + (depth[a + COLUMNS + 1]! - depth[a + COLUMNS]!) * fx;
		return top + (low - top) * (cy - iy);
	}
}
