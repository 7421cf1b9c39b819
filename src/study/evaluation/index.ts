/**
 * Room: evaluation. Figures as the field reports them. Pure.
 *
 * In    classes, true and predicted; intervals of frames, true and predicted
 * Out   confusion, UF1, UAR, accuracy; which interval is which; STRS, one to one and as the public
 *       script counts it
 */
export type { Confusion, MacroAnalysis } from './classes.ts';
export {
	accuracyOf,
	classScores,
	confusionOf,
	macroAnalysis,
	precisionPublishedAsUar,
	unweightedF1,
	unweightedRecall,
} from './classes.ts';
export type { Span } from './intervals.ts';
export { LEAST_OVERLAP, overlapOf, overlaps, pair } from './intervals.ts';
export type { SpottedMovement, StrsScores } from './spotted.ts';
export { strsAsScripted } from './strs-script.ts';
export { strsOf } from './strs.ts';
