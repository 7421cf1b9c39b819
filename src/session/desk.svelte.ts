/**
 * The desk: one line (worker), one engine, and whichever session the line is working on. Screens
 * give orders here; components never see the worker.
 *
 * Owns   the line, the open source
 * Rule   one session at a time: starting one ends the other first
 */
import type { BackendChoice } from '../classify/index.ts';
import type { Closable, Fault } from '../kernel/index.ts';
import { asFault } from '../kernel/index.ts';
import type { Assets, Command, LineSettings, Report, SourceSpec } from '../pipeline/index.ts';
import { Engine } from './engine.svelte.ts';
import type { SourceKind } from './session.svelte.ts';
import { Session } from './session.svelte.ts';
import type { CameraChoice, OpenSource, Sources } from './sources.ts';

export interface Line extends Closable {
	send(command: Command): void;
}

export interface DeskOptions {
	readonly openLine: (onReport: (report: Report) => void) => Line;
	readonly sources: Sources;
	readonly assets: Assets;
	readonly version: string;
	readonly backend: BackendChoice;
	readonly falseAlarmsPerMinute: number;
	readonly cameraId: string | null;
	/** A choice of the person's, to be kept for the next visit. */
	readonly remember: (choice: { falseAlarmsPerMinute?: number; cameraId?: string }) => void;
}

/** After an order to stop, the worker has this long to say `stopped`. */
const STOP_DEADLINE_MS = 10_000;

/** A promise and the key to it. (`Promise.withResolvers` is too young for our browsers.) */
class Gate {
	open!: () => void;
	readonly passed = new Promise<void>((resolve) => (this.open = resolve));
}

export class Desk implements Closable {
	readonly engine = new Engine();

	#live = $state.raw<Session | null>(null);
	#source = $state.raw<OpenSource | null>(null);
	#opening = $state<SourceKind | null>(null);
	#current = $state.raw<Session | null>(null);
	#cameras = $state.raw<readonly CameraChoice[]>([]);
	#cameraId = $state<string | null>(null);
	#falseAlarmsPerMinute = $state(0);

	#line: Line;
	readonly #options: DeskOptions;
	readonly #stopWatching: () => void;
	#ready = new Gate();
	#ended = new Gate();
	/** What the line has been told about the current session. */
	#order: 'none' | 'start' | 'stop' = 'none';

	constructor(options: DeskOptions) {
		this.#options = options;
		this.#falseAlarmsPerMinute = options.falseAlarmsPerMinute;
		this.#cameraId = options.cameraId;
		this.#line = this.#openLine();
		this.#stopWatching = options.sources.watchCameras(() => void this.listCameras());
	}

	/** The live workspace's session, running or ended; null before the first. */
	get live(): Session | null {
		return this.#live;
	}
	/** The session the line is working on now. */
	get current(): Session | null {
		return this.#current;
	}
	get source(): OpenSource | null {
		return this.#source;
	}
	/** A source is being opened: the browser may be asking for permission. */
	get opening(): SourceKind | null {
		return this.#opening;
	}
	get cameras(): readonly CameraChoice[] {
		return this.#cameras;
	}
	get cameraId(): string | null {
		return this.#cameraId;
	}
	get falseAlarmsPerMinute(): number {
		return this.#falseAlarmsPerMinute;
	}
	get version(): string {
		return this.#options.version;
	}
	get assets(): Assets {
		return this.#options.assets;
	}
	/** Live measuring, or about to. */
	get busy(): boolean {
		return this.#opening !== null || (this.#live?.active ?? false);
	}

	readonly startCamera = (deviceId: string | null = this.#cameraId): Promise<void> =>
		this.#startLive('camera', (onFault) => this.#options.sources.openCamera(deviceId, onFault));

	readonly startActor = (): Promise<void> =>
		this.#startLive('actor', (onFault) => this.#options.sources.openActor(onFault));

	/** Stops whatever runs; resolves when the line has reported everything pending. */
	readonly stop = async (): Promise<void> => {
		const session = this.#current;
		if (session === null) return;
		if (this.#order === 'none') {
			this.#endCurrent();
			return;
		}
		session.stopping();
		if (this.#order === 'start') this.#line.send({ kind: 'stop' });
		this.#order = 'stop';
		const deadline = setTimeout(() => {
			if (this.#current === session) this.restart();
		}, STOP_DEADLINE_MS);
		await this.#ended.passed;
		clearTimeout(deadline);
	};

	/** Runs one file through the line; resolves when it has ended, in `session.fault` if badly. */
	readonly runFile = async (session: Session, file: File): Promise<void> => {
		await this.stop();
		await this.#run(session, () => ({ kind: 'file', file }));
		if (session.active) await this.#ended.passed;
	};

	readonly listCameras = async (): Promise<void> => {
		this.#cameras = await this.#options.sources.listCameras();
	};

	readonly chooseCamera = (deviceId: string): void => {
		this.#cameraId = deviceId;
		this.#options.remember({ cameraId: deviceId });
		if (this.#live?.kind === 'camera' && this.#live.active) void this.startCamera(deviceId);
	};

	readonly acceptFalseAlarms = (perMinute: number): void => {
		this.#falseAlarmsPerMinute = perMinute;
		this.#options.remember({ falseAlarmsPerMinute: perMinute });
		this.#line.send({ kind: 'configure', settings: this.#settings() });
	};

	readonly loseGpu = (): void => {
		this.#line.send({ kind: 'lose-gpu' });
	};

	/** A fresh worker after the old one failed. */
	readonly restart = (): void => {
		this.#line.close();
		this.#endCurrent();
		this.#ready = new Gate();
		this.engine.restart();
		this.#line = this.#openLine();
	};

	close(): void {
		this.#stopWatching();
		this.#closeSource();
		this.#line.close();
	}

	async #startLive(
		kind: 'camera' | 'actor',
		open: (onFault: (fault: Fault) => void) => Promise<OpenSource>,
	): Promise<void> {
		if (this.#opening !== null) return;
		this.#opening = kind;
		let source: OpenSource | null = null;
		try {
			await this.stop();
			this.#closeSource();
			source = await open((fault) => {
				if (source !== null && this.#source === source) this.#sourceFailed(fault);
			});
		} catch (error) {
			const fault = asFault(error, kind === 'camera' ? 'camera/unsupported' : 'worker/crashed');
			this.#live = new Session({ kind, label: '' });
			this.#live.fail(fault.code, fault.detail);
			return;
		} finally {
			this.#opening = null;
		}
		const opened: OpenSource = source;
		const session = new Session({ kind, label: source.label });
		this.#source = source;
		this.#live = session;
		if (source.deviceId !== null) this.#cameraId = source.deviceId;
		if (kind === 'camera') void this.listCameras();
		await this.#run(session, () => opened.spec);
	}

	/** Makes `session` the current one and starts it as soon as the engine is ready. */
	async #run(session: Session, source: () => SourceSpec): Promise<void> {
		this.#current = session;
		this.#ended = new Gate();
		this.#order = 'none';
		if (this.engine.fault !== null) {
			session.fail(this.engine.fault.code, this.engine.fault.detail);
			this.#endCurrent();
			return;
		}
		await Promise.race([this.#ready.passed, this.#ended.passed]);
		if (this.#current !== session) return;
		try {
			this.#line.send({ kind: 'start', source: source(), pictures: true });
			this.#order = 'start';
		} catch (error) {
			const { code, detail } = asFault(error, 'camera/unsupported'); // no way to hand over frames
			session.fail(code, detail);
			this.#endCurrent();
		}
	}

	#receive(report: Report): void {
		this.engine.apply(report);
		this.#current?.apply(report);
		if (report.kind === 'ready') this.#ready.open();
		if (report.kind === 'stopped' || report.kind === 'faulted') this.#endCurrent();
	}

	#sourceFailed(fault: Fault): void {
		this.#live?.fail(fault.code, fault.detail);
		void this.stop();
	}

	#endCurrent(): void {
		const session = this.#current;
		this.#current = null;
		if (session !== null && session.active) session.end();
		if (session === this.#live) this.#closeSource();
		this.#ended.open();
	}

	#closeSource(): void {
		this.#source?.close();
		this.#source = null;
	}

	#settings(): LineSettings {
		return { falseAlarmsPerMinute: this.#falseAlarmsPerMinute };
	}

	#openLine(): Line {
		const line = this.#options.openLine((report) => this.#receive(report));
		const { assets, version, backend } = this.#options;
		line.send({ kind: 'prepare', assets, version, backend, settings: this.#settings() });
		return line;
	}
}
