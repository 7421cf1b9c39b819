/**
 * The actor as a frame source: where there is no camera, a drawn face plays to the line.
 *
 * In    a canvas to show it on (its control transferred), a seed, a show
 * Out   a lossless `SourceSpec`: frames wait for the line, the line never misses one
 * Owns  the actor's worker, until `close()`
 * Fails `onFault` with `worker/crashed`
 */
import { Fault } from '../../../core/record/index.ts';
import type { Closable } from '../../../core/kernel/index.ts';
import type { SourceSpec } from '../../../line/camera/worker/index.ts';
import type { ActorCommand, ActorOpen, ActorReport, ActorShow } from './actor-messages.ts';

export interface ActorOptions {
	/** From `transferControlToOffscreen()`; null: not shown. It is moved, and gone from the page. */
	readonly canvas: OffscreenCanvas | null;
	/** The most pictures a second that are shown; the line gets all. @default null: all */
	readonly shownFps?: number | null;
	/** Who it is: 0..4 are five different people. */
	readonly seed: number;
	/**
	 * Address of the seed's portrait at this size, as the build painted it; what cannot be had is
	 * painted. @default null
	 */
	readonly portrait?: string | null;
	/** @default 640 x 480 */
	readonly width?: number;
	readonly height?: number;
	/** @default 30 */
	readonly fps?: number;
	/** @default 'demo' */
	readonly show?: ActorShow;
	/** Start over at the end, without a seam. @default true for the demo, else false */
	readonly loop?: boolean;
	/** @default 'real-time' */
	readonly pace?: 'real-time' | 'as-fast-as-possible';
	/** Every second: actor seconds per wall second; below 1 where the line cannot keep up. */
	readonly onPace?: (pace: number) => void;
	/** The script is over (never when looping), or the source was closed. */
	readonly onEnded?: () => void;
	readonly onFault?: (fault: Fault) => void;
}

export interface ActorSource extends Closable {
	readonly width: number;
	readonly height: number;
	readonly fps: number;
	/** For the worker, once. */
	readonly source: SourceSpec;
	pause(): void;
	resume(): void;
}

export function openActor(options: ActorOptions): ActorSource {
	return new OpenActor(options);
}

class OpenActor implements ActorSource {
	readonly width: number;
	readonly height: number;
	readonly fps: number;
	readonly source: SourceSpec;
	readonly #worker: Worker;
	readonly #control: MessagePort;
	readonly #options: ActorOptions;
	#closed = false;

	constructor(options: ActorOptions) {
		const { canvas, seed, show = 'demo' } = options;
		this.width = options.width ?? 640;
		this.height = options.height ?? 480;
		this.fps = options.fps ?? 30;
		this.#options = options;
		const control = new MessageChannel();
		const frames = new MessageChannel();
		this.source = { kind: 'port', port: frames.port2, lossless: true };
		this.#control = control.port1;
		this.#control.onmessage = (message: MessageEvent<ActorReport>) => this.#hear(message.data);
		this.#worker = new Worker(new URL('./actor-worker.ts', import.meta.url), {
			type: 'module',
			name: 'fleeting-actor',
		});
		this.#worker.onerror = (error) => {
			error.preventDefault();
			this.#fail(error.message || 'the actor could not be loaded');
		};
		const open: ActorOpen = {
			control: control.port2,
			frames: frames.port1,
			canvas,
			shownFps: options.shownFps ?? null,
			width: this.width,
			height: this.height,
			fps: this.fps,
			seed,
			portrait: options.portrait ?? null,
			show,
			loop: options.loop ?? show === 'demo',
			realTime: options.pace !== 'as-fast-as-possible',
		};
		this.#worker.postMessage(open, [open.control, open.frames, ...(canvas ? [canvas] : [])]);
	}

	pause(): void {
		this.#send({ kind: 'pause' });
	}

	resume(): void {
		this.#send({ kind: 'resume' });
	}

	/** The frames already drawn still reach the line, then it is told that no more will come. */
	close(): void {
		this.#send({ kind: 'close' });
	}

	#send(command: ActorCommand): void {
		if (!this.#closed) this.#control.postMessage(command);
	}

	#hear(report: ActorReport): void {
		if (report.kind === 'pace') this.#options.onPace?.(report.pace);
		if (report.kind === 'failed') this.#fail(report.detail);
		if (report.kind !== 'ended' || this.#closed) return;
		this.#closed = true;
		this.#control.close();
		this.#options.onEnded?.();
	}

	#fail(detail: string): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#control.close();
		this.#worker.terminate();
		this.#options.onFault?.(new Fault('worker/crashed', detail));
	}
}
