/** Contender `bare-worker`: MediaPipe's face mesh in a worker, fed with the camera's track. */
import type { BareOrder, BareReport } from './contract.ts';
import { served, begin, noteFault, noteFrame, showCamera } from './page-parts.ts';

/** lib.dom does not declare it. */
type TrackProcessor = new (init: { track: MediaStreamTrack }) => {
	readonly readable: ReadableStream<VideoFrame>;
};

begin(async () => {
	const { stream } = await showCamera();
	const { MediaStreamTrackProcessor } = globalThis as unknown as {
		MediaStreamTrackProcessor: TrackProcessor;
	};
	const worker = new Worker(new URL('bare-worker.ts', import.meta.url), { type: 'module' });
	worker.onerror = ({ message }) => noteFault(message);
	worker.onmessage = ({ data }: MessageEvent<BareReport>) =>
		noteFrame({
			takenMs: data.takenAt - performance.timeOrigin,
			doneMs: performance.now(),
			face: data.face,
		});
	const order: BareOrder = {
		wasmFolder: served('mediapipe'),
		model: served('models/face/face.task'),
		frames: new MediaStreamTrackProcessor({ track: stream.getVideoTracks()[0]! }).readable,
	};
	worker.postMessage(order, [order.frames]);
});
