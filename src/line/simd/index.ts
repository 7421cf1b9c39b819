/**
 * Room: simd. The inner loops over the pixels of a crop, in WebAssembly with SIMD.
 *
 * In    arrays in its own memory
 * Out   the same arrays
 * Cost  nothing is allocated once the arrays are taken
 */
export { BoxMean } from './box-mean.ts';
export type { AffineMap, BytePlane, ColourMix, MappedPlane } from './plane-warp.ts';
export { PlaneWarp } from './plane-warp.ts';
export { PixelLoops } from './pixel-loops.ts';
