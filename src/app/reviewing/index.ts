/**
 * Room: reviewing. A session under review: its film, its movements, labels with undo.
 *
 * In    a session, opened from the library or from this visit; ELAN files with labels
 * Out   `Reviews` (which session is under review), `SessionReview` and its `LabelBook`; files of it
 * Owns  the opened session, its film, labels until they are saved
 * Rule  what the machine said is read only
 */
export type { EafChoices } from './eaf-labels.ts';
export { eafFault, labelsOfTier, readEafChoices } from './eaf-labels.ts';
export type { LabelDecision, LabelKeyFrames, LabelStep } from './label-book.svelte.ts';
export { LabelBook } from './label-book.svelte.ts';
export type { MovementFilter, ReviewedMovement } from './movements.ts';
export { isShownUnder, keyFramesOf, machineOf } from './movements.ts';
export { Reviews } from './reviews.svelte.ts';
export { saveReviewed } from './saving.ts';
export type { SessionReview, Speed } from './session-review.svelte.ts';
export { LEAST_FACTOR, MOST_FACTOR, REPLAY_MARGIN_MS, SPEEDS } from './session-review.svelte.ts';
