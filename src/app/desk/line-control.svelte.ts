/**
 * The line at work: one worker, and the one session, clip, or network file it is working on. Knows
 * nothing of where frames come from or who ordered what: that is the desk's.
 *
 * In    orders; a session to run, with what its frames come from
 * Out   reports, to the session, those who watch it, and the desk
 * Owns  the line: a worker that failed is replaced (`restart`), one that does not stop too
 * Rule  one session at a time
 */
import type { Closable } from '../../core/kernel/index.ts';
import type { StudyRecord } from '../../core/record/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { NeutralBaseline } from '../../line/calibration/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { Command, Report } from '../../line/pipeline/index.ts';
import { ClipOrders } from './clip-orders.svelte.ts';
import type { DeskOptions, Line } from './desk-options.ts';
import { Engine } from './engine.svelte.ts';
import { Gate } from './gate.ts';
import type { LineSetup } from './line-setup.svelte.ts';
import { NetworkFiles } from './network-files.ts';
import type { SessionWatcher } from './session-watcher.ts';
import type { Session } from './session.svelte.ts';

/** After an order to stop, the worker has this long to say `stopped`. */
const STOP_DEADLINE_MS = 10_000;

export interface LineControlOptions extends Pick<DeskOptions, 'openLine'> {
	readonly setup: LineSetup;
	/** The study that sessions belong to. */
	readonly study: () => StudyRecord | null;
	/** Before anyone else hears of it. */
	readonly onReport: (report: Report) => void;
	/** After the session took it, before those who watch. */
	readonly onSessionReport: (session: Session, report: Report) => void;
	/** Nothing runs anymore; the session that did has been told. */
	readonly onEnded: (session: Session | null) => void;
}

export class LineControl implements Closable {
	readonly engine = new Engine();
	readonly clips = new ClipOrders();
	readonly networkFiles = new NetworkFiles();

	#current = $state.raw<Session | null>(null);

	#line: Line;
	readonly #options: LineControlOptions;
	#trackerReady = new Gate();
	#ready = new Gate();
	#ended = new Gate();
	/** The worker has said that it cannot go on. */
	#broken = new Gate();
	/** The face tracker failed in the last session: it would fail in the next. */
	#suspect = false;
	/** What the line has been told about the current session. */
	#order: 'none' | 'start' | 'stop' = 'none';
	readonly #watchers = new Set<SessionWatcher>();

	constructor(options: LineControlOptions) {
		this.#options = options;
		this.#line = this.#openLine();
	}

	/** The session the line is working on now. */
	get current(): Session | null {
		return this.#current;
	}
	/** Told to start, and not yet to stop. */
	get measuring(): boolean {
		return this.#order === 'start';
	}
	get suspect(): boolean {
		return this.#suspect;
	}
	/** Resolves when the session that began last has ended. */
	get ended(): Promise<void> {
		return this.#ended.passed;
	}
	/** Resolves when everything is loaded, or cannot be. */
	get settled(): Promise<void> {
		return Promise.race([this.#ready.passed, this.#broken.passed]);
	}

	readonly send = (command: Command): void => this.#line.send(command);

	/** Follows every session from now on; gives back what ends it. */
	watch(watcher: SessionWatcher): () => void {
		this.#watchers.add(watcher);
		return () => void this.#watchers.delete(watcher);
	}

	/** Settings that have changed since the line heard of them. */
	configure(): void {
		const command = this.#options.setup.configure();
		if (command !== null) this.#line.send(command);
	}

	/** The same worker loads again what the setup says. */
	reload(): void {
		this.#trackerReady = new Gate();
		this.#ready = new Gate();
		this.engine.restart();
		this.#line.send(this.#options.setup.prepare());
	}

	/** A fresh worker after the old one failed. */
	restart(): void {
		this.#line.close();
		this.networkFiles.giveUp('the measurement was restarted');
		this.clips.giveUp();
		this.#endCurrent();
		this.#trackerReady = new Gate();
		this.#ready = new Gate();
		this.#broken = new Gate();
		this.#suspect = false;
		this.engine.restart();
		this.#line = this.#openLine();
	}

	/** What broke under the last session must not fail the next one too. */
	restartIfBroken(): void {
		if (this.engine.fault !== null || this.#suspect) this.restart();
	}

	/**
	 * Makes `session` the current one and starts it as soon as frames can be measured; one of a file
	 * when everything is loaded, so that what it is measured with stands from the start.
	 */
	async run(
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
		const ready = session.kind === 'file' ? this.#ready : this.#trackerReady;
		await Promise.race([ready.passed, this.#ended.passed]);
		if (this.#current !== session) return;
		const { info } = this.engine;
		if (info !== null) session.apply({ kind: 'ready', engine: info });
		this.configure();
		session.belongTo(this.#options.study());
		for (const watcher of this.#watchers) watcher.began(session);
		try {
			const { face, mirrored } = session;
			const start = { kind: 'start', source: source(), pictures: true, face, mirrored } as const;
			this.#line.send({ ...start, baseline });
			this.#order = 'start';
		} catch (error) {
			const { code, detail } = asFault(error, 'camera/unsupported'); // no way to hand over frames
			session.fail(code, detail);
			this.#endCurrent();
		}
	}

	/** Whatever the line is at; resolves when it has reported everything pending. */
	async stop(): Promise<void> {
		if (this.clips.busy) {
			this.clips.stop(this.send);
			await this.#orRestart(this.clips.ended, () => this.clips.busy);
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

	close(): void {
		this.#line.close();
	}

	/** Waits for the worker, but not forever. */
	async #orRestart(ended: Promise<unknown>, waiting: () => boolean): Promise<void> {
		const deadline = setTimeout(() => {
			if (waiting()) this.restart();
		}, STOP_DEADLINE_MS);
		await ended;
		clearTimeout(deadline);
	}

	#receive(report: Report): void {
		this.engine.apply(report);
		this.#options.onReport(report);
		const session = this.#current;
		if (session !== null) {
			session.apply(report);
			this.#options.onSessionReport(session, report);
			for (const watcher of this.#watchers) watcher.reported(session, report);
		}
		this.clips.take(report);
		if (report.kind === 'tracker-ready' || report.kind === 'ready') this.#trackerReady.open();
		if (report.kind === 'ready') this.#ready.open();
		if (
			report.kind === 'network-reading' ||
			report.kind === 'network-read' ||
			report.kind === 'network-refused'
		) {
			this.networkFiles.take(report);
		}
		if (report.kind === 'faulted') {
			this.networkFiles.giveUp(report.fault.detail);
			this.#broken.open();
		}
		if (report.kind === 'stopped') this.#suspect = report.fault?.code === 'landmarks/failed';
		if (report.kind === 'stopped' || report.kind === 'faulted') this.#endCurrent();
	}

	#endCurrent(): void {
		const session = this.#current;
		this.#current = null;
		if (session !== null && session.active) session.end();
		if (session !== null) for (const watcher of this.#watchers) watcher.ended(session);
		this.#ended.open();
		this.#options.onEnded(session);
	}

	#openLine(): Line {
		const line = this.#options.openLine((report) => this.#receive(report));
		line.send(this.#options.setup.prepare());
		return line;
	}
}
