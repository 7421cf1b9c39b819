/** Where the points of a sitter's mesh are at an instant: lids, skin, movement, then the head. */
import { OUTER_CANTHI_PX200 } from '../../core/kernel/index.ts';
import { MESH_POINTS } from '../../line/face/index.ts';
import { FACE_POINTS } from '../footage/index.ts';
import { EYES, LOWER_LIP_EDGE, UPPER_LIP_EDGE } from './face-points.ts';
import type { DrawnMovement } from './movement.ts';
import { MovementField } from './movement-field.ts';
import type { FaceMoment } from './face-moment.ts';
import { rotationBy } from './rigid-pose.ts';
import type { Sitter } from './sitter.ts';
import { NODES } from './sitter.ts';

/** How the sitter stands in the frame. */
export interface Standing {
	readonly width: number;
	readonly height: number;
	/** Frame pixels per pixel of the photograph. */
	readonly scale: number;
	/** Of the sitter's origin, frame pixels. */
	readonly centre: { readonly x: number; readonly y: number };
	/** Of the camera from the sitter, pixels of the photograph. */
	readonly distance: number;
}

/** How a mesh goes along with a face. */
export interface Following {
	/** Shares of the lids' and of a movement's way. */
	readonly lids: number;
	readonly movement: number;
	/** Depth that it has too much at a point that lies so deep, IOD; null: none. */
	readonly depthError: ((point: number, depth: number) => number) | null;
}

export const EXACTLY: Following = { lids: 1, movement: 1, depthError: null };

/** A face at an instant; reused. */
export interface Moved {
	/** Of the head against the photograph: turn, size, shift in frame pixels. */
	readonly rotation: Float64Array;
	scale: number;
	shiftX: number;
	shiftY: number;
	/** Displacements of the skin's points in pixels of the photograph, movements left out; [468, 2]. */
	readonly skin: Float64Array;
	/** Where points are seen, frame pixels, movements included; [478, 2]. */
	readonly seen: Float64Array;
}

/** Shares of the opening: how far the upper lid, the fold above, the lower lid and its rim go. */
const LIDS = { upper: 0.94, fold: 0.4, lower: 0.06, rim: 0.03 };

export class MovedPoints {
	readonly #sitter: Sitter;
	readonly #standing: Standing;
	readonly #moved: Moved = {
		rotation: new Float64Array(9),
		scale: 1,
		shiftX: 0,
		shiftY: 0,
		skin: new Float64Array(2 * FACE_POINTS),
		seen: new Float64Array(2 * MESH_POINTS),
	};
	/** Of the movement in hand: displacements where it is strongest, px of the photograph. */
	#movement: DrawnMovement | null = null;
	#strength = 0;
	readonly #field = new Float32Array(2 * NODES);
	readonly #atPoints = new Float64Array(2 * FACE_POINTS);

	constructor(sitter: Sitter, standing: Standing) {
		this.#sitter = sitter;
		this.#standing = standing;
	}

	/** The movement that is drawn from now on, and how much of it; null: none. */
	setMovement(movement: DrawnMovement | null, strength: number): void {
		this.#strength = movement === null ? 0 : strength;
		if (movement === null || movement === this.#movement) return;
		this.#movement = movement;
		const sitter = this.#sitter;
		const field = new MovementField(movement);
		const { a, b, c, d, e, f } = sitter.toFace;
		const det = a * e - b * d;
		const canthi = OUTER_CANTHI_PX200 * sitter.px200;
		const back =
			(((movement.peakPx200 * canthi) / OUTER_CANTHI_PX200) * Math.sqrt(Math.abs(det))) / det;
		const displace = (x: number, y: number, out: Float32Array | Float64Array, at: number): void => {
			const cell = field.cellAt(a * x + b * y + c, d * x + e * y + f);
			const dx = cell < 0 ? 0 : field.values[cell]!;
			const dy = cell < 0 ? 0 : field.values[cell + 1]!;
			out[at] = back * (e * dx - b * dy);
			out[at + 1] = back * (a * dy - d * dx);
		};
		for (let node = 0; node < NODES; node++) {
			displace(sitter.nodeX(node), sitter.nodeY(node), this.#field, 2 * node);
		}
		for (let i = 0; i < FACE_POINTS; i++) {
			displace(sitter.at(i, 0), sitter.at(i, 1), this.#atPoints, 2 * i);
		}
	}

	/** Adds the movement to displacements of nodes, [NODES, 2]. */
	addMovement(nodes: Float32Array): void {
		if (this.#strength === 0) return;
		for (let i = 0; i < nodes.length; i++) nodes[i]! += this.#strength * this.#field[i]!;
	}

	/** The face as it is drawn; valid until the next call. */
	move(moment: FaceMoment): Moved {
		const moved = this.#moved;
		this.#place(moment, moved);
		this.#moveSkin(moment, moment.closed, moved.skin);
		for (let i = 0; i < MESH_POINTS; i++) {
			const x = this.#sitter.at(i, 0) + this.#displacement(i, 0, 1, moment);
			const y = this.#sitter.at(i, 1) + this.#displacement(i, 1, 1, moment);
			this.#project(x, y, this.#sitter.at(i, 2), moved.seen, 2 * i);
		}
		keepLipsApart(moved.seen);
		return moved;
	}

	/** The mesh as somebody finds it who follows in part, 0..1 of the frame, into `out` [478, 3]. */
	mesh(moment: FaceMoment, { lids, movement, depthError }: Following, out: Float32Array): void {
		const moved = this.#moved;
		const { width, height } = this.#standing;
		const { iod, origin } = this.#sitter;
		this.#place(moment, moved);
		this.#moveSkin(moment, lids * moment.closed, moved.skin);
		const at = new Float64Array(3);
		for (let i = 0; i < MESH_POINTS; i++) {
			const x = this.#sitter.at(i, 0) + this.#displacement(i, 0, movement, moment);
			const y = this.#sitter.at(i, 1) + this.#displacement(i, 1, movement, moment);
			const z = this.#sitter.at(i, 2);
			const off = depthError === null ? 0 : iod * depthError(i, (z - origin[2]!) / iod);
			at[2] = this.#project(x, y, z + off, at, 0);
			out[3 * i] = at[0]! / width;
			out[3 * i + 1] = at[1]! / height;
			out[3 * i + 2] = at[2] / width;
		}
	}

	#displacement(i: number, axis: 0 | 1, share: number, { gaze }: FaceMoment): number {
		if (i >= FACE_POINTS) return gaze[axis]! * this.#sitter.iod;
		return this.#moved.skin[2 * i + axis]! + share * this.#strength * this.#atPoints[2 * i + axis]!;
	}

	#place({ head }: FaceMoment, moved: Moved): void {
		const { scale } = this.#standing;
		rotationBy(head[0]!, head[1]!, head[2]!, moved.rotation);
		moved.scale = Math.exp(head[5]!);
		moved.shiftX = head[3]! * this.#sitter.iod * scale;
		moved.shiftY = head[4]! * this.#sitter.iod * scale;
	}

	/** Places a point of the photograph in the frame; returns its depth there, frame pixels. */
	#project(x: number, y: number, z: number, out: Float64Array, at: number): number {
		const { origin } = this.#sitter;
		const { distance, centre } = this.#standing;
		const { rotation: r, scale, shiftX, shiftY } = this.#moved;
		const size = scale * this.#standing.scale;
		const dx = x - origin[0]!;
		const dy = y - origin[1]!;
		const dz = z - origin[2]!;
		const depth = r[6]! * dx + r[7]! * dy + r[8]! * dz;
		// The photograph was taken from as far: only what has come nearer grows.
		const near = size * ((distance + dz) / (distance + depth));
		out[at] = centre.x + shiftX + near * (r[0]! * dx + r[1]! * dy + r[2]! * dz);
		out[at + 1] = centre.y + shiftY + near * (r[3]! * dx + r[4]! * dy + r[5]! * dz);
		return size * (depth + origin[2]!);
	}

	/** Frontal displacements onto the photograph's own view, lids on top. */
	#moveSkin({ skin }: FaceMoment, closed: number, out: Float64Array): void {
		const sitter = this.#sitter;
		const { rotation: r, iod } = sitter;
		for (let i = 0; i < FACE_POINTS; i++) {
			const x = skin[2 * i]! * iod;
			const y = skin[2 * i + 1]! * iod;
			out[2 * i] = r[0]! * x + r[1]! * y;
			out[2 * i + 1] = r[3]! * x + r[4]! * y;
		}
		if (closed === 0) return;
		for (const { upper, lower, fold, rim } of EYES) {
			for (const [k, lid] of upper.entries()) {
				const other = lower[k]!;
				for (const axis of [0, 1]) {
					const way = closed * (sitter.at(other, axis) - sitter.at(lid, axis));
					out[2 * lid + axis]! += LIDS.upper * way;
					out[2 * fold[k]! + axis]! += LIDS.fold * way;
					out[2 * other + axis]! -= LIDS.lower * way;
					out[2 * rim[k]! + axis]! -= LIDS.rim * way;
				}
			}
		}
	}
}

/** Lips that would go through each other meet halfway. */
function keepLipsApart(seen: Float64Array): void {
	for (const [k, upper] of UPPER_LIP_EDGE.entries()) {
		const at = 2 * upper + 1;
		const other = 2 * LOWER_LIP_EDGE[k]! + 1;
		if (seen[at]! <= seen[other]!) continue;
		seen[at] = (seen[at]! + seen[other]!) / 2;
		seen[other] = seen[at]!;
	}
}
