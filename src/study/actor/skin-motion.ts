/**
 * How skin moves for one pose: the action-unit fields summed on a grid in face space, and the cuts
 * along lids and lips.
 *
 * Fields say how far a point of the *skin* moves. Drawing needs the way back, from a place in the
 * picture to the point of skin seen there; it is found by fixed-point iteration, so the drawn
 * displacement of a point equals the field at that point.
 */
import { ACTION_UNITS, ActionUnitField } from './action-units.ts';
import type { ActorPose } from './pose.ts';
import { unitIndex } from './pose.ts';
import { lipLine, lipParting, lowerLid, upperLid } from './proportions.ts';
import type { Openings } from './proportions.ts';

const STEP = 0.03;
const LEFT = -1.53;
const TOP = -1.35;
const COLUMNS = 103;
const ROWS = 137;

const LIPS_PART = unitIndex(25);
const JAW_DROP = unitIndex(26);
const EYE_CLOSURE = unitIndex(43);

/** Reach of the upper lid's fold above its edge, IOD: below the brow. */
const LID_REACH = 0.24;
/** Shares of a blink done by the upper and by the lower lid. */
const UPPER_SHARE = 0.93;

/** Grids of one action unit, [ROWS, COLUMNS, 2]: picture right and picture left alone. */
interface Basis {
	readonly right: Float32Array;
	readonly left: Float32Array;
}

let bases: readonly Basis[] | null = null;

/** The same for every actor: computed on first use, then shared. */
function sharedBases(): readonly Basis[] {
	bases ??= ACTION_UNITS.map((unit) => {
		const field = new ActionUnitField(unit);
		const grid = (right: number, left: number): Float32Array => {
			const values = new Float32Array(ROWS * COLUMNS * 2);
			const out = new Float64Array(2);
			for (let i = 0; i < ROWS * COLUMNS; i++) {
				out.fill(0);
				field.add(
					LEFT + (i % COLUMNS) * STEP,
					TOP + Math.floor(i / COLUMNS) * STEP,
					right,
					left,
					out,
				);
				values[2 * i] = out[0]!;
				values[2 * i + 1] = out[1]!;
			}
			return values;
		};
		return { right: grid(1, 0), left: grid(0, 1) };
	});
	return bases;
}

/** A point in face space, written by the methods below instead of returned. */
export interface Point {
	x: number;
	y: number;
}

export class SkinMotion {
	readonly #shape: Openings;
	readonly #bases = sharedBases();
	/** Sum over all units that do not part the lips, and over those that do. */
	readonly #whole = new Float32Array(ROWS * COLUMNS * 2);
	readonly #parting = new Float32Array(ROWS * COLUMNS * 2);
	readonly #shift: Point = { x: 0, y: 0 };
	#moves = false;
	#parts = false;
	#closeRight = 0;
	#closeLeft = 0;

	constructor(shape: Openings) {
		this.#shape = shape;
	}

	/** Takes the pose that the other methods answer for. */
	take(pose: ActorPose): void {
		if (this.#moves) this.#whole.fill(0);
		if (this.#parts) this.#parting.fill(0);
		this.#moves = false;
		this.#parts = false;
		for (let k = 0; k < ACTION_UNITS.length; k++) {
			// the subject's left is the picture's right
			const right = pose.left[k]! + (k === JAW_DROP ? pose.jaw : 0);
			const left = pose.right[k]! + (k === JAW_DROP ? pose.jaw : 0);
			if (k === EYE_CLOSURE || (Math.abs(right) < 1e-7 && Math.abs(left) < 1e-7)) continue;
			const opens = k === LIPS_PART || k === JAW_DROP;
			if (opens) this.#parts = true;
			else this.#moves = true;
			const sum = opens ? this.#parting : this.#whole;
			const basis = this.#bases[k]!;
			for (let i = 0; i < sum.length; i++) {
				sum[i]! += right * basis.right[i]! + left * basis.left[i]!;
			}
		}
		const closed = 1 - pose.aperture;
		this.#closeRight = Math.min(1, closed + pose.left[EYE_CLOSURE]!);
		this.#closeLeft = Math.min(1, closed + pose.right[EYE_CLOSURE]!);
	}

	/** How far the eye on the picture's right (x > 0) or left is closed, 0..1. */
	closure(x: number): number {
		return x > 0 ? this.#closeRight : this.#closeLeft;
	}

	/** Whether nothing of the inside can show at the eye on that side, or at the mouth. */
	isShut(x: number, isEye: boolean): boolean {
		return isEye ? this.closure(x) > 0.97 : !this.#parts;
	}

	/** Undoes the fields that move lids and lips as a whole. */
	undo(x: number, y: number, out: Point): void {
		out.x = x;
		out.y = y;
		if (!this.#moves) return;
		for (let i = 0; i < 4; i++) {
			this.#sample(this.#whole, out.x, out.y);
			out.x = x - this.#shift.x;
			out.y = y - this.#shift.y;
		}
	}

	/**
	 * Undoes lids and parting for a place that `undo` has been through, as seen by the skin above
	 * the opening (upper lid, upper lip) or by the skin below it.
	 */
	undoOpening(x: number, y: number, above: boolean, out: Point): void {
		out.x = x;
		out.y = y;
		const closed = this.closure(x);
		if (closed !== 0 && y < 0.5 && y > -0.5) this.#undoLid(closed, above, out);
		if (this.#parts && y > 0.4) {
			for (let i = 0; i < 5; i++) {
				this.#sample(this.#parting, out.x, out.y);
				const down = this.#shift.y;
				const share = above ? (down > 0 ? 1 - lipParting(out.x) : 1) : down > 0 ? 1 : 0;
				out.x = x - this.#shift.x * share;
				out.y = y - down * share;
			}
		}
	}

	#undoLid(closed: number, above: boolean, out: Point): void {
		const upper = upperLid(out.x, this.#shape);
		const lower = lowerLid(out.x, this.#shape);
		const travel = closed * (lower - upper);
		if (travel === 0) return;
		if (!above) {
			const below = Math.max(0, (out.y - lower) / 0.12);
			out.y += (1 - UPPER_SHARE) * travel * Math.exp(-below * below);
			return;
		}
		// y + travel * fold(y) = given y, by Newton; the fold thins out upwards
		const given = out.y;
		const c = UPPER_SHARE * travel;
		let y = given - c;
		for (let i = 0; i < 4; i++) {
			const s = (upper - y) / LID_REACH;
			const rest = Math.max(0, 1 - Math.max(0, s));
			const fold = rest * Math.sqrt(rest);
			const slope = s > 0 && rest > 0 ? (1.5 * Math.sqrt(rest)) / LID_REACH : 0;
			y -= (y + c * fold - given) / (1 + c * slope);
		}
		out.y = y;
	}

	/** Where a point of the closed, neutral skin goes; `above` matters on the lip line only. */
	apply(x: number, y: number, above: boolean, out: Point): void {
		out.x = x;
		out.y = y;
		if (this.#parts) {
			this.#sample(this.#parting, x, y);
			const down = this.#shift.y;
			const share = above ? (down > 0 ? 1 - lipParting(x) : 1) : down > 0 ? 1 : 0;
			out.x += this.#shift.x * share;
			out.y += down * share;
		}
		if (!this.#moves) return;
		this.#sample(this.#whole, out.x, out.y);
		out.x += this.#shift.x;
		out.y += this.#shift.y;
	}

	/** Which side of the nearest opening a place belongs to, away from the opening itself. */
	isAbove(x: number, y: number): boolean {
		if (y < 0.5) return y < 0.5 * (upperLid(x, this.#shape) + lowerLid(x, this.#shape));
		return y < lipLine(x, this.#shape);
	}

	#sample(field: Float32Array, x: number, y: number): void {
		const cx = (x - LEFT) / STEP;
		const cy = (y - TOP) / STEP;
		if (cx < 0 || cy < 0 || cx >= COLUMNS - 1 || cy >= ROWS - 1) {
			this.#shift.x = 0;
			this.#shift.y = 0;
			return;
		}
		const ix = cx | 0;
		const iy = cy | 0;
		const fx = cx - ix;
		const fy = cy - iy;
		const a = 2 * (iy * COLUMNS + ix);
		const b = a + 2 * COLUMNS;
		const topX = field[a]! + (field[a + 2]! - field[a]!) * fx;
		const topY = field[a + 1]! + (field[a + 3]! - field[a + 1]!) * fx;
		const lowX = field[b]! + (field[b + 2]! - field[b]!) * fx;
		const lowY = field[b + 1]! + (field[b + 3]! - field[b + 1]!) * fx;
		this.#shift.x = topX + (lowX - topX) * fy;
		this.#shift.y = topY + (lowY - topY) * fy;
	}
}
