/**
 * Keeps a network on a running backend: starts one, and when its device is lost,
 * makes a new one and loads the network onto it.
 *
 * Owns  the `RunningBackend`; one keeper may live at a time in a thread, because tfjs has one engine
 *       a thread
 * Fails start: gpu/absent; run: gpu/lost
 *
 * After two tries on one backend the next of the list takes over. Work that was under way is done
 * again. Everything runs one after another.
 */
import type { Closable } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import type { RunningBackend } from './backend.ts';
import { backendOrder, startBackend } from './backend.ts';
import type { Backend, BackendChoice } from '../../core/record/index.ts';

/** What is on the backend. */
export interface Kept {
	/** Makes the tensors and warms up; of the backend that tfjs runs on now. */
	load(): Promise<void>;
	/** Gives up what `load` and work under way made; the device may be gone. */
	release(): void;
}

export interface KeeperOptions {
	readonly backend: BackendChoice;
	/**
	 * Of the backends that `auto` tries, leaves out graphics drawn in software: for networks that are
	 * faster on wasm then.
	 */
	readonly hardware?: boolean;
	/** Folder with tfjs' wasm files; in Node a path. */
	readonly wasmUrl: string;
	/** 0 of 1, then 1 of 1. */
	readonly onWarmUp?: (done: number, total: number) => void;
	/** The device went away; a new one is being made. */
	readonly onLost?: (detail: string) => void;
	/** It runs again, perhaps on another backend. */
	readonly onRecovered?: () => void;
	/** No backend could be started again: every later `run` fails with this fault. */
	readonly onGone?: (fault: Fault) => void;
}

/** New devices on one backend, before the next backend is tried. */
const REBUILDS = 2;

export class BackendKeeper implements Closable {
	readonly #kept: Kept;
	readonly #options: KeeperOptions;
	#backend: RunningBackend;
	/** Rebuilds since work was last done; back to 0 with each. */
	#rebuilds = 0;
	#closed = false;
	/** The last thing asked for; the next one waits for it. Never rejects. */
	#queue: Promise<unknown> = Promise.resolve();
	/** Set once no backend is left. */
	#dead: Fault | null = null;

	private constructor(kept: Kept, options: KeeperOptions, backend: RunningBackend) {
		this.#kept = kept;
		this.#options = options;
		this.#backend = backend;
	}

	static async start(kept: Kept, options: KeeperOptions): Promise<BackendKeeper> {
		const reasons: string[] = [];
		for (const name of backendOrder(options.backend)) {
			let keeper: BackendKeeper | null = null;
			try {
				const backend = await startBackend(name, options.wasmUrl, onHardware(options));
				keeper = new BackendKeeper(kept, options, backend);
				options.onWarmUp?.(0, 1);
				await raceLoss(kept.load(), backend);
				options.onWarmUp?.(1, 1);
				keeper.#watch();
				return keeper;
			} catch (error) {
				keeper?.close();
				reasons.push(`${name}: ${reasonOf(error)}`);
			}
		}
		throw new Fault('gpu/absent', reasons.join('; '));
	}

	/** The backend it runs on now. */
	get backend(): Backend {
		return this.#backend.name;
	}

	/** Does `work` when its turn comes, and again where a loss came between. */
	run<T>(work: () => Promise<T>): Promise<T> {
		return this.#enqueue(async () => {
			for (;;) {
				if (this.#closed) throw new Fault('gpu/lost', 'the classifier is closed');
				if (this.#dead !== null) throw this.#dead;
				const backend = this.#backend;
				try {
					const result = await raceLoss(work(), backend);
					this.#rebuilds = 0;
					return result;
				} catch (error) {
					if (this.#closed) throw asFault(error, 'gpu/lost');
					await this.#rebuild(backend, reasonOf(error));
				}
			}
		});
	}

	/** Loses the GPU device on purpose: what follows is what a driver reset would cause. */
	lose(): void {
		this.#backend.lose();
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#kept.release();
		this.#backend.close();
	}

	[Symbol.dispose](): void {
		this.close();
	}

	#enqueue<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => {});
		return result;
	}

	/** Rebuilds as soon as the device is lost, so that the next event does not wait for it. */
	#watch(): void {
		const backend = this.#backend;
		backend.onLost((reason) => void this.#enqueue(() => this.#rebuild(backend, reason)));
	}

	/** New device, weights, warm-up. Does nothing when `lost` has been replaced already. */
	async #rebuild(lost: RunningBackend, reason: string): Promise<void> {
		if (this.#closed || this.#dead !== null || this.#backend !== lost) return;
		this.#options.onLost?.(reason);
		this.#kept.release();
		lost.close();
		const reasons = [`${lost.name}: ${reason}`];
		const order = backendOrder(this.#options.backend);
		for (const name of order.slice(order.indexOf(lost.name))) {
			if (name !== lost.name) this.#rebuilds = 0;
			while (this.#rebuilds < REBUILDS) {
				this.#rebuilds += 1;
				let backend: RunningBackend | null = null;
				try {
					backend = await startBackend(name, this.#options.wasmUrl, onHardware(this.#options));
					this.#backend = backend;
					await raceLoss(this.#kept.load(), backend);
				} catch (error) {
					this.#kept.release();
					backend?.close();
					reasons.push(`${name}: ${reasonOf(error)}`);
					continue;
				}
				if (this.#closed) {
					this.#kept.release();
					backend.close();
				} else {
					this.#watch();
					this.#options.onRecovered?.();
				}
				return;
			}
		}
		this.#dead = new Fault('gpu/lost', reasons.join('; '));
		this.#options.onGone?.(this.#dead);
	}
}

/** Who asks for one backend by name gets it, whatever draws it. */
const onHardware = ({ backend, hardware = false }: KeeperOptions): boolean =>
	hardware && backend === 'auto';

/** `work`, or a rejection as soon as the device is lost: a read-back may never come then. */
function raceLoss<T>(work: Promise<T>, backend: RunningBackend): Promise<T> {
	return new Promise<T>((resolve, reject) => {
		const stop = backend.onLost((reason) => reject(new Error(reason)));
		void work.then(resolve, reject).finally(() => stop());
	});
}

function reasonOf(error: unknown): string {
	if (error instanceof Fault) return error.detail;
	if (error instanceof Error) return error.message;
	// tfjs' wasm module rejects with a plain { message }.
	const message = (error as { message?: unknown } | null)?.message;
	return typeof message === 'string' ? message : String(error);
}
