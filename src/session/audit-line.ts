/** What an audit wants of the line; the desk gives it. */
import type { ClipMotion } from '../audit/index.ts';
import type { SourceSpec } from '../pipeline/index.ts';

/** The face in one frame, aligned: RGBA, [size, size, 4]. */
export interface FramePicture {
	/** Frame number of the source. */
	readonly frame: number;
	readonly size: number;
	readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface AuditLine {
	/** Why the line cannot be had now, a sentence; null: it can. */
	refusal(): string | null;
	/** Rejects with a `Fault`; null: it was stopped, or taken by a later order. */
	measure(source: SourceSpec, onDone: (share: number) => void): Promise<ClipMotion | null>;
	/** Pictures of frames that have a face; null as above. */
	show(
		source: SourceSpec,
		motion: ClipMotion,
		frames: readonly number[],
	): Promise<readonly FramePicture[] | null>;
	/** Gives up what is being measured or shown. */
	stopMeasuring(): void;
}
