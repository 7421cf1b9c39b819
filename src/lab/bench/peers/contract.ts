/** What a contender's page tells the measurement. Types only; everything is cloneable. */

/** One frame of the camera, measured. Times are the page's `performance.now()`, ms. */
export interface PeerFrame {
	/** When it was taken in hand, */
	readonly takenMs: number;
	/** and when its result was on the page. */
	readonly doneMs: number;
	readonly face: boolean;
}

export interface PeerWindow {
	/** That the frames came in. */
	readonly wallMs: number;
	readonly frames: readonly PeerFrame[];
	/** Pictures of the preview that the window showed; null where there is no video element. */
	readonly shown: number | null;
}

/** Every contender's page sets these on `globalThis`, before its first frame. */
export type PeerGlobals = typeof globalThis & {
	/** All frames so far; the page only adds to it. */
	peerFrames: PeerFrame[];
	/** Why there will be no frames. */
	peerFault?: string;
};

/** From the worker of `bare-worker`; its time is `performance.timeOrigin + performance.now()`. */
export interface BareReport {
	readonly takenAt: number;
	readonly face: boolean;
}

/** To it. */
export interface BareOrder {
	readonly wasmFolder: string;
	readonly model: string;
	readonly frames: ReadableStream<VideoFrame>;
}
