/**
 * Room: camera, worker side. Frames with a clock, from whatever the page sent us.
 *
 * In    a `SourceSpec`: camera stream, frames pushed through a port, a video file, or pictures
 * Out   `FrameFeed`: one `CapturedFrame` per call of `next()`; `PlaneReader`: its picture on the CPU
 * Time  ms on the session clock (of a film its own timeline, else since the first frame), strictly
 *       increasing; index counts dropped frames too
 * Owns  frames until `next()` hands them out; then the caller closes them
 * Fails Fault `file/*` for a bad file, `camera/*` when a live source breaks or gives no frame,
 *       `file/too-small` for any source whose picture cannot hold a face
 */
import { assertNever } from '../../../core/kernel/index.ts';
import type { SourceSpec } from '../source.ts';
import type { FrameFeed } from './feed.ts';
import { openLiveFeed } from './live-feed.ts';
import { openPictureFeed } from './picture-feed.ts';

/**
 * Opens a source and waits for its first frame, so that width and height are known.
 *
 * @param signal - gives up waiting: the promise rejects with the signal's reason.
 */
export async function openFeed(source: SourceSpec, signal?: AbortSignal): Promise<FrameFeed> {
	switch (source.kind) {
		case 'stream':
		case 'port':
			return openLiveFeed(source, signal);
		case 'file':
			// With its demuxers larger than all the rest: a camera does not wait for them.
			return (await import('./file-feed.ts')).openFileFeed(source, signal);
		case 'pictures':
			return openPictureFeed(source, signal);
		default:
			return assertNever(source);
	}
}
export type { FrameTaken, FramesEnded, PushedFrame, SourceSpec } from '../source.ts';
export type { CapturedFrame, FrameFeed } from './feed.ts';
export type { PictureFeed } from './picture-feed.ts';
export { openPictureFeed } from './picture-feed.ts';
export type { PictureBox, Planes } from './plane-reader.ts';
export { PlaneReader } from './plane-reader.ts';
export { CHROMA_TO_RGB, rgbToPlanes } from './rgb-to-planes.ts';
