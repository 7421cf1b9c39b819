/**
 * Room: reviewing. A session under review: its film, its movements, labels with undo.
 */
export type { EafChoices } from './eaf-labels.ts';
export { labelsOfTier, readEafChoices } from './eaf-labels.ts';
export type { LabelDecision, LabelKeyFrames, LabelStep } from './label-book.svelte.ts';
export { LabelBook } from './label-book.svelte.ts';
export type { MovementFilter, ReviewedMovement } from './movements.ts';
export { isShownUnder, keyFramesOf, machineOf } from './movements.ts';
export { Reviews } from './reviews.svelte.ts';
export type { SessionReview, Speed } from './session-review.svelte.ts';
export { LEAST_FACTOR, MOST_FACTOR, REPLAY_MARGIN_MS, SPEEDS } from './session-review.svelte.ts';
