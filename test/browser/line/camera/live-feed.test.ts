import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FrameFeed } from '../../../../src/line/camera/worker/index.ts';
import { openFeed } from '../../../../src/line/camera/worker/index.ts';
import type {
	FrameTaken,
	FramesEnded,
	PushedFrame,
} from '../../../../src/line/camera/worker/index.ts';

const made: VideoFrame[] = [];
let feed: FrameFeed | null = null;

function frameAt(ms: number, side = 64): VideoFrame {
	const frame = new VideoFrame(new Uint8Array(side * side * 4), {
		format: 'RGBX',
		codedWidth: side,
		codedHeight: side,
		timestamp: ms * 1000,
	});
	made.push(frame);
	return frame;
}

/** A closed frame has no format. */
const open = (): number => made.filter((frame) => frame.format !== null).length;
/** Whatever was posted before has arrived. */
const delivered = (): Promise<unknown> =>
	new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = resolve;
		port2.postMessage(null);
	});

afterEach(() => {
	feed?.close();
	feed = null;
	for (const frame of made.splice(0)) frame.close();
});

function streamOf() {
	let controller!: ReadableStreamDefaultController<VideoFrame>;
	let cancelled = false;
	const readable = new ReadableStream<VideoFrame>(
		{
			start: (its) => {
				controller = its;
			},
			cancel: () => {
				cancelled = true;
			},
		},
		{ highWaterMark: 0 },
	);
	return { readable, controller, wasCancelled: () => cancelled };
}

function portOf(lossless: boolean) {
	const { port1, port2 } = new MessageChannel();
	let taken = 0;
	port1.onmessage = (message: MessageEvent<FrameTaken>) => {
		if (message.data.kind === 'taken') taken += 1;
	};
	const push = (ms: number, missed = 0): void => {
		const frame = frameAt(ms);
		const message: PushedFrame = { kind: 'frame', frame, missed };
		port1.postMessage(message, [frame]);
	};
	const end = (): void => {
		const message: FramesEnded = { kind: 'ended' };
		port1.postMessage(message);
	};
	return {
		source: { kind: 'port', port: port2, lossless } as const,
		push,
		end,
		taken: () => taken,
	};
}

describe('a camera stream', () => {
	test('keeps the newest frame, closes and counts the others', async () => {
		const { readable, controller } = streamOf();
		controller.enqueue(frameAt(1000));
		feed = await openFeed({ kind: 'stream', readable });
		for (const ms of [1033, 1066, 1100]) controller.enqueue(frameAt(ms));
		await expect.poll(() => feed?.dropped).toBe(3);
		const captured = await feed.next();
		expect(captured).toMatchObject({ at: 100, index: 3 });
		expect(feed).toMatchObject({
			dropped: 3,
			width: 64,
			height: 64,
			kind: 'live',
			lossless: false,
			totalMs: null,
		});
		expect(open()).toBe(1);
		captured!.frame.close();
	});

	test('passes a frame on at once when one is waited for', async () => {
		const { readable, controller } = streamOf();
		controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable });
		(await feed.next())!.frame.close();
		const next = feed.next();
		controller.enqueue(frameAt(40));
		const captured = await next;
		expect(captured).toMatchObject({ at: 40, index: 1 });
		captured!.frame.close();
		expect(feed.dropped).toBe(0);
	});

	test('never passes a time on that does not increase', async () => {
		const { readable, controller } = streamOf();
		controller.enqueue(frameAt(500));
		feed = await openFeed({ kind: 'stream', readable });
		(await feed.next())!.frame.close();
		for (const ms of [500, 480]) controller.enqueue(frameAt(ms));
		await expect.poll(() => feed?.dropped).toBe(2);
		expect(open()).toBe(0);
		controller.enqueue(frameAt(533));
		const captured = await feed.next();
		expect(captured).toMatchObject({ at: 33, index: 3 });
		captured!.frame.close();
	});

	test('ends with null when the track ends, and with a fault when it breaks', async () => {
		const good = streamOf();
		good.controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable: good.readable });
		good.controller.close();
		(await feed.next())!.frame.close();
		expect(await feed.next()).toBeNull();

		const bad = streamOf();
		bad.controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable: bad.readable });
		(await feed.next())!.frame.close();
		const next = feed.next();
		bad.controller.error(new Error('device gone'));
		await expect(next).rejects.toMatchObject({ code: 'camera/ended' });
	});

	test('that broke off goes on with another source, in one clock and one count', async () => {
		const first = streamOf();
		first.controller.enqueue(frameAt(1000));
		feed = await openFeed({ kind: 'stream', readable: first.readable });
		(await feed.next())!.frame.close();
		const next = feed.next();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		first.controller.close();
		feed.hold!(); // in time: the page hears of it a little later than the stream
		await vi.advanceTimersByTimeAsync(400);
		vi.useRealTimers();
		const second = streamOf();
		second.controller.enqueue(frameAt(4000));
		feed.resume!({ kind: 'stream', readable: second.readable });
		const captured = await next;
		expect(captured).toMatchObject({ at: 3000, index: 1 });
		captured!.frame.close();
		expect(feed.clockBreaks).toBe(1);
		second.controller.close();
		expect(await feed.next()).toBeNull();
	});

	test('that is stopped while it waits for another source ends', async () => {
		const { readable, controller } = streamOf();
		controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable });
		(await feed.next())!.frame.close();
		const next = feed.next();
		feed.hold!();
		feed.close();
		expect(await next).toBeNull();
	});

	test('closing closes what waits, lets the camera go and ends a waiting call', async () => {
		const { readable, controller, wasCancelled } = streamOf();
		controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable });
		(await feed.next())!.frame.close();
		const next = feed.next();
		feed.close();
		expect(await next).toBeNull();
		expect(wasCancelled()).toBe(true);
		expect(open()).toBe(0);
	});

	test('that ends or breaks before its first frame says so', async () => {
		const silent = streamOf();
		silent.controller.close();
		await expect(openFeed({ kind: 'stream', readable: silent.readable })).rejects.toMatchObject({
			code: 'camera/ended',
			detail: 'no frame came',
		});

		const broken = streamOf();
		const opening = openFeed({ kind: 'stream', readable: broken.readable });
		broken.controller.error(new Error('device gone'));
		await expect(opening).rejects.toMatchObject({ code: 'camera/ended', detail: 'device gone' });
	});

	test('with too small a picture is refused and let go', async () => {
		const { readable, controller, wasCancelled } = streamOf();
		controller.enqueue(frameAt(0, 62));
		await expect(openFeed({ kind: 'stream', readable })).rejects.toMatchObject({
			code: 'file/too-small',
		});
		await expect.poll(wasCancelled).toBe(true);
		expect(open()).toBe(0);
	});

	test('can be given up before its first frame', async () => {
		const { readable } = streamOf();
		const stop = new AbortController();
		const opening = openFeed({ kind: 'stream', readable }, stop.signal);
		stop.abort();
		await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
	});

	test('leaves no frame open after a thousand', async () => {
		const { readable, controller } = streamOf();
		controller.enqueue(frameAt(0));
		feed = await openFeed({ kind: 'stream', readable });
		let got = 0;
		for (let i = 1; i <= 1000; i++) {
			controller.enqueue(frameAt(i * 33));
			if (i % 3 !== 0) continue;
			(await feed.next())!.frame.close();
			got += 1;
		}
		expect(got).toBe(333);
		await expect.poll(open).toBeLessThanOrEqual(1);
	});
});

describe('pushed frames', () => {
	test('lossless: all in order; each is answered when it is taken, not before', async () => {
		const { source, push, end, taken } = portOf(true);
		for (const ms of [0, 33.3, 66.6, 100]) push(ms);
		end();
		feed = await openFeed(source);
		await delivered();
		expect(taken()).toBe(0);
		const at: number[] = [];
		for (;;) {
			const captured = await feed.next();
			if (captured === null) break;
			expect(captured.index).toBe(at.length);
			at.push(captured.at);
			captured.frame.close();
		}
		expect(at).toEqual([0, 33.3, 66.6, 100]);
		await expect.poll(taken).toBe(4);
		expect(feed.dropped).toBe(0);
	});

	test('live: the newest only; what the sender missed counts as dropped and moves the index', async () => {
		const { source, push, taken } = portOf(false);
		push(0);
		feed = await openFeed(source);
		(await feed.next())!.frame.close();
		push(33);
		push(66, 2);
		await expect.poll(() => feed?.dropped).toBe(3);
		const captured = await feed.next();
		expect(captured).toMatchObject({ at: 66, index: 4 });
		captured!.frame.close();
		await expect.poll(taken).toBe(3);
	});
});
