/**
 * The desk: orders of people and screens, and the state that comes of them. Components never see the
 * worker.
 *
 * Owns   the line (through `LineControl`), the live source
 * Rule   one session at a time: starting one ends the other first
 *        the latest order wins: what an earlier one still opens is closed again
 */
import type { ClassNaming } from '../../core/record/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import type { Assets } from '../../line/pipeline/index.ts';
import type { LineSettings } from '../../core/record/index.ts';
import { Calibration } from './calibration.svelte.ts';
import { bringBack } from './camera-return.ts';
import type { ClipCommand, ClipReport } from './clip-orders.svelte.ts';
import type { DeskOptions } from './desk-options.ts';
import type { Engine } from './engine.svelte.ts';
import { LineControl } from './line-control.svelte.ts';
import { LineSetup } from './line-setup.svelte.ts';
import { LiveSource } from './live-source.svelte.ts';
import type { SessionWatcher } from './session-watcher.ts';
import type { FileNetwork, OnReading } from './network-files.ts';
import type { SourceKind } from './session.svelte.ts';
import { Session } from './session.svelte.ts';
import type { CameraChoice, OpenSource } from './sources.ts';

export class Desk implements Closable {
	readonly engine: Engine;
	/** The neutral face before the camera in use. */
	readonly calibration: Calibration;

	#live = $state.raw<Session | null>(null);

	readonly #options: DeskOptions;
	readonly #setup: LineSetup;
	readonly #line: LineControl;
	readonly #source: LiveSource;
	/** Counts orders: whoever waited and finds a later one leaves. */
	#turn = 0;
	readonly #whenFree: (() => void)[] = [];

	constructor(options: DeskOptions) {
		this.#options = options;
		this.#setup = new LineSetup(options.settings, options);
		this.#source = new LiveSource(options);
		this.calibration = new Calibration(options.calibrations ?? {}, (calibrations) =>
			options.remember({ calibrations }),
		);
		this.#line = new LineControl({
			openLine: options.openLine,
			study: () => options.study?.record() ?? null,
			setup: this.#setup,
			onReport: (report) => options.onReport?.(report),
			onSessionReport: (session, report) => {
				if (session === this.#live) this.calibration.apply(report);
			},
			onEnded: (session) => this.#sessionEnded(session),
		});
		this.engine = this.#line.engine;
	}

	/** The live workspace's session, running or ended; null before the first. */
	get live(): Session | null {
		return this.#live;
	}
	/** The session the line is working on now. */
	get current(): Session | null {
		return this.#line.current;
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
		return this.#setup.settings;
	}
	/** The network from a person's own file that runs, or is being loaded; null: the shipped one. */
	get network(): FileNetwork | null {
		return this.#setup.network;
	}
	/** Neither measuring nor about to. */
	get idle(): boolean {
		return this.current === null && this.opening === null && !this.#line.clips.busy;
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
		if (this.current === null || this.current !== this.#live) return;
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
		if (this.current === null) this.#tellFree();
		await this.#line.stop();
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
		if (session === this.current) await this.#line.stop();
		else if (session.active) session.end();
	};

	/**
	 * Runs one file through the line; resolves when it has ended, in `session.fault` if badly.
	 * A session that is still `starting` then never had the line: a later order took it.
	 */
	readonly runFile = async (
		session: Session,
		file: File,
		captureFps: number | null = null,
	): Promise<void> => {
		const turn = ++this.#turn;
		this.#source.expect(null);
		await this.#line.stop();
		if (turn !== this.#turn || !session.active) return;
		this.#line.restartIfBroken();
		await this.#line.run(session, () => ({
			kind: 'file',
			file,
			captureFps: captureFps ?? 'tag',
		}));
		if (session.active) await this.#line.ended;
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
		await this.#line.clips.ended;
		if (!free()) return null;
		this.#line.restartIfBroken();
		await this.#line.settled;
		if (!free()) return null;
		const { fault } = this.engine;
		if (fault !== null) throw new Fault(fault.code, fault.detail);
		return this.#line.clips.give(command, onDone, this.#line.send);
	};

	readonly stopClip = (): void => this.#line.clips.stop(this.#line.send);

	/** Calls back whenever the live workspace has let go of the line. */
	readonly whenFree = (listener: () => void): void => {
		this.#whenFree.push(listener);
	};

	/** Follows every session from now on; gives back what ends it. */
	readonly watch = (watcher: SessionWatcher): (() => void) => this.#line.watch(watcher);

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

	/** As a study wants it: not kept for the next visit, and not kept from it by its own lock. */
	readonly settle = (choice: Partial<LineSettings>): void => {
		this.#setup.choose(choice);
		this.#configure();
	};

	/** What a network's file says about it; changes nothing. Rejects with a `Fault`. */
	readonly readNetwork = (file: File, onReading?: OnReading): Promise<FileNetwork> =>
		this.#line.networkFiles.read(file, this.#line.send, onReading);

	/** The same network, its classes under these names; changes nothing. Rejects with a `Fault`. */
	readonly nameClasses = (network: FileNetwork, naming: ClassNaming): Promise<FileNetwork> =>
		this.#line.networkFiles.rename(network, naming, this.#line.send);

	/**
	 * Prepares the line anew with this network, or with the shipped one. False, and nothing happens,
	 * while the line loads or is at work: a session has one network from its start to its end.
	 */
	readonly useNetwork = (network: FileNetwork | null): boolean => {
		if (!this.idle || this.engine.status === 'loading') return false;
		this.#setup.useNetwork(network);
		if (this.engine.fault !== null) this.restart();
		else this.#line.reload();
		return true;
	};

	readonly loseGpu = (): void => {
		this.#line.send({ kind: 'lose-gpu' });
	};

	/** A fresh worker after the old one failed. */
	readonly restart = (): void => this.#line.restart();

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
			await this.#line.stop();
			if (!wanted()) return;
			this.#source.letGo();
			if (this.#line.suspect) this.restart();
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
		await this.#line.run(session, () => source.spec, kept?.baseline ?? null);
	}

	#sourceFailed(fault: Fault): void {
		const session = this.#live;
		if (session?.kind === 'camera' && session.status === 'running' && this.#line.measuring) {
			void this.#reopen(session, fault);
			return;
		}
		session?.fail(fault.code, fault.detail);
		void this.#line.stop(); // no order of the person's: a turn begun meanwhile stays
	}

	/** The camera froze or went away: the session waits for it, for a while. */
	async #reopen(session: Session, fault: Fault): Promise<void> {
		const turn = this.#turn;
		this.stopCalibrating();
		const failure = await bringBack({
			session,
			fault,
			source: this.#source,
			send: this.#line.send,
			onFault: (next) => this.#sourceFailed(next),
			wanted: () => turn === this.#turn && this.current === session && session.status === 'running',
		});
		if (failure === null) return;
		session.fail(failure.code, failure.detail);
		void this.#line.stop();
	}

	#sessionEnded(session: Session | null): void {
		if (session === this.#live) {
			this.#source.letGo();
			// A worker that was given up reports no end of it.
			if (this.calibration.status === 'measuring') this.calibration.dismiss();
		}
		this.#tellFree();
	}

	#tellFree(): void {
		if (!this.busy) for (const listener of this.#whenFree) listener();
	}

	#choose(choice: Partial<LineSettings>): void {
		if (this.#options.study?.locked === true) return;
		this.#setup.choose(choice);
		this.#options.remember(choice);
		this.#configure();
	}

	/** A file is measured as it began: the same video gives the same result. The next start sends it. */
	#configure(): void {
		if (this.current?.kind !== 'file') this.#line.configure();
	}
}
