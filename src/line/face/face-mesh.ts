/** One face as MediaPipe's mesh sees it, in buffers that are reused from frame to frame. */

/** 468 mesh points and 10 iris points. */
export const MESH_POINTS = 478;

export interface FaceMesh {
	/** x, y in 0..1 of the frame, z in the scale of x (smaller is nearer); [478, 3] row-major. */
	readonly points: Float32Array;
	/** Canonical face -> camera, column-major 4 x 4. Its rotation is usable, its distance is not calibrated. */
	readonly matrix: Float32Array;
	/** Faces in view, this one included. */
	readonly faces: number;
}
