/** The least of `MediaStreamTrackProcessor` that we use; lib.dom does not declare it. */
interface TrackProcessor {
	readonly readable: ReadableStream<VideoFrame>;
}

type TrackProcessorClass = new (init: {
	track: MediaStreamTrack;
	/** Frames kept while nobody reads. @default 1 */
	maxBufferSize?: number;
}) => TrackProcessor;

/**
 * Frames kept while the worker is busy: enough that it sees, and counts, what it misses; few enough
 * that the camera's own pool of about ten buffers never runs dry.
 */
const KEPT_FRAMES = 4;

const processorClass = (): TrackProcessorClass | undefined =>
	(globalThis as { MediaStreamTrackProcessor?: TrackProcessorClass }).MediaStreamTrackProcessor;

/** Chrome and Edge have it on the window, others do not (Safari has it only in workers). */
export const canTrackFrames = (): boolean => processorClass() !== undefined;

/** Null where a page cannot. */
export function trackFrames(track: MediaStreamTrack): ReadableStream<VideoFrame> | null {
	const Processor = processorClass();
	if (!Processor) return null;
	return new Processor({ track, maxBufferSize: KEPT_FRAMES }).readable;
}
