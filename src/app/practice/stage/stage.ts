/**
 * A stage, as the page holds it: a canvas on which one actor shows one moment.
 *
 * In    who, what; orders to play, to show an instant, to explain
 * Out   a canvas to put into the page; what was really shown, by the display's timestamps
 * Owns  its worker, until `close()`
 * Fails every promise rejects with Fault `worker/crashed`
 */
import type { MomentOptions } from '../../../study/actor/index.ts';
import type { Closable } from '../../../core/kernel/index.ts';
import { Fault } from '../../../core/record/index.ts';
import type { ExplainedMovement, ReadyStage, StageCommand, StageReport } from './messages.ts';
import type { Shown } from './playback.ts';

export interface StageOptions {
	readonly actor: number;
	readonly moment: MomentOptions;
	/** @default 480 x 600 */
	readonly width?: number;
	readonly height?: number;
}

interface Waiting<Value> {
	readonly promise: Promise<Value>;
	readonly resolve: (value: Value) => void;
	readonly reject: (fault: Fault) => void;
}

export class Stage implements Closable {
	readonly canvas: HTMLCanvasElement;
	readonly ready: Promise<ReadyStage>;
	readonly #worker: Worker;
	readonly #ready = waiting<ReadyStage>();
	readonly #plays = new Map<number, Waiting<Shown | null>>();
	#explained: Waiting<ExplainedMovement> | null = null;
	#playCount = 0;

	constructor({ actor, moment, width = 480, height = 600 }: StageOptions) {
		this.canvas = document.createElement('canvas');
		this.ready = this.#ready.promise;
		this.#worker = new Worker(new URL('./stage-worker.ts', import.meta.url), {
			type: 'module',
			name: 'fleeting-stage',
		});
		this.#worker.onmessage = (message: MessageEvent<StageReport>) => this.#hear(message.data);
		this.#worker.onerror = (error) => {
			error.preventDefault();
			this.#fail(error.message || 'the actor could not be loaded');
		};
		const canvas = this.canvas.transferControlToOffscreen();
		this.#send({ kind: 'open', canvas, width, height, actor, moment }, [canvas]);
	}

	/** Resolves at its end with what was shown; null where another order cut it short. */
	play(speed: number, exaggeration = 1): Promise<Shown | null> {
		const id = ++this.#playCount;
		const play = waiting<Shown | null>();
		this.#plays.set(id, play);
		this.#send({ kind: 'play', id, speed, exaggeration });
		return play.promise;
	}

	show(atMs: number, exaggeration = 1): void {
		this.#send({ kind: 'show', atMs, exaggeration });
	}

	explain(): Promise<ExplainedMovement> {
		if (this.#explained === null) {
			this.#explained = waiting<ExplainedMovement>();
			this.#send({ kind: 'explain' });
		}
		return this.#explained.promise;
	}

	close(): void {
		this.#worker.terminate();
		for (const play of this.#plays.values()) play.resolve(null);
		this.#plays.clear();
	}

	#send(command: StageCommand, transfer: Transferable[] = []): void {
		this.#worker.postMessage(command, transfer);
	}

	#hear(report: StageReport): void {
		switch (report.kind) {
			case 'ready':
				this.#ready.resolve(report.times);
				return;
			case 'played':
				this.#plays.get(report.id)?.resolve(report.shown);
				this.#plays.delete(report.id);
				return;
			case 'explained':
				this.#explained?.resolve(report.explained);
				return;
			case 'failed':
				this.#fail(report.detail);
				return;
		}
	}

	#fail(detail: string): void {
		const fault = new Fault('worker/crashed', detail);
		this.#worker.terminate();
		this.#ready.reject(fault);
		this.#explained?.reject(fault);
		for (const play of this.#plays.values()) play.reject(fault);
		this.#plays.clear();
	}
}

function waiting<Value>(): Waiting<Value> {
	let resolve: (value: Value) => void = () => {};
	let reject: (fault: Fault) => void = () => {};
	const promise = new Promise<Value>((settle, refuse) => {
		resolve = settle;
		reject = refuse;
	});
	promise.catch(() => {}); // whoever waits hears of it
	return { promise, resolve, reject };
}
