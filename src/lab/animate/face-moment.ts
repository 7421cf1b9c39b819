import { FACE_POINTS } from '../footage/index.ts';
import { HEAD_FLOATS } from './tracks.ts';

/** A face at an instant; reused. */
export interface FaceMoment {
	/** Rotation vector (rad), shift x, y (IOD), logarithm of size, [6]. */
	readonly head: Float64Array;
	/** Frontal displacements, IOD, [468, 2]. */
	readonly skin: Float64Array;
	/** Shift of the irises, IOD, [2]. */
	readonly gaze: Float64Array;
	/** Closed share of the eyes' opening. */
	closed: number;
}

export const newMoment = (): FaceMoment => ({
	head: new Float64Array(HEAD_FLOATS),
	skin: new Float64Array(2 * FACE_POINTS),
	gaze: new Float64Array(2),
	closed: 0,
});
