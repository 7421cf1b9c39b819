/**
 * Room: face. The mesh of one face, and what it tells by itself: pose, eyelids, lips. Pure.
 */
export type { FaceMesh } from './face-mesh.ts';
export { MESH_POINTS } from './face-mesh.ts';
export type { FaceReading } from './face-reading.ts';
export { FaceReader } from './face-reading.ts';
