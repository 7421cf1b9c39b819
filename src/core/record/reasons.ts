/** Why a candidate is not an event. Each rejection carries one, with the measured value and the limit. */
export const REJECTION_REASONS = [
	'too-weak', // score under the bar the sensitivity sets
	'too-short', // shorter than a facial movement can be
	'too-long', // a macro-expression: kept and labeled, not an event
	'too-large', // larger than a micro-expression, px200
	'slow-rise', // rises too slowly for a micro-expression
	'no-return', // rises or drifts and does not come back (anti-monotonic test)
	'blink', // score under the bar, and the strongest region was in a blink
	'speech', // score under the bar, and the strongest region moves in speech
	'head-turn', // head moves too fast or is turned too far
	'lighting', // brightness step
	'low-frame-rate', // under 15 frames per second
	'scene-cut', // the film cuts to another picture inside the movement
	'face-lost', // face lost or gap in the frames inside the movement
	'overlap', // part of a stronger movement already reported
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];
