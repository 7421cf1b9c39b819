/**
 * The way back from the picture to the portrait, on a grid of nodes `cell` pixels apart.
 *
 * Nodes over eyes and mouth carry it twice, for the skin above and below the opening. `layOut`
 * allocates nothing.
 */
import { followAt, HeadMotion, STILL_X } from './head-motion.ts';
import type { Look } from './look.ts';
import type { ActorPose } from './pose.ts';
import type { Relief } from './relief.ts';
import { lipLine, lowerLid, upperLid } from './proportions.ts';
import { SkinMotion } from './skin-motion.ts';
import type { Point } from './skin-motion.ts';

/** Never moves: background. */
export const STILL = 0;
const SKIN = 1;
/** Over an eye or the mouth: where it opens, and clearly on the skin above or below. */
export const OPENING = 2;
const ABOVE = 3;
const BELOW = 4;

/** Above this nothing is ever drawn but background, IOD. */
const STILL_ABOVE = -2.45;

export interface Frame {
	readonly width: number;
	readonly height: number;
	/** Inter-ocular distance and the place of the point between the eyes, pixels. */
	readonly iodPx: number;
	readonly centreX: number;
	readonly centreY: number;
}

export class WarpGrid {
	readonly skin: SkinMotion;
	readonly head: HeadMotion;
	/** Pixels between nodes; cells across and down. */
	readonly cell: number;
	readonly columns: number;
	readonly rows: number;
	/** Per node, (columns + 1) * (rows + 1): place on the neutral portrait, IOD. */
	readonly plainX: Float32Array;
	readonly plainY: Float32Array;
	/** The same for skin above and below an opening; valid where `kind` is OPENING. */
	readonly aboveX: Float32Array;
	readonly aboveY: Float32Array;
	readonly belowX: Float32Array;
	readonly belowY: Float32Array;
	/** Place in head space, before skin moves: where eyeballs and teeth are fixed. */
	readonly headX: Float32Array;
	readonly headY: Float32Array;
	readonly kind: Uint8Array;
	/** See `followAt`. */
	readonly #follow: Float32Array;
	readonly #look: Look;
	readonly #frame: Frame;
	readonly #point: Point = { x: 0, y: 0 };

	constructor(frame: Frame, look: Look, relief: Relief) {
		this.#frame = frame;
		this.skin = new SkinMotion(look);
		this.head = new HeadMotion(relief);
		this.cell = frame.iodPx >= 60 ? 4 : 2;
		this.columns = Math.ceil(frame.width / this.cell);
		this.rows = Math.ceil(frame.height / this.cell);
		const nodes = (this.columns + 1) * (this.rows + 1);
		this.plainX = new Float32Array(nodes);
		this.plainY = new Float32Array(nodes);
		this.aboveX = new Float32Array(nodes);
		this.aboveY = new Float32Array(nodes);
		this.belowX = new Float32Array(nodes);
		this.belowY = new Float32Array(nodes);
		this.headX = new Float32Array(nodes);
		this.headY = new Float32Array(nodes);
		this.kind = new Uint8Array(nodes);
		this.#look = look;
		this.#follow = new Float32Array(nodes);
		for (let i = 0; i < nodes; i++) {
			const column = i % (this.columns + 1);
			const row = Math.floor(i / (this.columns + 1));
			const x = (column * this.cell - frame.centreX) / frame.iodPx;
			const y = (row * this.cell - frame.centreY) / frame.iodPx;
			this.#follow[i] = followAt(x, y);
		}
	}

	layOut(pose: ActorPose): void {
		const { iodPx, centreX, centreY } = this.#frame;
		const { cell, skin, head } = this;
		const point = this.#point;
		skin.take(pose);
		head.take(pose);
		// one cell beyond the openings, so that a cell is an opening's only where all its corners are
		const near = cell / iodPx;
		let i = 0;
		for (let row = 0; row <= this.rows; row++) {
			const y = (row * cell - centreY) / iodPx;
			for (let column = 0; column <= this.columns; column++, i++) {
				const x = (column * cell - centreX) / iodPx;
				if (Math.abs(x) > STILL_X + near || y < STILL_ABOVE) {
					this.kind[i] = STILL;
					this.plainX[i] = x;
					this.plainY[i] = y;
					continue;
				}
				head.undo(x, y, this.#follow[i]!, point);
				const hx = point.x;
				const hy = point.y;
				this.headX[i] = hx;
				this.headY[i] = hy;
				skin.undo(hx, hy, point);
				const sx = point.x;
				const sy = point.y;
				const ax = Math.abs(hx);
				const eye = ax > 0.18 - near && ax < 0.82 + near && hy > -0.3 - near && hy < 0.26 + near;
				const mouth = ax < 0.52 + near && hy > 0.88 - near && hy < 1.7 + near;
				if (eye || mouth) {
					skin.undoOpening(sx, sy, true, point);
					this.aboveX[i] = point.x;
					this.aboveY[i] = point.y;
					const upper = eye ? upperLid(point.x, this.#look) : lipLine(point.x, this.#look);
					const above = upper - point.y > near;
					skin.undoOpening(sx, sy, false, point);
					this.belowX[i] = point.x;
					this.belowY[i] = point.y;
					const lower = eye ? lowerLid(point.x, this.#look) : lipLine(point.x, this.#look);
					const below = point.y - lower > near;
					this.kind[i] = above ? ABOVE : below ? BELOW : OPENING;
					const top = above || (!below && skin.isAbove(sx, sy));
					this.plainX[i] = top ? this.aboveX[i]! : this.belowX[i]!;
					this.plainY[i] = top ? this.aboveY[i]! : this.belowY[i]!;
				} else {
					this.kind[i] = SKIN;
					skin.undoOpening(sx, sy, skin.isAbove(sx, sy), point);
					this.plainX[i] = point.x;
					this.plainY[i] = point.y;
				}
			}
		}
	}

	/** How to draw a cell, from the kinds of its four corners. */
	cellKind(node: number): number {
		const { kind } = this;
		const below = node + this.columns + 1;
		const a = kind[node]!;
		const b = kind[node + 1]!;
		const c = kind[below]!;
		const d = kind[below + 1]!;
		if (a === STILL || b === STILL || c === STILL || d === STILL) return STILL;
		if (a === SKIN || b === SKIN || c === SKIN || d === SKIN) return SKIN;
		// skin throughout, seen from the same side of the opening
		if (a === b && a === c && a === d && a !== OPENING) return SKIN;
		return OPENING;
	}
}
