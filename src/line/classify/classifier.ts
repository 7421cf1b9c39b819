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
import { tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { UnitVerdict } from '../../core/record/index.ts';
import type { EventMotion, EventNetwork, NetworkInfo, NetworkOptions } from '../backend/index.ts';
import { BackendKeeper, keeping } from '../backend/index.ts';
import {
	FOLDED_LOGITS,
	foldNetwork,
	foldedLogits,
	foldedTensors,
	pooledBranches,
} from './folded-network.ts';
import type { FoldedLayer, FoldedTensors } from './folded-network.ts';
import { LOGITS } from './live-network.ts';
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
/** What the network is warmed up with. */
const STILL = { rise: new Float32Array(MOTION_VALUES), fall: new Float32Array(MOTION_VALUES) };

export class Classifier implements EventNetwork {
	readonly #network: Network;
	#keeper!: BackendKeeper;
	readonly #layers: readonly FoldedLayer[];
	#tensors: readonly FoldedTensors[] = [];
	/** The logits being read back: from a lost device they may never come. */
	#logits: Tensor | null = null;

	private constructor(network: Network) {
		this.#network = network;
		this.#layers = foldNetwork(network.file.architecture, network.parameters);
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
		this.#tensors = foldedTensors(this.#layers);
		await this.#run(STILL);
	}

	#release(): void {
		const parameters = this.#tensors.flatMap(({ kernel, bias }) => [kernel, bias]);
		for (const held of [...parameters, this.#logits]) {
			try {
				held?.dispose();
			} catch {
				// Its buffer went with the lost device.
			}
		}
		this.#tensors = [];
		this.#logits = null;
	}

	/** One event through the network: both branches as a batch of two, since they share the encoder. */
	async #run(motion: Pick<EventMotion, 'rise' | 'fall'>): Promise<EventLogits> {
		const pooled = pooledBranches(motion, this.#network.file.architecture);
		const out = tidy(() => foldedLogits(this.#tensors, pooled)); // [2, 65]
		this.#logits = out;
		try {
			const values = await out.data();
			return {
				rise: values.subarray(0, LOGITS),
				fall: values.subarray(FOLDED_LOGITS, FOLDED_LOGITS + LOGITS),
			};
		} finally {
			out.dispose(); // twice is once
			if (this.#logits === out) this.#logits = null;
		}
	}
}

const nameOf = ({ file }: Network): string => `${file.name} ${file.version}`;
