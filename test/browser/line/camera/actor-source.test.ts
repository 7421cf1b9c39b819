import { describe, expect, it } from 'vitest';
import { openActor } from '../../../../src/study/actor/page/actor-source.ts';
import type { ActorOptions, ActorSource } from '../../../../src/study/actor/page/actor-source.ts';
import type {
	FramesEnded,
	FrameTaken,
	PushedFrame,
} from '../../../../src/line/camera/worker/index.ts';

const SMALL: ActorOptions = { canvas: null, seed: 0, width: 160, height: 120, fps: 25 };

/** The line's end of the port: takes a frame when asked to. */
class Line {
	readonly #port: MessagePort;
	readonly #waiting: (PushedFrame | FramesEnded)[] = [];
	#wake: () => void = () => {};
	/** Frames that came although the last had not been taken. */
	early = 0;
	#open = 0;

	constructor(actor: ActorSource) {
		if (actor.source.kind !== 'port') throw new Error(`a ${actor.source.kind} source`);
		expect(actor.source.lossless).toBe(true);
		this.#port = actor.source.port;
		this.#port.onmessage = (message: MessageEvent<PushedFrame | FramesEnded>) => {
			if (message.data.kind === 'frame') {
				this.#open += 1;
				if (this.#open > 1) this.early += 1;
			}
			this.#waiting.push(message.data);
			this.#wake();
		};
	}

	async next(): Promise<PushedFrame | FramesEnded> {
		while (this.#waiting.length === 0) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
		return this.#waiting.shift()!;
	}

	take(): void {
		const taken: FrameTaken = { kind: 'taken' };
		this.#open -= 1;
		this.#port.postMessage(taken);
	}

	/** Timestamps of all frames to the end, or of the first `atMost`. */
	async timestamps(atMost = Infinity): Promise<number[]> {
		const times: number[] = [];
		while (times.length < atMost) {
			const message = await this.next();
			if (message.kind === 'ended') break;
			expect(message.missed).toBe(0);
			times.push(message.frame.timestamp);
			message.frame.close();
			this.take();
		}
		return times;
	}
}

function later<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((settle) => {
		resolve = settle;
	});
	return { promise, resolve };
}

const brief = {
	seed: 1,
	durationMs: 6000,
	microExpressions: { perMinute: 10 },
	blinksPerMinute: 10,
	sway: 0.5,
};

describe('actor source', () => {
	it('plays a script to its end, frame k at k / fps, one under way at a time', async () => {
		const ended = later<void>();
		const actor = openActor({
			...SMALL,
			show: brief,
			pace: 'as-fast-as-possible',
			onEnded: ended.resolve,
		});
		const line = new Line(actor);
		const times = await line.timestamps();
		expect(times).toEqual(Array.from({ length: 150 }, (_, k) => k * 40_000));
		expect(line.early).toBe(0);
		await ended.promise;
		actor.close();
	});

	it('shows on the canvas what it sends', async () => {
		const element = document.createElement('canvas');
		const actor = openActor({
			...SMALL,
			canvas: element.transferControlToOffscreen(),
			show: brief,
			pace: 'as-fast-as-possible',
		});
		const line = new Line(actor);
		const first = await line.next();
		if (first.kind !== 'frame') throw new Error('no frame came');
		const picture = new OffscreenCanvas(160, 120).getContext('2d')!;
		picture.drawImage(first.frame, 0, 0);
		first.frame.close();
		const sent = picture.getImageData(0, 0, 160, 120).data;
		// it holds the next one back until this one is taken, so the canvas still shows the first
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		picture.drawImage(element, 0, 0);
		const shown = picture.getImageData(0, 0, 160, 120).data;
		let difference = 0;
		for (let i = 0; i < sent.length; i++) difference += Math.abs(sent[i]! - shown[i]!);
		expect(difference / sent.length).toBeLessThan(1);
		expect(sent.some((value) => value > 150)).toBe(true);
		actor.close();
	});

	it('waits while paused, goes on where it stopped, and ends when closed', async () => {
		const ended = later<void>();
		const actor = openActor({ ...SMALL, show: 'demo', onEnded: ended.resolve });
		const line = new Line(actor);
		expect(await line.timestamps(5)).toEqual([0, 40_000, 80_000, 120_000, 160_000]);
		actor.pause();
		// one may be under way already
		const playing = openActor({ ...SMALL, show: 'demo' });
		const quiet = await Promise.race([
			line.timestamps(3).then(() => 'frames'),
			new Line(playing).timestamps(15).then(() => 'quiet'), // meanwhile another one goes on
		]);
		playing.close();
		expect(quiet).toBe('quiet');
		actor.resume();
		actor.close();
		await ended.promise;
	});

	it('says how fast it plays: slower than real time where frames are taken late', async () => {
		const pace = later<number>();
		const actor = openActor({ ...SMALL, show: 'demo', onPace: pace.resolve });
		const line = new Line(actor);
		let playing = true;
		void (async () => {
			while (playing) {
				const message = await line.next();
				if (message.kind === 'ended') return;
				message.frame.close();
				await new Promise((resolve) => setTimeout(resolve, 100));
				line.take();
			}
		})();
		// a frame of 40 ms at most every 100 ms
		expect(await pace.promise).toBeLessThanOrEqual(0.45);
		playing = false;
		actor.close();
	});
});
