/**
 * Room: classify. The trained network on a running backend.
 *
 * In    `EventMotion`: both motions of an event on the grid
 * Out   `Verdict`
 * Owns  the parameters' tensors and, through `RunningBackend`, the GPU device; one Classifier may
 *       live at a time in a thread, because tfjs has one engine a thread
 * Cost  some 100 k multiply-adds a branch: the round trip to the GPU dominates
 * Fails create: model/missing, model/mismatch, gpu/absent. classify: gpu/lost
 *
 * When the device is lost, a new one is made, the weights are loaded onto it and it is warmed up;
 * after two tries the next backend of the list takes over. A verdict that was under way is computed
 * again. Calls run one after another.
 */
import { tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { Fault, asFault } from '../kernel/index.ts';
import type { Closable } from '../kernel/index.ts';
import { backendOrder, startBackend } from './backend.ts';
import type { RunningBackend } from './backend.ts';
import { LOGITS, branchLogits, parametersOf } from './live-network.ts';
import { loadNetwork } from './network-file.ts';
import type { Fetch, NameableUnit, NamingLevel, Network } from './network-file.ts';
import { readVerdict } from './readout.ts';
import type { EventLogits } from './readout.ts';
import { GRID, GRID_CHANNELS } from './verdict.ts';
import type { Backend, BackendChoice, EventMotion, Verdict } from './verdict.ts';

export interface ClassifierOptions {
	/** Loaded already, or the address of a folder with `model.json` and the weights. */
	readonly network: Network | string;
	readonly backend: BackendChoice;
	/** Folder with tfjs' wasm files; in Node a path. */
	readonly wasmUrl: string;
	/** `network`: bytes of the weight file; `warm-up`: 0 of 1, then 1 of 1. */
	readonly onProgress?: (step: 'network' | 'warm-up', loaded: number, total: number) => void;
	/** The device went away; a new one is being made. */
	readonly onLost?: (detail: string) => void;
	/** It runs again, perhaps on another backend. */
	readonly onRecovered?: (info: ClassifierInfo) => void;
	/** No backend could be started again: every later `classify` fails with this fault. */
	readonly onGone?: (fault: Fault) => void;
	/** How files are read. @default fetch */
	readonly fetchFile?: Fetch;
}

export interface ClassifierInfo {
	readonly name: string;
	/** Of the weight file. */
	readonly sha256: string;
	readonly backend: Backend;
	/** Units a person may be told about, each from this probability on. */
	readonly nameable: readonly NameableUnit[];
	/** How much may be named at what risk; most coverage first. */
	readonly naming: readonly NamingLevel[];
}

/** New devices on one backend, before the next backend is tried. */
const REBUILDS = 2;
const MOTION_VALUES = GRID * GRID * GRID_CHANNELS;

export class Classifier implements Closable {
	readonly #network: Network;
	readonly #options: ClassifierOptions;
	#backend: RunningBackend;
	#parameters: readonly Tensor[] = [];
	/** The logits being read back: from a lost device they may never come. */
	#logits: Tensor | null = null;
	/** Rebuilds since the last verdict; back to 0 with each. */
	#rebuilds = 0;
	#closed = false;
	/** The last thing asked for; the next one waits for it. Never rejects. */
	#queue: Promise<unknown> = Promise.resolve();
	/** Set once no backend is left. */
	#dead: Fault | null = null;

	private constructor(network: Network, options: ClassifierOptions, backend: RunningBackend) {
		this.#network = network;
		this.#options = options;
		this.#backend = backend;
	}

	static async create(options: ClassifierOptions): Promise<Classifier> {
		const { onProgress } = options;
		const network =
			typeof options.network === 'string'
				? await loadNetwork(
						options.network,
						(loaded, total) => onProgress?.('network', loaded, total),
						options.fetchFile ?? ((address) => fetch(address)),
					)
				: options.network;
		const reasons: string[] = [];
		for (const name of backendOrder(options.backend)) {
			let classifier: Classifier | null = null;
			try {
				classifier = new Classifier(network, options, await startBackend(name, options.wasmUrl));
				onProgress?.('warm-up', 0, 1);
				await classifier.#loadAndWarmUp();
				onProgress?.('warm-up', 1, 1);
				classifier.#watch();
				return classifier;
			} catch (error) {
				classifier?.close();
				reasons.push(`${name}: ${reasonOf(error)}`);
			}
		}
		throw new Fault('gpu/absent', reasons.join('; '));
	}

	get info(): ClassifierInfo {
		const { file } = this.#network;
		return {
			name: `${file.name} ${file.version}`,
			sha256: file.weights.sha256,
			backend: this.#backend.name,
			nameable: file.nameable,
			naming: file.naming,
		};
	}

	/** @param coverage share of movements whose reading is to be named (`Calibration.naming`) */
	classify(motion: EventMotion, coverage: number): Promise<Verdict> {
		if (motion.rise.length !== MOTION_VALUES || motion.fall.length !== MOTION_VALUES) {
			return Promise.reject(new TypeError(`rise and fall need ${MOTION_VALUES} values each`));
		}
		return this.#enqueue(async () => {
			const { file } = this.#network;
			for (;;) {
				if (this.#closed) throw new Fault('gpu/lost', 'the classifier is closed');
				if (this.#dead !== null) throw this.#dead;
				const backend = this.#backend;
				try {
					const logits = await raceLoss(this.#run(motion), backend);
					this.#rebuilds = 0;
					return readVerdict(this.info.name, logits, motion, file, coverage);
				} catch (error) {
					if (this.#closed) throw asFault(error, 'gpu/lost');
					await this.#rebuild(backend, reasonOf(error));
				}
			}
		});
	}

	/** Loses the GPU device on purpose: what follows is what a driver reset would cause. */
	loseDevice(): void {
		this.#backend.lose();
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#release();
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
		this.#release();
		lost.close();
		const reasons = [`${lost.name}: ${reason}`];
		const order = backendOrder(this.#options.backend);
		for (const name of order.slice(order.indexOf(lost.name))) {
			if (name !== lost.name) this.#rebuilds = 0;
			while (this.#rebuilds < REBUILDS) {
				this.#rebuilds += 1;
				let backend: RunningBackend | null = null;
				try {
					backend = await startBackend(name, this.#options.wasmUrl);
					this.#backend = backend;
					await this.#loadAndWarmUp();
				} catch (error) {
					this.#release();
					backend?.close();
					reasons.push(`${name}: ${reasonOf(error)}`);
					continue;
				}
				if (this.#closed) {
					this.#release();
					backend.close();
				} else {
					this.#watch();
					this.#options.onRecovered?.(this.info);
				}
				return;
			}
		}
		this.#dead = new Fault('gpu/lost', reasons.join('; '));
		this.#options.onGone?.(this.#dead);
	}

	async #loadAndWarmUp(): Promise<void> {
		this.#parameters = parametersOf(this.#network.file.architecture).map(({ shape }, i) =>
			tensor(this.#network.parameters[i]!, [...shape]),
		);
		await raceLoss(this.#run(null), this.#backend);
	}

	#release(): void {
		for (const held of [...this.#parameters, this.#logits]) {
			try {
				held?.dispose();
			} catch {
				// Its buffer went with the lost device.
			}
		}
		this.#parameters = [];
		this.#logits = null;
	}

	/**
	 * One event through the network; null stands for a motion of zeros. The encoder's parameters are
	 * shared, so both branches go through it together, as a batch of two.
	 */
	async #run(motion: EventMotion | null): Promise<EventLogits> {
		const shape: [number, number, number, number] = [2, GRID, GRID, GRID_CHANNELS];
		const branches = new Float32Array(2 * MOTION_VALUES);
		if (motion !== null) {
			branches.set(motion.rise);
			branches.set(motion.fall, MOTION_VALUES);
		}
		const out = tidy(() => {
			const { architecture } = this.#network.file;
			return branchLogits(architecture, this.#parameters, tensor4d(branches, shape)); // [2, 37]
		});
		this.#logits = out;
		try {
			const values = await out.data();
			return { rise: values.subarray(0, LOGITS), fall: values.subarray(LOGITS) };
		} finally {
			out.dispose(); // twice is once
			if (this.#logits === out) this.#logits = null;
		}
	}
}

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
