/**
 * What a session runs on: face tracker and classifier, loaded once and kept; the classifier may be
 * replaced between two sessions.
 *
 * A missing network is not a failure: events are found and shown without a reading, and
 * `EngineInfo.network` says so. A missing face model is one.
 */
import type { EventNetwork, NetworkOptions } from '../backend/index.ts';
import { Classifier } from '../classify/index.ts';
import { checkBrowser } from './browser-needs.ts';
import { readNetworkFile } from './network-in-file.ts';
import { PaperClassifier } from '../paper/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import type { FaceTracker } from '../landmarks/index.ts';
import { openTracker } from '../landmarks/index.ts';
import { nameOf } from './network-reading.ts';
import type { LoadStep, PrepareCommand } from './protocol.ts';
import type { EngineInfo, LineSettings } from '../../core/record/index.ts';

type FaceModel = EngineInfo['faceModel'];

export interface EngineEvents {
	readonly progress: (step: LoadStep, loaded: number, total: number) => void;
	/** Backend lost or back. */
	readonly changed: (info: EngineInfo) => void;
}

export class LineEngine implements Closable {
	readonly tracker: FaceTracker;
	readonly #version: string;
	readonly #faceModel: FaceModel;
	readonly #events: EngineEvents;
	#classifier: EventNetwork | null = null;
	#networkSource: EngineInfo['network']['source'] = 'shipped';
	#networkFault: Fault | null = null;
	#recovering = false;
	settings: LineSettings;

	private constructor(
		command: PrepareCommand,
		tracker: FaceTracker,
		faceModel: FaceModel,
		events: EngineEvents,
	) {
		this.#version = command.version;
		this.settings = command.settings;
		this.tracker = tracker;
		this.#faceModel = faceModel;
		this.#events = events;
	}

	static async load(command: PrepareCommand, events: EngineEvents): Promise<LineEngine> {
		checkBrowser(globalThis);
		const { tracker, faceModel } = await openTracker(
			command.tracker,
			command.assets,
			events.progress,
		);
		const engine = new LineEngine(command, tracker, faceModel, events);
		await engine.#loadNetwork(command);
		return engine;
	}

	/** The command's network instead of the one that ran. */
	async replaceNetwork(command: PrepareCommand): Promise<void> {
		for (const step of ['face-model', 'landmarks'] as const) this.#events.progress(step, 1, 1);
		// One at a time: tfjs has one engine a thread.
		this.#classifier?.close();
		await this.#loadNetwork(command);
	}

	/** Null when no trained network runs. */
	get classifier(): EventNetwork | null {
		return this.#classifier;
	}

	/** Whether the line has to keep pictures of the face. */
	get looksAtFaces(): boolean {
		return this.#classifier?.looksAtFaces ?? false;
	}

	async #loadNetwork({ assets, bundle, backend }: PrepareCommand): Promise<void> {
		this.#classifier = null;
		this.#networkFault = null;
		this.#recovering = false;
		this.#networkSource = bundle === null ? 'shipped' : 'file';
		const changed = (recovering: boolean): void => {
			// A loss while it is being loaded is the loading's own affair.
			if (this.#classifier === null) return;
			this.#recovering = recovering;
			this.#events.changed(this.info);
		};
		try {
			this.#classifier = await openNetwork(bundle, assets.network, {
				wasmUrl: assets.tfjsWasm,
				backend,
				onProgress: this.#events.progress,
				onLost: () => changed(true),
				onRecovered: () => changed(false),
				onGone: (fault) => {
					this.#networkFault = fault;
					changed(false);
				},
			});
		} catch (error) {
			this.#networkFault = asFault(error, 'model/missing');
		}
	}

	get info(): EngineInfo {
		// Once the network is gone for good its name would promise what it cannot keep.
		const running = this.#networkFault === null ? (this.#classifier?.info ?? null) : null;
		return {
			version: this.#version,
			faceModel: this.#faceModel,
			tracker: this.tracker.info,
			network: {
				name: running?.name ?? 'none',
				sha256: running?.sha256 ?? null,
				source: this.#networkSource,
				state: running === null ? 'absent' : this.#recovering ? 'recovering' : 'ready',
				fault: this.#networkFault?.code ?? null,
				nameable: this.#classifier?.info.nameable ?? [],
				naming: this.#classifier?.info.naming ?? [],
				paper: this.#classifier?.info.paper ?? null,
			},
			backend: running?.backend ?? null,
			settings: this.settings,
		};
	}

	close(): void {
		this.#classifier?.close();
		this.tracker.close();
	}
}

/** The network in a person's file, or the one at `shipped`. */
async function openNetwork(
	file: Blob | null,
	shipped: string,
	options: NetworkOptions,
): Promise<EventNetwork> {
	if (file === null) return Classifier.create({ network: shipped, ...options });
	const convertedAt = new Date().toISOString();
	const read = await readNetworkFile(file, { fileName: nameOf(file), convertedAt });
	return read.kind === 'paper'
		? PaperClassifier.create({ weights: read.weights, ...options })
		: Classifier.create({ network: read.bundle.network, ...options });
}
