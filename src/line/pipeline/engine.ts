/**
 * What a session runs on: face tracker and classifier, loaded once and kept; the classifier may be
 * replaced between two sessions. A session needs the tracker only: the network comes after it, and
 * whoever has an event waits for it.
 *
 * A missing network is not a failure: events are found and shown without a reading, and
 * `EngineInfo.network` says so. A missing face model is one.
 */
import type { EventNetwork, NetworkOptions } from '../backend/index.ts';
import { checkBrowser } from './browser-needs.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { Fault } from '../../core/record/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { FaceTracker } from '../landmarks/index.ts';
import { openTracker } from '../landmarks/index.ts';
import type { LoadStep, PrepareCommand } from './protocol.ts';
import type { EngineInfo, LineSettings } from '../../core/record/index.ts';

type FaceModel = EngineInfo['faceModel'];

export interface EngineEvents {
	readonly progress: (step: LoadStep, loaded: number, total: number) => void;
	/** Backend lost or back. */
	readonly changed: (info: EngineInfo) => void;
	/** The network is there, or it is known that there will be none; whoever waits hears of it later. */
	readonly complete: (info: EngineInfo) => void;
}

export class LineEngine implements Closable {
	readonly tracker: FaceTracker;
	readonly #version: string;
	readonly #faceModel: FaceModel;
	readonly #events: EngineEvents;
	/** What the network is loaded by. */
	#command: PrepareCommand;
	/** Null before anybody wanted the network. */
	#loading: Promise<void> | null = null;
	#complete = false;
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
		this.#command = command;
		this.#version = command.version;
		this.settings = command.settings;
		this.tracker = tracker;
		this.#faceModel = faceModel;
		this.#events = events;
	}

	/** With the tracker, and without the network: see `loadNetwork`. */
	static async load(command: PrepareCommand, events: EngineEvents): Promise<LineEngine> {
		checkBrowser(globalThis);
		const { tracker, faceModel } = await openTracker(
			command.tracker,
			command.assets,
			events.progress,
		);
		return new LineEngine(command, tracker, faceModel, events);
	}

	/** Begins to load the network if nobody has; resolves when it is there or known not to come. */
	readonly loadNetwork = (): Promise<void> => (this.#loading ??= this.#load());

	/** The command's network instead of the one that ran. */
	async replaceNetwork(command: PrepareCommand): Promise<void> {
		for (const step of ['face-model', 'landmarks'] as const) this.#events.progress(step, 1, 1);
		// One at a time: tfjs has one engine a thread.
		await this.#loading;
		this.#classifier?.close();
		this.#command = command;
		this.#loading = this.#load();
		await this.#loading;
	}

	/** Null when no trained network runs. */
	get classifier(): EventNetwork | null {
		return this.#classifier;
	}

	/** Whether the line has to keep pictures of the face. */
	get looksAtFaces(): boolean {
		return this.#classifier?.looksAtFaces ?? false;
	}

	async #load(): Promise<void> {
		const { assets, bundle, backend } = this.#command;
		this.#complete = false;
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
		this.#complete = true;
		this.#events.complete(this.info);
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
				state: this.#stateOf(running !== null),
				fault: this.#networkFault?.code ?? null,
				nameable: this.#classifier?.info.nameable ?? [],
				naming: this.#classifier?.info.naming ?? [],
				paper: this.#classifier?.info.paper ?? null,
			},
			backend: running?.backend ?? null,
			settings: this.settings,
		};
	}

	#stateOf(running: boolean): EngineInfo['network']['state'] {
		if (!this.#complete) return 'loading';
		if (!running) return 'absent';
		return this.#recovering ? 'recovering' : 'ready';
	}

	close(): void {
		this.#classifier?.close();
		this.tracker.close();
	}
}

/** The network in a person's file, or the one at `shipped`. Its code comes with it: no frame needs it. */
async function openNetwork(
	file: Blob | null,
	shipped: string,
	options: NetworkOptions,
): Promise<EventNetwork> {
	const { Classifier } = await import('../classify/index.ts');
	if (file === null) return Classifier.create({ network: shipped, ...options });
	const [{ PaperClassifier }, { readNetworkFile }, { nameOf }] = await Promise.all([
		import('../paper/index.ts'),
		import('./network-in-file.ts'),
		import('./network-reading.ts'),
	]);
	const convertedAt = new Date().toISOString();
	const read = await readNetworkFile(file, { fileName: nameOf(file), convertedAt });
	return read.kind === 'paper'
		? PaperClassifier.create({ weights: read.weights, ...options })
		: Classifier.create({ network: read.bundle.network, ...options });
}
