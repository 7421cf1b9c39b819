/**
 * How a person's skin is moved by a pose, on a grid of nodes over the face.
 *
 * Every unit's field is worked out once per person and side; a pose is their sum.
 *
 * Space  nodes in inter-ocular distances from the midpoint of the eyes; displacements in px200
 * Memory 66 kB a unit and person
 */
import { PX200_PER_IOD } from '../../study/actor/index.ts';
import type { ActionUnitField } from '../../study/actor/index.ts';

const NODES_X = 57;
const NODES_Y = 73;
const NODES = NODES_X * NODES_Y;
/** Distance of two nodes, and where the first one lies. */
const NODE = 0.05;
const LEFT = -1.4;
const TOP = -1.3;

/** Intensity on the picture's right and left side, by FACS number; below 0 it lets go. */
export type UnitIntensities = ReadonlyMap<number, readonly [right: number, left: number]>;

/** Displacements at every node: [NODES_Y, NODES_X, 2]. */
export type SkinField = Float32Array;

export const newSkinField = (): SkinField => new Float32Array(2 * NODES);

interface Sides {
	readonly right: SkinField;
	readonly left: SkinField;
}

export class SkinFields {
	readonly #fields: ReadonlyMap<number, ActionUnitField>;
	readonly #byUnit = new Map<number, Sides>();

	constructor(fields: ReadonlyMap<number, ActionUnitField>) {
		this.#fields = fields;
	}

	/** Writes what `movement` moves into `out`. */
	fill(movement: UnitIntensities, out: SkinField): void {
		out.fill(0);
		for (const [au, [right, left]] of movement) {
			const sides = this.#sides(au);
			for (let i = 0; i < out.length; i++) {
				out[i]! += right * sides.right[i]! + left * sides.left[i]!;
			}
		}
	}

	#sides(au: number): Sides {
		let sides = this.#byUnit.get(au);
		if (sides === undefined) {
			const field = this.#fields.get(au);
			if (field === undefined) throw new RangeError(`there is no field of action unit ${au}`);
			sides = { right: spread(field, 1, 0), left: spread(field, 0, 1) };
			this.#byUnit.set(au, sides);
		}
		return sides;
	}
}

function spread(field: ActionUnitField, right: number, left: number): SkinField {
	const out = newSkinField();
	const at = new Float64Array(2);
	for (let node = 0; node < NODES; node++) {
		at.fill(0);
		field.add(nodeX(node), nodeY(node), right, left, at);
		out[2 * node] = PX200_PER_IOD * at[0]!;
		out[2 * node + 1] = PX200_PER_IOD * at[1]!;
	}
	return out;
}

const nodeX = (node: number): number => LEFT + (node % NODES_X) * NODE;
const nodeY = (node: number): number => TOP + Math.floor(node / NODES_X) * NODE;

/** Adds `motion(x, y)` to every node. */
export function addToField(
	field: SkinField,
	motion: (x: number, y: number, out: Float64Array) => void,
): void {
	const at = new Float64Array(2);
	for (let node = 0; node < NODES; node++) {
		motion(nodeX(node), nodeY(node), at);
		field[2 * node]! += at[0]!;
		field[2 * node + 1]! += at[1]!;
	}
}

/** The displacement at (x, y), bilinear between nodes, into `out`; zero off the grid. */
export function skinMotionAt(field: SkinField, x: number, y: number, out: Float64Array): void {
	const column = (x - LEFT) / NODE;
	const row = (y - TOP) / NODE;
	if (!(column >= 0 && row >= 0 && column < NODES_X - 1 && row < NODES_Y - 1)) {
		out[0] = 0;
		out[1] = 0;
		return;
	}
	const x0 = Math.floor(column);
	const y0 = Math.floor(row);
	const fx = column - x0;
	const fy = row - y0;
	const node = 2 * (y0 * NODES_X + x0);
	const below = node + 2 * NODES_X;
	for (let axis = 0; axis < 2; axis++) {
		const top = field[node + axis]! + fx * (field[node + 2 + axis]! - field[node + axis]!);
		const bottom = field[below + axis]! + fx * (field[below + 2 + axis]! - field[below + axis]!);
		out[axis] = top + fy * (bottom - top);
	}
}
