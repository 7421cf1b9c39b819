/**
 * Room: train, footage. Films and portraits as the line gets them, and faces laid on one another.
 *
 * In    files that `cli/footage` wrote: every frame's time, mesh and luminance
 * Out   `Footage`; the mean face of footage, and where a mesh lies on it
 */
export { catmullRom } from './catmull-rom.ts';
export type { FilmSize, Footage } from './footage.ts';
export { CachedFootage, MATRIX_FLOATS, MESH_FLOATS, RECORD_HEAD_BYTES } from './footage.ts';
export type { Affine } from './mean-face.ts';
export { FACE_POINTS, fitAffine, meanFace } from './mean-face.ts';
export type { FilmTruth, TruthEvent, TruthNuisance } from './truth.ts';
export { filmFields, movementFields, readTruth, readTruthAs } from './truth.ts';
