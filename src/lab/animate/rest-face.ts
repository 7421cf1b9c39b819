/** A person's face as it is at rest, from meshes of it in motion. */
import { quantile } from '../../core/statistics/index.ts';
import { MESH_POINTS } from '../../line/face/index.ts';
import { FACE_POINTS } from '../footage/index.ts';
import type { FaceParts } from './face-points.ts';
import { RIGID_POINTS, middleOf } from './rigid-pose.ts';

interface TurnedFace {
	/** [478, 3], px */
	readonly mesh: Float64Array;
	/** Rotation of the head in it, row by row. */
	readonly turned: Float64Array;
}

/** Gap of the lips, px. */
export const lipGap = (mesh: Float64Array): number =>
	Math.hypot(mesh[3 * 13]! - mesh[3 * 14]!, mesh[3 * 13 + 1]! - mesh[3 * 14 + 1]!);

/** Distance of the eye centres, px. */
function eyeDistance(mesh: ArrayLike<number>): number {
	const across = (axis: number): number =>
		(mesh[3 * 33 + axis]! + mesh[3 * 133 + axis]! - mesh[3 * 263 + axis]! - mesh[3 * 362 + axis]!) /
		2;
	return Math.hypot(across(0), across(1), across(2));
}

/** The person's face seen from the front, lips closed, IOD, about the middle of the rigid points. */
export function restFace(faces: readonly TurnedFace[], parts: FaceParts): Float64Array {
	const gaps = faces.map(({ mesh }) => lipGap(mesh) / eyeDistance(mesh));
	const closed = quantile(gaps, 0.25);
	const all = new Float64Array(3 * MESH_POINTS);
	const quiet = new Float64Array(3 * MESH_POINTS);
	let count = 0;
	for (const [k, face] of faces.entries()) {
		const frontal = frontalOf(face);
		const isClosed = gaps[k]! <= closed;
		count += Number(isClosed);
		for (let i = 0; i < all.length; i++) {
			all[i]! += frontal[i]! / faces.length;
			if (isClosed) quiet[i]! += frontal[i]!;
		}
	}
	return all.map((value, i) => {
		const point = Math.floor(i / 3);
		const share = point < FACE_POINTS ? parts.mouth[point]! : 0;
		return value + share * (quiet[i]! / count - value);
	});
}

/** A mesh turned to the front, in IOD, about the middle of its rigid points. */
const frontalOf = ({ mesh, turned }: TurnedFace): Float64Array =>
	unturned(mesh, turned, middleOf(mesh, RIGID_POINTS), eyeDistance(mesh));

/** rotation^T (mesh - shift) / scale */
export function unturned(
	mesh: Float64Array,
	r: Float64Array,
	shift: Float64Array,
	scale: number,
): Float64Array {
	const out = new Float64Array(mesh.length);
	for (let i = 0; i < mesh.length; i += 3) {
		const x = (mesh[i]! - shift[0]!) / scale;
		const y = (mesh[i + 1]! - shift[1]!) / scale;
		const z = (mesh[i + 2]! - shift[2]!) / scale;
		for (let axis = 0; axis < 3; axis++) {
			out[i + axis] = r[axis]! * x + r[3 + axis]! * y + r[6 + axis]! * z;
		}
	}
	return out;
}
