/**
 * The desk: one line (worker), one engine, and whichever session the line is working on. Screens
 * give orders here; components never see the worker.
 *
 * Owns   the line, the live source
 * Rule   one session at a time: starting one ends the other first
 *        the latest order wins: what an earlier one still opens is closed again
 */
import type { NeutralBaseline } from '../../line/calibration/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import type { Assets, Report } from '../../line/pipeline/index.ts';
import type { LineSettings } from '../../core/record/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import { Calibration } from './calibration.svelte.ts';
import { bringBack } from './camera-return.ts';
import type { ClipCommand, ClipReport } from './clip-orders.svelte.ts';
import { ClipOrders } from './clip-orders.svelte.ts';
import type { DeskOptions, Line } from './desk-options.ts';
import { Engine } from './engine.svelte.ts';
import { Gate } from './gate.ts';
import { LiveSource } from './live-source.svelte.ts';
import type { SessionWatcher } from './session-watcher.ts';
import type { FileNetwork, OnReading } from './network-files.ts';
import { NetworkFiles } from './network-files.ts';
import type { SourceKind } from './session.svelte.ts';
import { Session } from './session.svelte.ts';
import type { CameraChoice, OpenSource } from './sources.ts';

/** After an order to stop, the worker has this long to say `stopped`. */
const STOP_DEADLINE_MS = 10_000;

export class Desk implements Closable {
	readonly engine = new Engine();
	/** The neutral face before the camera in use. */
	readonly calibration: Calibration;

	#live = $state.raw<Session | null>(null);
	#current = $state.raw<Session | null>(null);
	/** Replaced, never changed. */
	#settings = $state.raw<LineSettings>(DEFAULT_SETTINGS);
	#network = $state.raw<FileNetwork | null>(null);

	#line: Line;
	readonly #options: DeskOptions;
	readonly #source: LiveSource;
	#ready = new Gate();
	#ended = new Gate();
	/** The worker has said that it cannot go on. */
	#broken = new Gate();
	/** Counts orders: whoever waited and finds a later one leaves. */
	#turn = 0;
	/** The face tracker failed in the last session: it would fail in the next. */
	#suspect = false;
	readonly #whenFree: (() => void)[] = [];
	readonly #watchers = new Set<SessionWatcher>();
	/** The settings the line has been told. */
	#configured: LineSettings | null = null;
	readonly #networkFiles = new NetworkFiles();
	readonly #clips = new ClipOrders();
	/** What the line has been told about the current session. */
	#order: 'none' | 'start' | 'stop' = 'none';

	constructor(options: DeskOptions) {
		this.#options = options;
		this.#settings = options.settings;
		this.#source = new LiveSource(options);
		this.calibration = new Calibration(options.calibrations ?? {}, (calibrations) =>
			options.remember({ calibrations }),
		);
		this.#line = this.#openLine();
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
		return this.#source.open;
	}
	/** A source is being opened: the browser may be asking for permission. */
	get opening(): SourceKind | null {
		return this.#source.opening;
	}
	get cameras(): readonly CameraChoice[] {
		return this.#source.cameras;
	}
	get cameraId(): string | null {
		return this.#source.cameraId;
	}
	get settings(): LineSettings {
		return this.#settings;
	}
	/** The network from a person's own file that runs, or is being loaded; null: the shipped one. */
	get network(): FileNetwork | null {
		return this.#network;
	}
	/** Neither measuring nor about to. */
	get idle(): boolean {
		return this.#current === null && this.opening === null && !this.#clips.busy;
	}
	get version(): string {
		return this.#options.version;
	}
	get assets(): Assets {
		return this.#options.assets;
	}
	/** Live measuring, or about to. */
	get busy(): boolean {
		return this.opening !== null || (this.#live?.active ?? false);
	}

	readonly startCamera = (deviceId: string | null = this.cameraId): Promise<void> =>
		this.#startLive('camera', deviceId);

	readonly startActor = (): Promise<void> => this.#startLive('actor', null);

	/** Measures the neutral face of whoever is before the live source. */
	readonly calibrate = (): void => {
		if (this.#current === null || this.#current !== this.#live) return;
		if (this.#live.status !== 'running') return;
		this.calibration.measure();
		this.#line.send({ kind: 'calibrate' });
	};

	/** Gives it up, or puts away what it said. */
	readonly stopCalibrating = (): void => {
		if (this.calibration.status === 'measuring') this.#line.send({ kind: 'stop-calibrating' });
		this.calibration.dismiss();
	};

	/**
	 * Stops whatever runs or is being opened; resolves when the line has reported everything pending.
	 */
	readonly stop = async (): Promise<void> => {
		this.#turn += 1;
		this.#source.expect(null);
		if (this.#current === null) this.#tellFree();
		await this.#stopCurrent();
	};

	/** Stops, and lets go of everything that the live workspace found: the desk knows nothing of it. */
	readonly forget = async (): Promise<void> => {
		const stopped = this.stop();
		const turn = this.#turn;
		await stopped;
		if (turn !== this.#turn) return;
		this.#source.letGo();
		this.#live = null;
	};

	/** Gives up this one session, whether it runs or still waits for the line. */
	readonly cancel = async (session: Session): Promise<void> => {
		if (session === this.#current) await this.#stopCurrent();
		else if (session.active) session.end();
	};

	/**
	 * Runs one file through the line; resolves when it has ended, in `session.fault` if badly.
	 * A session that is still `starting` then never had the line: a later order took it.
	 */
	readonly runFile = async (session: Session, file: File): Promise<void> => {
		const turn = ++this.#turn;
		this.#source.expect(null);
		await this.#stopCurrent();
		if (turn !== this.#turn || !session.active) return;
		// What broke under the last session must not fail this one too.
		if (this.engine.fault !== null || this.#suspect) this.restart();
		await this.#run(session, () => ({ kind: 'file', file }));
		if (session.active) await this.#ended.passed;
	};

	/**
	 * Measures an annotated clip, or shows frames of one, while nothing else is measured. Null: it was
	 * stopped, taken by a later order, no longer `wanted` when its turn came, or the line was not free.
	 * Rejects with a `Fault`.
	 */
	readonly watchClip = async (
		command: ClipCommand,
		onDone: (share: number) => void,
		wanted: () => boolean,
	): Promise<ClipReport | null> => {
		const turn = this.#turn;
		const free = (): boolean => this.idle && turn === this.#turn && wanted();
		await this.#clips.ended;
		if (!free()) return null;
		if (this.engine.fault !== null || this.#suspect) this.restart();
		await Promise.race([this.#ready.passed, this.#broken.passed]);
		if (!free()) return null;
		const { fault } = this.engine;
		if (fault !== null) throw new Fault(fault.code, fault.detail);
		return this.#clips.give(command, onDone, (order) => this.#line.send(order));
	};

	readonly stopClip = (): void => this.#clips.stop((order) => this.#line.send(order));

	/** Calls back whenever the live workspace has let go of the line. */
	readonly whenFree = (listener: () => void): void => {
		this.#whenFree.push(listener);
	};

	/** Follows every session from now on; gives back what ends it. */
	readonly watch = (watcher: SessionWatcher): (() => void) => {
		this.#watchers.add(watcher);
		return () => void this.#watchers.delete(watcher);
	};

	readonly listCameras = (): Promise<void> => this.#source.listCameras();

	readonly chooseCamera = (deviceId: string): void => {
		this.#source.choose(deviceId);
		const wanted = this.opening ?? (this.#live?.active ? this.#live.kind : null);
		if (wanted === 'camera') void this.startCamera(deviceId);
	};

	readonly acceptFalseAlarms = (falseAlarmsPerMinute: number): void =>
		this.#choose({ falseAlarmsPerMinute });

	/** Share of movements that get a reading. */
	readonly nameReadings = (readingCoverage: number): void => this.#choose({ readingCoverage });

	/** What a network's file says about it; changes nothing. Rejects with a `Fault`. */
	readonly readNetwork = (file: File, onReading?: OnReading): Promise<FileNetwork> =>
		this.#networkFiles.read(file, (command) => this.#line.send(command), onReading);

	/** The same network, its classes under these names; changes nothing. Rejects with a `Fault`. */
	readonly nameClasses = (network: FileNetwork, naming: ClassNaming): Promise<FileNetwork> =>
		this.#networkFiles.rename(network, naming, (command) => this.#line.send(command));

	/**
	 * Prepares the line anew with this network, or with the shipped one. False, and nothing happens,
	 * while the line loads or is at work: a session has one network from its start to its end.
	 */
	readonly useNetwork = (network: FileNetwork | null): boolean => {
		if (!this.idle || this.engine.status === 'loading') return false;
		this.#network = network;
		if (this.engine.fault !== null) this.restart();
		else {
			this.#ready = new Gate();
			this.engine.restart();
			this.#prepare();
		}
		return true;
	};

	readonly loseGpu = (): void => {
		this.#line.send({ kind: 'lose-gpu' });
	};

	/** A fresh worker after the old one failed. */
	readonly restart = (): void => {
		this.#line.close();
		this.#networkFiles.giveUp('the measurement was restarted');
		this.#clips.giveUp();
		this.#endCurrent();
		this.#ready = new Gate();
		this.#broken = new Gate();
		this.#suspect = false;
		this.engine.restart();
		this.#line = this.#openLine();
	};

	close(): void {
		this.#turn += 1;
		this.#source.close();
		this.#line.close();
	}

	async #startLive(kind: 'camera' | 'actor', deviceId: string | null): Promise<void> {
		const turn = ++this.#turn;
		const wanted = (): boolean => turn === this.#turn;
		this.#source.expect(kind);
		let opened: OpenSource | null = null;
		try {
			await this.#stopCurrent();
			if (!wanted()) return;
			this.#source.letGo();
			if (this.#suspect) this.restart();
			opened = await this.#source.ask(
				kind,
				(fault) => {
					if (opened !== null && this.source === opened) this.#sourceFailed(fault);
				},
				wanted,
				deviceId,
			);
		} catch (error) {
			if (!wanted()) return;
			const fault = asFault(error, kind === 'camera' ? 'camera/unsupported' : 'worker/crashed');
			this.#source.expect(null);
			this.#live = new Session({ kind, label: '' });
			this.#live.fail(fault.code, fault.detail);
			this.#tellFree();
			return;
		}
		if (opened === null) return;
		const source: OpenSource = opened;
		const session = new Session({ kind, label: source.label });
		this.#source.take(source);
		this.#live = session;
		const kept = this.calibration.begin(source.deviceId);
		await this.#run(session, () => source.spec, kept?.baseline ?? null);
	}

	async #stopCurrent(): Promise<void> {
		if (this.#clips.busy) {
			this.stopClip();
			await this.#orRestart(this.#clips.ended, () => this.#clips.busy);
		}
		const session = this.#current;
		if (session === null) return;
		if (this.#order === 'none') {
			this.#endCurrent();
			return;
		}
		session.stopping();
		if (this.#order === 'start') this.#line.send({ kind: 'stop' });
		this.#order = 'stop';
		await this.#orRestart(this.#ended.passed, () => this.#current === session);
	}

	/** Waits for the worker, but not for ever. */
	async #orRestart(ended: Promise<unknown>, waiting: () => boolean): Promise<void> {
		const deadline = setTimeout(() => {
			if (waiting()) this.restart();
		}, STOP_DEADLINE_MS);
		await ended;
		clearTimeout(deadline);
	}

	/** Makes `session` the current one and starts it as soon as the engine is ready. */
	async #run(
		session: Session,
		source: () => SourceSpec,
		baseline: NeutralBaseline | null = null,
	): Promise<void> {
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
		const { info } = this.engine;
		if (info !== null) session.apply({ kind: 'ready', engine: info });
		if (this.#configured !== this.#settings) this.#configure();
		session.belongTo(this.#options.study?.record() ?? null);
		for (const watcher of this.#watchers) watcher.began(session);
		try {
			this.#line.send({ kind: 'start', source: source(), pictures: true, baseline });
			this.#order = 'start';
		} catch (error) {
			const { code, detail } = asFault(error, 'camera/unsupported'); // no way to hand over frames
			session.fail(code, detail);
			this.#endCurrent();
		}
	}

	#receive(report: Report): void {
		this.engine.apply(report);
		this.#options.onReport?.(report);
		const session = this.#current;
		if (session !== null) {
			session.apply(report);
			if (session === this.#live) this.calibration.apply(report);
			for (const watcher of this.#watchers) watcher.reported(session, report);
		}
		this.#clips.take(report);
		if (report.kind === 'ready') this.#ready.open();
		if (
			report.kind === 'network-reading' ||
			report.kind === 'network-read' ||
			report.kind === 'network-refused'
		) {
			this.#networkFiles.take(report);
		}
		if (report.kind === 'faulted') {
			this.#networkFiles.giveUp(report.fault.detail);
			this.#broken.open();
		}
		if (report.kind === 'stopped') this.#suspect = report.fault?.code === 'landmarks/failed';
		if (report.kind === 'stopped' || report.kind === 'faulted') this.#endCurrent();
	}

	#sourceFailed(fault: Fault): void {
		const session = this.#live;
		if (session?.kind === 'camera' && session.status === 'running' && this.#order === 'start') {
			void this.#reopen(session, fault);
			return;
		}
		session?.fail(fault.code, fault.detail);
		void this.#stopCurrent(); // no order of the person's: a turn begun meanwhile stays
	}

	/** The camera froze or went away: the session waits for it, for a while. */
	async #reopen(session: Session, fault: Fault): Promise<void> {
		const turn = this.#turn;
		this.stopCalibrating();
		const failure = await bringBack({
			...{ session, fault, source: this.#source },
			send: (command) => this.#line.send(command),
			onFault: (next) => this.#sourceFailed(next),
			wanted: () =>
				turn === this.#turn && this.#current === session && session.status === 'running',
		});
		if (failure === null) return;
		session.fail(failure.code, failure.detail);
		void this.#stopCurrent();
	}

	#endCurrent(): void {
		const session = this.#current;
		this.#current = null;
		if (session !== null && session.active) session.end();
		if (session !== null) for (const watcher of this.#watchers) watcher.ended(session);
		if (session === this.#live) {
			this.#source.letGo();
			// A worker that was given up reports no end of it.
			if (this.calibration.status === 'measuring') this.calibration.dismiss();
		}
		this.#ended.open();
		this.#tellFree();
	}

	#tellFree(): void {
		if (!this.busy) for (const listener of this.#whenFree) listener();
	}

	/** As a study wants it: not kept for the next visit, and not kept from it by its own lock. */
	readonly settle = (choice: Partial<LineSettings>): void => {
		this.#settings = { ...this.#settings, ...choice };
		if (this.#current?.kind !== 'file') this.#configure();
	};

	#choose(choice: Partial<LineSettings>): void {
		if (this.#options.study?.locked === true) return;
		this.#settings = { ...this.#settings, ...choice };
		this.#options.remember(choice);
		// A file is measured as it began: the same video gives the same result. The next start sends it.
		if (this.#current?.kind !== 'file') this.#configure();
	}

	#configure(): void {
		this.#configured = this.#settings;
		this.#line.send({ kind: 'configure', settings: this.#settings });
	}

	#openLine(): Line {
		const line = this.#options.openLine((report) => this.#receive(report));
		this.#prepare(line);
		return line;
	}

	#prepare(line: Line = this.#line): void {
		const { assets, version, backend } = this.#options;
		const bundle = this.#network?.bundle ?? null;
		this.#configured = this.#settings;
		line.send({ kind: 'prepare', assets, bundle, version, backend, settings: this.#settings });
	}
}
