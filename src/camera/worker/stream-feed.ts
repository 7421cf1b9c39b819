/**
 * Camera frames from `MediaStreamTrackProcessor.readable`, read in this thread.
 *
 * The processor keeps a few frames while this thread is busy and then loses the oldest without a
 * word. Reading them all and keeping the newest makes the drops visible; what was lost beyond the
 * processor's buffer is estimated from the timestamps (`LostFrames`).
 */
import { asFault } from '../../kernel/index.ts';
import type { FrameFeed } from './feed.ts';
import { LiveQueue } from './live-queue.ts';
import { LostFrames } from './lost-frames.ts';

export function openStreamFeed(
	readable: ReadableStream<VideoFrame>,
	signal?: AbortSignal,
): Promise<FrameFeed> {
	const reader = readable.getReader();
	const lost = new LostFrames();
	const queue = new LiveQueue({
		lossless: false,
		onClose: () => void reader.cancel().catch(() => {}), // already errored: nothing is held
	});
	const pump = async (): Promise<void> => {
		try {
			for (;;) {
				const { value, done } = await reader.read();
				if (done) break;
				queue.push(value, lost.before(value.timestamp));
			}
			queue.end();
		} catch (error) {
			queue.end(asFault(error, 'camera/ended'));
		}
	};
	void pump();
	return queue.opened(signal);
}
