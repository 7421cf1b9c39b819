/** Every control of the actor at one instant. */
import { ACTION_UNITS } from './action-units.ts';

export interface ActorPose {
	/** Contraction of each action unit, 0..1, `ACTION_UNITS` order, on the subject's own left side. */
	readonly left: Float64Array;
	/** The same on the subject's right, which is the left of the picture. */
	readonly right: Float64Array;
	/** Eye opening: 1 at rest, 0 closed. */
	aperture: number;
	/** Place of the irises away from rest, IOD; right and down in the picture. */
	gazeX: number;
	gazeY: number;
	/** Jaw opening by speech, as a share of AU 26. */
	jaw: number;
	/** Place of the head away from rest, IOD; right and down in the picture. */
	x: number;
	y: number;
	/** Degrees, clockwise in the picture. */
	roll: number;
	/** Size over that at rest. */
	scale: number;
	/** Degrees; > 0 turned to the subject's left (picture right). */
	yaw: number;
	/** Degrees; > 0 chin up. */
	pitch: number;
	/** Brightness over that at rest. */
	light: number;
}

/** The neutral face, looking at the camera. */
export function restPose(): ActorPose {
	return {
		left: new Float64Array(ACTION_UNITS.length),
		right: new Float64Array(ACTION_UNITS.length),
		aperture: 1,
		gazeX: 0,
		gazeY: 0,
		jaw: 0,
		x: 0,
		y: 0,
		roll: 0,
		scale: 1,
		yaw: 0,
		pitch: 0,
		light: 1,
	};
}

/** Index of a FACS number in the pose's arrays. */
export function unitIndex(au: number): number {
	const index = ACTION_UNITS.findIndex((unit) => unit.au === au);
	if (index < 0) throw new RangeError(`no field for action unit ${au}`);
	return index;
}
