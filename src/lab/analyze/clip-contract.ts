/** What an audit and its page say to each other. Types only; everything is cloneable. */
import type { ClipMotion } from '../../core/record/index.ts';
import type { FaultReport, SourceRemark } from '../../core/record/index.ts';
import type { SkippedFrame } from '../../line/pipeline/index.ts';

/** What the files in the page's input are. */
export type ClipSource =
	| { readonly kind: 'film' }
	| {
			readonly kind: 'pictures';
			/** In order of time. */
			readonly names: readonly string[];
			/** Frame numbers of `names`, increasing. */
			readonly numbers: readonly number[];
			readonly fps: number;
	  };

export interface ClipMeasurement {
	/** In frame numbers of the source: of numbered pictures their own. */
	readonly motion: ClipMotion;
	readonly skipped: readonly SkippedFrame[];
	/** What is to be known about its times; left out: nothing. */
	readonly remarks?: readonly SourceRemark[];
	readonly fault: FaultReport | null;
	/** False: the worker cannot go on, the page must be opened anew. */
	readonly usable: boolean;
}

export interface ShownFrame {
	readonly frame: number;
	/** JPEG file, base64. */
	readonly jpeg: string;
}

export interface ShownFrames {
	readonly pictures: readonly ShownFrame[];
	readonly fault: FaultReport | null;
	readonly usable: boolean;
}

/** Frames ascend, as `ClipMeasurement` counts them; `placing` is [frames, 4]. */
export interface ShowOrder {
	readonly frames: Int32Array<ArrayBuffer>;
	readonly placing: Float32Array<ArrayBuffer>;
}
