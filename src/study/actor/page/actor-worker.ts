/**
 * Worker: the actor's stage. Draws frame k of the script for time k / fps, shows it, hands it to the line.
 *
 * In    `ActorOpen`, then `ActorCommand`s on its control port; `FrameTaken` on its frame port
 * Out   `PushedFrame`s stamped with the actor's clock; `ActorReport`s
 * Time  one frame is under way to the line and one drawn ahead; none is ever left out. Where the line
 *       is slower than the frame rate, the actor's clock runs slower.
 * Owns  both ports and every frame until it is posted
 */
import { ActorFace } from '../face.ts';
import { ActorScript, demoScript, proofScript } from '../script.ts';
import type { FramesEnded, FrameTaken, PushedFrame } from '../../../line/camera/worker/index.ts';
import type { ActorCommand, ActorOpen, ActorReport, ActorShow } from './actor-messages.ts';

const PACE_EVERY_MS = 1000;

function scriptOf(show: ActorShow): ActorScript {
	if (show === 'demo') return demoScript();
	if (show === 'proof') return proofScript();
	return new ActorScript(show);
}

class Stage {
	readonly #open: ActorOpen;
	readonly #script: ActorScript;
	readonly #face: ActorFace;
	readonly #picture: ImageData;
	readonly #canvas: OffscreenCanvasRenderingContext2D | null;
	/** Every how many frames one is shown. */
	readonly #showEvery: number;
	#paused = false;
	#closed = false;
	#underWay = 0;
	/** Settles whatever the stage waits for. */
	#wake: () => void = () => {};

	constructor(open: ActorOpen, portrait: Int32Array | null) {
		const { width, height, canvas } = open;
		this.#open = open;
		this.#script = scriptOf(open.show);
		this.#face = new ActorFace({ width, height, seed: open.seed, portrait });
		this.#picture = new ImageData(width, height);
		this.#showEvery = open.shownFps === null ? 1 : Math.max(1, Math.ceil(open.fps / open.shownFps));
		if (canvas) {
			canvas.width = width;
			canvas.height = height;
		}
		this.#canvas = canvas?.getContext('2d', { alpha: false }) ?? null;
		open.frames.onmessage = (message: MessageEvent<FrameTaken>) => {
			if (message.data.kind !== 'taken') return;
			this.#underWay -= 1;
			this.#wake();
		};
		open.control.onmessage = (message: MessageEvent<ActorCommand>) => this.#obey(message.data);
	}

	async play(): Promise<void> {
		const { fps, loop, realTime } = this.#open;
		const periodMs = 1000 / fps;
		const frames = loop ? Infinity : Math.round(this.#script.durationMs / periodMs);
		let frame = 0;
		/** Wall time at which frame 0 would have been due at the present pace. */
		let origin = performance.now();
		let paceFrom = { frame, at: origin };
		this.#report({ kind: 'began' });
		while (frame < frames && !this.#closed) {
			this.#face.render(this.#script.poseAt(frame * periodMs), frame, this.#picture.data);
			while (this.#underWay > 0 && !this.#closed) await this.#event();
			if (this.#paused) {
				while (this.#paused && !this.#closed) await this.#event();
				paceFrom = { frame, at: performance.now() };
			}
			// never faster than real time, and no catching up after a slow stretch
			let late = performance.now() - (origin + frame * periodMs);
			while (realTime && late < 0 && !this.#closed) {
				await this.#event(-late);
				late = performance.now() - (origin + frame * periodMs);
			}
			if (late > periodMs) origin += late;
			if (this.#closed) break;
			this.#push(frame);
			frame += 1;
			const passed = performance.now() - paceFrom.at;
			if (passed >= PACE_EVERY_MS) {
				const pace = ((frame - paceFrom.frame) * periodMs) / passed;
				this.#report({ kind: 'pace', pace });
				paceFrom = { frame, at: performance.now() };
			}
		}
		this.#end();
	}

	#push(index: number): void {
		const { width, height, fps } = this.#open;
		if (index % this.#showEvery === 0) this.#canvas?.putImageData(this.#picture, 0, 0);
		const frame = new VideoFrame(this.#picture.data, {
			format: 'RGBX',
			codedWidth: width,
			codedHeight: height,
			timestamp: Math.round((index * 1e6) / fps),
			duration: Math.round(1e6 / fps),
		});
		const pushed: PushedFrame = { kind: 'frame', frame, missed: 0 };
		this.#underWay += 1;
		this.#open.frames.postMessage(pushed, [frame]);
	}

	/** Resolves at the next message, or after `atMostMs`. */
	async #event(atMostMs?: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.#wake = resolve;
			if (atMostMs !== undefined) setTimeout(resolve, atMostMs);
		});
	}

	#obey(command: ActorCommand): void {
		if (command.kind === 'close') this.#closed = true;
		else this.#paused = command.kind === 'pause';
		this.#wake();
	}

	#end(): void {
		const ended: FramesEnded = { kind: 'ended' };
		this.#open.frames.postMessage(ended);
		this.#report({ kind: 'ended' });
		this.#open.frames.close();
		this.#open.control.close();
		self.close();
	}

	#report(report: ActorReport): void {
		this.#open.control.postMessage(report);
	}
}

async function begin(open: ActorOpen): Promise<void> {
	const portrait = open.portrait === null ? null : await painted(open.portrait).catch(() => null);
	await new Stage(open, portrait).play();
}

/** Painting it takes longer than everything else until the first frame. */
async function painted(address: string): Promise<Int32Array> {
	const response = await fetch(address);
	if (!response.ok || response.body === null) throw new Error(`${address}: ${response.status}`);
	const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'));
	return new Int32Array(await new Response(unpacked).arrayBuffer());
}

self.addEventListener(
	'message',
	(message: MessageEvent<ActorOpen>) => {
		const fail = (error: unknown): void => {
			const failed: ActorReport = { kind: 'failed', detail: String(error) };
			message.data.control.postMessage(failed);
		};
		begin(message.data).catch(fail);
	},
	{ once: true },
);
