/**
 * Room: select. GAMDSS on a live stream. Pure: time and chance come in as arguments.
 *
 * In    per frame: region motion in px200 and what else the face does
 * Out   decisions: onset, apex and offset of a movement, or a rejection with its reason
 */
export { DifferenceWindow } from './difference-window.ts';
export { FARTHEST_TURN_DEG, scoreBar } from './gates.ts';
export { selectKeyFrames } from './key-frames.ts';
export type { KeyFrameSearch, KeyFrames } from './key-frames.ts';
export { REJECTION_REASONS } from './reasons.ts';
export type { RejectionReason } from './reasons.ts';
export { RING_FRAMES, Spotter } from './spotter.ts';
export type { Decision, RegionKind, RegionPart, SpotterFrame } from './spotter.ts';
