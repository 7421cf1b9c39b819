/**
 * Room: buffer. Rings of crops and signals, about three seconds, in blocks taken once.
 *
 * All rings count frames alike: frame number n is the same frame in each.
 */
export { CropRing } from './crop-ring.ts';
export { PictureRing } from './picture-ring.ts';
export { SignalRing } from './signal-ring.ts';
