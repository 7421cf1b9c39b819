/** Where skin moves in one movement of action units: displacements over the mean face. */
import { ACTION_UNITS, ActionUnitField } from '../../study/actor/index.ts';
import type { DrawnMovement } from './movement.ts';

const FIELDS = new Map(ACTION_UNITS.map((unit) => [unit.au, new ActionUnitField(unit)]));

/** The field's grid over the mean face, IOD. */
const CELLS = 161;
const CELL = 0.025;
const LEFT = -2;
const TOP = -1.4;
/** No skin moves outside of the face: an ellipse, and the share of it in which nothing is damped. */
const OVAL = { y: 0.45, halfWidth: 1.02, halfHeight: 1.35, whole: 0.7 };

/** Displacements of a movement, largest 1. */
export class MovementField {
	/** [CELLS, CELLS, 2] */
	readonly values = new Float32Array(CELLS * CELLS * 2);
	/** Where it is largest, IOD. */
	readonly peak: { readonly x: number; readonly y: number };

	constructor({ aus, shares, right, left, shiftX, shiftY, scale }: DrawnMovement) {
		const fields = aus.map((au) => {
			const field = FIELDS.get(au);
			if (field === undefined) throw new RangeError(`there is no field of action unit ${au}`);
			return field;
		});
		const sum = new Float64Array(2);
		let largest = 0;
		let peak = 0;
		for (let cell = 0; cell < CELLS * CELLS; cell++) {
			const x = LEFT + (cell % CELLS) * CELL;
			const y = TOP + Math.floor(cell / CELLS) * CELL;
			sum.fill(0);
			for (const [i, field] of fields.entries()) {
				const share = shares[i]!;
				field.add((x - shiftX) / scale, (y - shiftY) / scale, right * share, left * share, sum);
			}
			const oval = (x / OVAL.halfWidth) ** 2 + ((y - OVAL.y) / OVAL.halfHeight) ** 2;
			const damping = Math.max(0, Math.min(1, (1 - oval) / (1 - OVAL.whole)));
			this.values[2 * cell] = sum[0]! * damping;
			this.values[2 * cell + 1] = sum[1]! * damping;
			const size = Math.hypot(sum[0]!, sum[1]!) * damping;
			if (size <= largest) continue;
			largest = size;
			peak = cell;
		}
		for (let i = 0; i < this.values.length; i++) this.values[i]! /= largest;
		this.peak = { x: LEFT + (peak % CELLS) * CELL, y: TOP + Math.floor(peak / CELLS) * CELL };
	}

	/** Place in `values` of the node next to (x, y), IOD; -1 off the grid. */
	cellAt(x: number, y: number): number {
		const column = Math.round((x - LEFT) / CELL);
		const row = Math.round((y - TOP) / CELL);
		if (column < 0 || row < 0 || column >= CELLS || row >= CELLS) return -1;
		return 2 * (row * CELLS + column);
	}
}
