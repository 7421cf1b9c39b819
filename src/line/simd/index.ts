/**
 * Room: simd. The inner loops over the pixels of a crop, in WebAssembly with SIMD.
 *
 * In    arrays in its own memory; planes of bytes, best in the thread's frame memory
 * Out   the same arrays
 * Cost  nothing is allocated once the arrays are taken
 */
export { frameBytes } from './frame-memory.ts';
export { BoxMean } from './box-mean.ts';
export type { AffineMap, BytePlane, ColourMix } from './plane-warp.ts';
export { PlaneWarp } from './plane-warp.ts';
export { PixelLoops } from './pixel-loops.ts';
