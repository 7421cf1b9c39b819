/** How far the key frames of an audited movement moved: reselected less coded. Pure. */
import type { KeyFrameName } from '../../core/record/index.ts';
import type { Reselection } from './reselection.ts';

/** A movement that was audited, with what it can be grouped by. */
export interface AuditedMovement {
	/** Name of the clip. */
	readonly clip: string;
	/** `dataset:subject`. */
	readonly subject: string;
	readonly coder: string | null;
	/** Columns of the annotations, by heading. */
	readonly columns: Readonly<Record<string, string>>;
	readonly reselection: Reselection;
}

/** > 0: the reselected frame is later than the coded one. */
export interface Shift {
	readonly frames: number;
	readonly ms: number;
	/** Farther than the tolerance. */
	readonly beyond: boolean;
	/** Probability that the coded frame is off by more than the tolerance. */
	readonly moved: number;
}

/** Nothing speaks for a rise and fall there: the coded frames stand, and their shifts say nothing. */
export const isSilent = ({ evidence }: Reselection): boolean => evidence <= 0;

/** From here on a coded frame counts as off unless somebody says otherwise, ms. */
export const TOLERANCE_MS = 50;
/** Frames on either side that no coder can be blamed for. */
const LEAST_TOLERANCE_FRAMES = 1.5;

/** From here on a coded frame counts as off, ms. */
export const toleranceAt = (toleranceMs: number, fps: number): number =>
	Math.max(toleranceMs, (LEAST_TOLERANCE_FRAMES * 1000) / fps);

/** Null: this key frame was not coded. */
export function shiftOf(
	reselection: Reselection,
	name: KeyFrameName,
	toleranceMs: number,
): Shift | null {
	const { coded, frame, moved } = reselection[name];
	if (coded === null) return null;
	const frames = frame - coded;
	const ms = (frames * 1000) / reselection.fps;
	const beyond = Math.abs(ms) > toleranceAt(toleranceMs, reselection.fps);
	return { frames, ms, beyond, moved: moved ?? 0 };
}
