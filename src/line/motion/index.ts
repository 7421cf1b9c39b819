/**
 * Room: motion. Dense optical flow of aligned crops, summarized per face region.
 *
 * In    contrast crops [128, 128] and, once per reference, the mesh that places the regions
 * Out   (u, v) per region and on the 28 x 28 grid, crop px, rigid part removed
 */
export { MOTION_GRID, poolGrid } from './face-motion.ts';
export { DenseFlow } from './flow.ts';
export type { Displacement } from './magnify.ts';
export { Magnifier, exaggerate } from './magnify.ts';
export type { TrackedMotion } from './motion-track.ts';
export { EYES_CHANGED, MotionTrack } from './motion-track.ts';
export { poolStretched } from './network-grid.ts';
export { PairFlow } from './pair-flow.ts';
export { REGION_SHAPES, TRACKED_COUNT, TRACKED_REGIONS } from './regions.ts';
export { RigidField } from './rigid-field.ts';
