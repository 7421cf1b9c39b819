/**
 * What footage keeps of a frame, as the worker in Chromium writes it and Node reads it back.
 *
 * Layout  little-endian: time f64 (ms), faces f64, mesh f32 [478, 3], matrix f32 [16], luminance u8
 *         [height, width]; without a face, mesh and matrix are 0
 */
import type { FaceMesh } from '../../line/face/index.ts';
import { MESH_POINTS } from '../../line/face/index.ts';

export const MESH_FLOATS = 3 * MESH_POINTS;
export const MATRIX_FLOATS = 16;
const MARK_BYTES = 2 * Float64Array.BYTES_PER_ELEMENT;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Bytes of a record before its luminance. */
export const RECORD_HEAD_BYTES = MARK_BYTES + FLOAT_BYTES * (MESH_FLOATS + MATRIX_FLOATS);

/** Views of a record's bytes: what is written to them is in the record. */
export interface RecordHead {
	/** Time in ms, and how many faces are in view. */
	readonly marks: Float64Array;
	readonly mesh: Float32Array;
	readonly matrix: Float32Array;
}

/** @param record - begins where its buffer begins; the luminance may be left out. */
export const headOf = ({ buffer }: Uint8Array<ArrayBuffer>): RecordHead => ({
	marks: new Float64Array(buffer, 0, 2),
	mesh: new Float32Array(buffer, MARK_BYTES, MESH_FLOATS),
	matrix: new Float32Array(buffer, MARK_BYTES + FLOAT_BYTES * MESH_FLOATS, MATRIX_FLOATS),
});

/** The frames of a video, one after the other. */
export interface FrameArrays {
	/** Faces in view, [frames]; without any, mesh and matrix of the frame mean nothing. */
	readonly faces: Uint8Array;
	/** x, y in 0..1 of the frame, z in the scale of x; [frames, 478, 3]. */
	readonly meshes: Float32Array;
	/** Column-major, [frames, 16]. */
	readonly matrices: Float32Array;
}

/** The mesh of a frame, [478, 3]: a view. */
export const pointsAt = ({ meshes }: FrameArrays, frame: number): Float32Array =>
	meshes.subarray(frame * MESH_FLOATS, (frame + 1) * MESH_FLOATS);

/** A frame's face as the line gets it, in views; null without one. */
export function faceAt(frames: FrameArrays, frame: number): FaceMesh | null {
	const faces = frames.faces[frame]!;
	if (faces === 0) return null;
	const matrix = frames.matrices.subarray(frame * MATRIX_FLOATS, (frame + 1) * MATRIX_FLOATS);
	return { points: pointsAt(frames, frame), matrix, faces };
}
