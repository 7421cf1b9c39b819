/** Events with exact truth: what a network is trained on, and judged by. */
import type { Asymmetry, MotionQuality } from '../../line/backend/index.ts';
import type { Class3 } from '../../core/record/index.ts';

export type Content = 'expression' | 'units' | 'blink' | 'head' | 'noise' | 'gaze' | 'speech';
/** Contents in which nothing is expressed. */
export const NON_MOVEMENTS = ['blink', 'head', 'noise', 'gaze', 'speech'] as const;

/** What was shown. */
export interface Truth {
	readonly content: Content;
	readonly class3: Class3 | null;
	/** Intensity per unit of `UNITS`: the subject's left side, then the right; 0 where still. */
	readonly intensities: Float32Array;
	readonly person: number;
	readonly offsetIs: 'right' | 'wrong';
	/** Through the app's own alignment and flow, or drawn. */
	readonly path: 'real' | 'drawn';
}

export interface Dataset {
	readonly size: number;
	/** 3 (motion), or 4: with the face at onset as a fourth, 0 where an event has no picture. */
	readonly channels: number;
	/** [N, 28, 28, channels] each */
	readonly rise: Float32Array;
	readonly fall: Float32Array;
	readonly correlation: Float32Array;
	readonly asymmetry: readonly Asymmetry[];
	readonly quality: readonly MotionQuality[];
	/** [N, 34]: 1 where the unit moved on that side. */
	readonly units: Float32Array;
	/** [N]: 0 where nobody coded the units, so that none is learnt. Absent: all are known. */
	readonly unitsKnown?: Uint8Array;
	/** [N, 3]: one of them 1; all thirds where nothing was expressed; all 0: no class to learn. */
	readonly classes: Float32Array;
	readonly truths: readonly Truth[];
}
