/**
 * Camera frames, or the actor's, as they come: from a stream read in this thread, or pushed through a
 * `MessagePort`.
 *
 * Stream: the track's processor keeps a few frames while this thread is busy and then loses the oldest
 * without a word. Reading them all and keeping the newest makes the drops visible; what was lost beyond
 * the processor's buffer is estimated from the timestamps (`LostFrames`).
 *
 * Port, lossless: each frame is answered with `taken` when the line takes it, so the sender waits. Live:
 * answered on arrival; the answer tells the sender that the worker's thread is alive.
 *
 * A live source that breaks off can be followed by another one: the queue, its clock and its count stay.
 */
import { Fault, asFault } from '../../../core/record/index.ts';
import type { FrameTaken, FramesEnded, PushedFrame, SourceSpec } from '../source.ts';
import type { FrameFeed } from './feed.ts';
import { LiveQueue } from './live-queue.ts';
import { LostFrames } from './lost-frames.ts';

export type LiveSpec = Extract<SourceSpec, { kind: 'stream' | 'port' }>;

const TAKEN: FrameTaken = { kind: 'taken' };
/** The page hears of a lost camera no sooner than this thread does: so long it may say `hold`. */
const GRACE_MS = 300;

export function openLiveFeed(source: LiveSpec, signal?: AbortSignal): Promise<FrameFeed> {
	const lossless = source.kind === 'port' && source.lossless;
	/** Lets go of the source that is connected now. */
	let disconnect = (): void => {};
	let answer = (): void => {};
	const queue: LiveQueue = new LiveQueue({
		lossless,
		onTaken: () => answer(),
		onClose: () => disconnect(),
		...(lossless
			? {}
			: {
					onResume: (next: SourceSpec) => {
						if (next.kind !== 'stream' && next.kind !== 'port') return;
						disconnect();
						connect(next);
					},
				}),
	});

	function connect(next: LiveSpec): void {
		if (next.kind === 'stream') disconnect = readStream(next.readable, queue);
		else {
			const { port } = next;
			if (lossless) answer = () => port.postMessage(TAKEN);
			disconnect = listenAt(port, queue, lossless);
		}
	}

	connect(source);
	return queue.opened(signal);
}

function readStream(readable: ReadableStream<VideoFrame>, queue: LiveQueue): () => void {
	const reader = readable.getReader();
	const lost = new LostFrames();
	let connected = true;
	const over = (fault: Fault | null): void => {
		setTimeout(() => {
			if (connected) queue.end(fault);
		}, GRACE_MS);
	};
	const pump = async (): Promise<void> => {
		try {
			for (;;) {
				const { value, done } = await reader.read();
				if (done) break;
				if (connected) queue.push(value, lost.before(value.timestamp));
				else value.close();
			}
			over(null);
		} catch (error) {
			over(asFault(error, 'camera/ended'));
		}
	};
	void pump();
	return () => {
		connected = false;
		void reader.cancel().catch(() => {}); // already errored: nothing is held
	};
}

function listenAt(port: MessagePort, queue: LiveQueue, lossless: boolean): () => void {
	port.onmessage = (message: MessageEvent<PushedFrame | FramesEnded>) => {
		if (message.data.kind === 'ended') {
			queue.end();
			return;
		}
		queue.push(message.data.frame, message.data.missed);
		if (!lossless) port.postMessage(TAKEN);
	};
	port.onmessageerror = () => queue.end(new Fault('camera/ended', 'a frame could not be received'));
	return () => {
		port.onmessage = null;
		port.close();
	};
}
