/**
 * Room: select. GAMDSS on a live stream, and as published. Pure: time and chance come in as arguments.
 *
 * In    per frame: region motion in px200 and what else the face does
 * Out   decisions: onset, apex and offset of a movement, or a rejection with its reason
 *
 * As published (published/): the frames of an annotated clip -> its key frames, reselected
 */
export { HALF_WIDTHS_MS } from './bump-filter.ts';
export { INTEREST } from './candidate-judge.ts';
export type { SpotterDecision } from './decision.ts';
export { DifferenceWindow } from './difference-window.ts';
export { activityOf } from './frame-states.ts';
export { FARTHEST_TURN_DEG } from './gates.ts';
export type { KeyFrames } from './key-frames.ts';
export { selectKeyFrames } from './key-frames.ts';
export { HALF_REGIONS } from './movement-features.ts';
export { PATTERN_SIDES, PATTERN_UNITS } from './patterns.ts';
export type { AnnotatedKeyFrames, PublishedVariant } from './published/reselect.ts';
export { PUBLISHED_VARIANTS, reselectPublished, searchWindows } from './published/reselect.ts';
export type { DifferenceKind } from './published/squared-differences.ts';
export type {
	FaceActivity,
	Half,
	MovementScorer,
	Patterns,
	ScorerFile,
	ScorerNet,
} from './scorer.ts';
export { ACTIVITIES, FEATURE_COUNT, HALVES, LearntScorer, SCORER_FORMAT } from './scorer.ts';
export { shippedScorer } from './shipped-scorer.ts';
export type { SpotterFrame } from './spotter-frame.ts';
export { RING_FRAMES, Spotter } from './spotter.ts';
