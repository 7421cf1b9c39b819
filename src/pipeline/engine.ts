/**
 * What a session runs on: face tracker and classifier, loaded once and kept.
 *
 * A missing network is not a failure: events are found and shown without a reading, and
 * `EngineInfo.network` says so. A missing face model is one.
 */
import { Classifier } from '../classify/index.ts';
import { type Closable, Fault, asFault } from '../kernel/index.ts';
import { FaceTracker } from '../landmarks/index.ts';
import { readAll } from './download.ts';
import type { LoadStep, PrepareCommand } from './protocol.ts';
import type { EngineInfo, LineSettings } from './records.ts';

type FaceModel = EngineInfo['faceModel'];

export interface EngineEvents {
	readonly progress: (step: LoadStep, loaded: number, total: number) => void;
	/** Backend lost or back. */
	readonly changed: (info: EngineInfo) => void;
}

export class Engine implements Closable {
	readonly tracker: FaceTracker;
	readonly classifier: Classifier | null;
	readonly #version: string;
	readonly #faceModel: FaceModel;
	#networkFault: Fault | null;
	#recovering = false;
	settings: LineSettings;

	private constructor(
		command: PrepareCommand,
		tracker: FaceTracker,
		faceModel: FaceModel,
		network: Classifier | Fault,
	) {
		this.#version = command.version;
		this.settings = command.settings;
		this.tracker = tracker;
		this.#faceModel = faceModel;
		this.classifier = network instanceof Fault ? null : network;
		this.#networkFault = network instanceof Fault ? network : null;
	}

	static async load(command: PrepareCommand, events: EngineEvents): Promise<Engine> {
		const { assets } = command;
		const [faceModel, model] = await loadFaceModel(assets.faceModel, (loaded, total) =>
			events.progress('face-model', loaded, total),
		);
		events.progress('landmarks', 0, 1);
		const tracker = await FaceTracker.create({ wasmFolder: assets.mediapipe, model });
		events.progress('landmarks', 1, 1);
		let engine: Engine | null = null;
		const changed = (recovering: boolean): void => {
			if (engine === null) return;
			engine.#recovering = recovering;
			events.changed(engine.info);
		};
		const network = await Classifier.create({
			networkUrl: assets.network,
			wasmUrl: assets.tfjsWasm,
			backend: command.backend,
			onProgress: events.progress,
			onLost: () => changed(true),
			onRecovered: () => changed(false),
			onGone: (fault) => {
				if (engine !== null) engine.#networkFault = fault;
				changed(false);
			},
		}).catch((error: unknown) => asFault(error, 'model/missing'));
		engine = new Engine(command, tracker, faceModel, network);
		return engine;
	}

	get info(): EngineInfo {
		// Once the network is gone for good its name would promise what it cannot keep.
		const running = this.#networkFault === null ? (this.classifier?.info ?? null) : null;
		return {
			version: this.#version,
			faceModel: this.#faceModel,
			network: {
				name: running?.name ?? 'none',
				sha256: running?.sha256 ?? null,
				state: running === null ? 'absent' : this.#recovering ? 'recovering' : 'ready',
				fault: this.#networkFault?.code ?? null,
				nameable: this.classifier?.info.nameable ?? [],
				naming: this.classifier?.info.naming ?? [],
			},
			backend: running?.backend ?? null,
			settings: this.settings,
		};
	}

	close(): void {
		this.classifier?.close();
		this.tracker.close();
	}
}

async function loadFaceModel(
	folder: string,
	progress: (loaded: number, total: number) => void,
): Promise<[FaceModel, Uint8Array]> {
	try {
		const note: unknown = await (await fetchGood(`${folder}/face.json`)).json();
		const { kind, sha256 } = note as FaceModel;
		const model = await readAll(await fetchGood(`${folder}/face.task`), progress);
		return [{ kind, sha256 }, model];
	} catch (error) {
		throw asFault(error, 'landmarks/model');
	}
}

async function fetchGood(address: string): Promise<Response> {
	const response = await fetch(address);
	if (!response.ok) throw new Fault('landmarks/model', `${address} answered ${response.status}`);
	return response;
}
