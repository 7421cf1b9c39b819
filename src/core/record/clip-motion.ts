/** Measured once for a clip, whatever is then asked about it. T frames, R regions. */
export interface ClipMotion {
	/** Frame numbers of the source, ascending; frames that the source lacks are missing, [T]. */
	readonly frames: Int32Array<ArrayBuffer>;
	/** ms of the source's own timeline, strictly increasing, [T]. */
	readonly times: Float64Array<ArrayBuffer>;
	/** 1 where a face was measured, else 0, [T]. */
	readonly faces: Uint8Array<ArrayBuffer>;
	/** (u, v) of each of `REGIONS` along one continuous track, px200, [T, R, 2]. */
	readonly signals: Float32Array<ArrayBuffer>;
	/** Where the aligned crop lies in the frame: a similarity's a, b, x, y, [T, 4] (align). */
	readonly placing: Float32Array<ArrayBuffer>;
}

export type KeyFrameName = 'onset' | 'apex' | 'offset';

export const KEY_FRAMES: readonly KeyFrameName[] = ['onset', 'apex', 'offset'];
