/**
 * The live network on a running backend.
 *
 * In    `EventMotion`: both motions of an event on the grid
 * Out   `UnitVerdict`
 * Owns  the parameters' tensors and, through `BackendKeeper`, the GPU device; one network may live at
 *       a time in a thread, because tfjs has one engine a thread
 * Cost  some 100 k multiply-adds a branch: the round trip to the GPU dominates
 * Fails create: model/missing, model/mismatch, gpu/absent. classify: gpu/lost
 *
 * When the device is lost, a new one is made, the weights are loaded onto it and it is warmed up; a
 * verdict that was under way is computed again (`BackendKeeper`).
 */
import { tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { UnitVerdict } from '../../core/record/index.ts';
import type { EventMotion, EventNetwork, NetworkInfo, NetworkOptions } from '../backend/index.ts';
import { BackendKeeper, keeping } from '../backend/index.ts';
import { LOGITS, branchLogits, parametersOf } from './live-network.ts';
import { loadNetwork } from './network-file.ts';
import type { Fetch, Network } from './network-file.ts';
import { readVerdict } from './readout.ts';
import type { EventLogits } from './readout.ts';
import { GRID, GRID_CHANNELS } from './motion-grid.ts';

export interface ClassifierOptions extends NetworkOptions {
	/** Loaded already, or the address of a folder with `model.json` and the weights. */
	readonly network: Network | string;
	/** How files are read. @default fetch */
	readonly fetchFile?: Fetch;
}

const MOTION_VALUES = GRID * GRID * GRID_CHANNELS;

export class Classifier implements EventNetwork {
	readonly #network: Network;
	#keeper!: BackendKeeper;
	#parameters: readonly Tensor[] = [];
	/** The logits being read back: from a lost device they may never come. */
	#logits: Tensor | null = null;

	private constructor(network: Network) {
		this.#network = network;
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
		const classifier = new Classifier(network);
		classifier.#keeper = await BackendKeeper.start(
			{ load: () => classifier.#load(), release: () => classifier.#release() },
			keeping(options, () => classifier.info),
		);
		return classifier;
	}

	get info(): NetworkInfo {
		const { file } = this.#network;
		return {
			name: nameOf(this.#network),
			sha256: file.weights.sha256,
			backend: this.#keeper.backend,
			nameable: file.nameable,
			naming: file.naming,
			paper: null,
		};
	}

	readonly looksAtFaces = false;

	/** @param coverage share of movements whose reading is to be named (`Calibration.naming`) */
	classify(motion: EventMotion, coverage: number): Promise<UnitVerdict> {
		if (motion.rise.length !== MOTION_VALUES || motion.fall.length !== MOTION_VALUES) {
			return Promise.reject(new TypeError(`rise and fall need ${MOTION_VALUES} values each`));
		}
		return this.#keeper.run(async () => {
			const logits = await this.#run(motion);
			return readVerdict(nameOf(this.#network), logits, motion, this.#network.file, coverage);
		});
	}

	/** Loses the GPU device on purpose: what follows is what a driver reset would cause. */
	loseDevice(): void {
		this.#keeper.lose();
	}

	close(): void {
		this.#keeper.close();
	}

	[Symbol.dispose](): void {
		this.close();
	}

	async #load(): Promise<void> {
		this.#parameters = parametersOf(this.#network.file.architecture).map(({ shape }, i) =>
			tensor(this.#network.parameters[i]!, [...shape]),
		);
		await this.#run(null);
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

const nameOf = ({ file }: Network): string => `${file.name} ${file.version}`;
