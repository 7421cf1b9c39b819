/**
 * Frames pushed through a `MessagePort`: the actor, or a browser that has no track processor.
 *
 * Lossless: each frame is answered with `taken` when the line takes it, so the sender waits. Live:
 * answered on arrival; the answer tells the sender that the worker's thread is alive.
 */
import { Fault } from '../../kernel/index.ts';
import type { FrameTaken, FramesEnded, PushedFrame } from '../../pipeline/index.ts';
import type { FrameFeed } from './feed.ts';
import { LiveQueue } from './live-queue.ts';

const TAKEN: FrameTaken = { kind: 'taken' };

export function openPortFeed(
	port: MessagePort,
	lossless: boolean,
	signal?: AbortSignal,
): Promise<FrameFeed> {
	const answer = (): void => port.postMessage(TAKEN);
	const queue = new LiveQueue({
		lossless,
		onTaken: lossless ? answer : () => {},
		onClose: () => {
			port.onmessage = null;
			port.close();
		},
	});
	port.onmessage = (message: MessageEvent<PushedFrame | FramesEnded>) => {
		if (message.data.kind === 'ended') {
			queue.end();
			return;
		}
		queue.push(message.data.frame, message.data.missed);
		if (!lossless) answer();
	};
	port.onmessageerror = () => queue.end(new Fault('camera/ended', 'a frame could not be received'));
	return queue.opened(signal);
}
