/**
 * Camera frames by way of a <video> element, for browsers without `MediaStreamTrackProcessor`.
 *
 * `requestVideoFrameCallback` says when a picture is shown and when it was captured; the picture is
 * taken as a `VideoFrame` and transferred. At most two wait in the worker's message queue: while its
 * thread is busy further ones are not taken, but counted.
 */
import type { Closable } from '../../../core/kernel/index.ts';
import type { FrameTaken, FramesEnded, PushedFrame } from '../source.ts';

const IN_FLIGHT = 2;

/** What we need of a video element. */
export type FrameVideo = Pick<
	HTMLVideoElement,
	'requestVideoFrameCallback' | 'cancelVideoFrameCallback'
> &
	CanvasImageSource;

export const canFrameElements = (): boolean =>
	'requestVideoFrameCallback' in HTMLVideoElement.prototype && typeof VideoFrame === 'function';

/** Pushes frames through `port` until closed. */
export function pushElementFrames(video: FrameVideo, port: MessagePort): Closable {
	let handle = 0;
	let waiting = 0;
	let presented: number | null = null;
	let missed = 0;
	let closed = false;

	port.onmessage = (message: MessageEvent<FrameTaken>) => {
		if (message.data.kind === 'taken') waiting -= 1;
	};
	const onFrame: VideoFrameRequestCallback = (now, about) => {
		if (closed) return;
		// Asked for again first: an exception below must not end the stream.
		handle = video.requestVideoFrameCallback(onFrame);
		if (presented !== null) missed += Math.max(0, about.presentedFrames - presented - 1);
		presented = about.presentedFrames;
		if (waiting >= IN_FLIGHT) {
			missed += 1;
			return;
		}
		// Milliseconds of the page's clock; Safari and Firefox give no capture time for some cameras.
		const atMs = about.captureTime ?? about.expectedDisplayTime ?? now;
		const frame = new VideoFrame(video, { timestamp: Math.round(atMs * 1000) });
		const pushed: PushedFrame = { kind: 'frame', frame, missed };
		port.postMessage(pushed, [frame]);
		missed = 0;
		waiting += 1;
	};
	handle = video.requestVideoFrameCallback(onFrame);

	return {
		close() {
			if (closed) return;
			closed = true;
			video.cancelVideoFrameCallback(handle);
			const ended: FramesEnded = { kind: 'ended' };
			port.postMessage(ended);
			port.onmessage = null;
		},
	};
}
