/** A coded clip and the motion that was measured between its key frames. */
import type { AnnotatedClip } from '../../../core/record/index.ts';
import type { ClipMotion } from './clip-motion.ts';

export interface MeasuredClip {
	readonly record: AnnotatedClip;
	readonly motion: ClipMotion;
}
