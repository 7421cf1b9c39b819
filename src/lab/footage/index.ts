/**
 * Room: footage. Videos and portraits as the line gets them: every frame's time, mesh and luminance.
 *
 * In    files of frame records, which the room's other door (`node/`) has Chromium write; truth files
 * Out   `Footage`, frame by frame in the shapes that the line takes; the mean face of footage, and
 *       where a mesh lies on it
 * Owns  the layout of a frame's record (frame-record.ts), stated nowhere else; the cached files it opens
 */
export { FOOTAGE_FOLDER, TRACKS_FOLDER } from './cache-folder.ts';
export { catmullRom } from './catmull-rom.ts';
export type { Footage } from './footage.ts';
export { CachedFootage } from './footage.ts';
export {
	MATRIX_FLOATS,
	MESH_FLOATS,
	RECORD_HEAD_BYTES,
	faceAt,
	headOf,
	pointsAt,
} from './frame-record.ts';
export type { FaceAffine } from './mean-face.ts';
export { FACE_POINTS, fitAffine, meanFace } from './mean-face.ts';
export { lumaPlaneFor, withoutColour } from './planes.ts';
export type { FilmEvent, FilmTruth } from './truth.ts';
export { filmFields, movementFields, readTruthAs } from './truth.ts';
