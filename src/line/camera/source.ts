/**
 * Where frames come from, as page and worker tell each other. Types only.
 */

export type SourceSpec =
	/** `MediaStreamTrackProcessor.readable`: the worker reads, keeps one, drops the rest. */
	| { readonly kind: 'stream'; readonly readable: ReadableStream<VideoFrame> }
	/** Frames arrive on this port as `PushedFrame`; the worker answers each with `FrameTaken`. */
	| { readonly kind: 'port'; readonly port: MessagePort; readonly lossless: boolean }
	/** Decoded in the worker, frame by frame, none dropped. */
	| {
			readonly kind: 'file';
			readonly file: File;
			/**
			 * Frames a second at which it was filmed: times are then real. `tag`: as its tags say; left out,
			 * or null: as it plays.
			 */
			readonly captureFps?: number | 'tag' | null;
	  }
	/**
	 * One picture a frame, in order of time, `fps` per second. `numbers`, increasing, are the frames'
	 * numbers: one that is missing is a gap in time. Left out: they count from 0 and none is missing.
	 */
	| {
			readonly kind: 'pictures';
			readonly files: readonly File[];
			readonly fps: number;
			readonly numbers?: readonly number[];
	  };

export interface PushedFrame {
	readonly kind: 'frame';
	readonly frame: VideoFrame;
	/** Frames the sender knows to have missed since the last one. */
	readonly missed: number;
}

export interface FrameTaken {
	readonly kind: 'taken';
}

/** Sender -> worker: no more frames will come. */
export interface FramesEnded {
	readonly kind: 'ended';
}
