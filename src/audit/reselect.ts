/** A movement's key frames, anew: see `reselect`. */
import type { ClipMotion, CodedMovement, Reselection, Unaudited } from './clip-motion.ts';

export interface AuditOptions {
	/** How far a key frame may lie from the coded one, ms. @default 250 */
	readonly reachMs?: number;
	/** From here on a coded frame counts as off, ms; at least one and a half frames. @default 50 */
	readonly toleranceMs?: number;
}

export function reselect(
	_motion: ClipMotion,
	_coded: CodedMovement,
	_options: AuditOptions = {},
): Reselection | Unaudited {
	throw new Error('not written yet');
}
