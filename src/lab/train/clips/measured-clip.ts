/** A coded clip and the motion that was measured between its key frames. */
import type { AnnotatedClip } from '../../../core/record/index.ts';
import type { ClipFlow } from './clip-motion.ts';

export interface FlowClip {
	readonly record: AnnotatedClip;
	readonly motion: ClipFlow;
}
