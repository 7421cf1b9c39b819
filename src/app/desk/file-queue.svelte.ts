/**
 * The files of the Analyze workspace: one after the other through the desk's line. While the live
 * workspace has the line they wait; adding one takes the line back, as the later order.
 *
 * In    files as chosen, dropped, opened with the installed app or shared with it
 * Out   a session for each; what was no video, by name
 */
import type { FaceWish } from '../../core/record/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { FoundFile } from './found-files.ts';
import { HIDDEN, isFilm } from './found-files.ts';
import type { Desk } from './desk.svelte.ts';
import type { FileProgress, QueueProgress } from './queue-progress.ts';
import { queueProgress } from './queue-progress.ts';
import type { SessionOptions } from './session.svelte.ts';
import { Session } from './session.svelte.ts';

export type FileStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

type HowMeasured = Pick<SessionOptions, 'face' | 'mirrored'> & Pick<QueuedFile, 'captureFps'>;

export class QueuedFile {
	readonly id: string;
	readonly file: File;
	/** Below the folder that was chosen; of a single file its name. */
	readonly path: string;
	readonly session: Session;
	/** Frames a second at which it was filmed; null: as its tags say. */
	readonly captureFps: number | null;
	#status = $state<FileStatus>('waiting');
	/** First and newest progress that was heard of, with the clock's time. */
	#timed: { readonly from: Timed; readonly to: Timed } | null = null;

	constructor(id: string, { path, file }: FoundFile, { captureFps, ...how }: HowMeasured) {
		this.id = id;
		this.file = file;
		this.path = path;
		this.captureFps = captureFps;
		this.session = new Session({ kind: 'file', label: file.name, ...how });
	}

	get status(): FileStatus {
		return this.#status;
	}
	/** Waiting or running. */
	get open(): boolean {
		return this.#status === 'waiting' || this.#status === 'running';
	}
	/** 0..1. */
	get done(): number {
		if (this.#status === 'done') return 1;
		const progress = this.session.progress;
		if (progress === null || progress.totalMs <= 0) return 0;
		return Math.min(1, progress.doneMs / progress.totalMs);
	}
	get progress(): FileProgress {
		const { done, open } = this; // read first: they tell when to ask again
		const timed = this.#timed;
		return {
			bytes: Math.max(1, this.file.size),
			done,
			open,
			timedShare: timed === null ? 0 : timed.to.done - timed.from.done,
			timedMs: timed === null ? 0 : timed.to.ms - timed.from.ms,
		};
	}

	/** Only the queue moves a file on. */
	become(status: FileStatus): void {
		this.#status = status;
	}

	/** The line has come further; `ms` by any steady clock. */
	heard(ms: number): void {
		const to = { ms, done: this.done };
		this.#timed = { from: this.#timed?.from ?? to, to };
	}
}

interface Timed {
	readonly ms: number;
	readonly done: number;
}

export class FileQueue {
	#files = $state.raw<readonly QueuedFile[]>([]);
	/** Of what is added from now on: frames a second at which it was filmed; null: as its tags say. */
	captureFps = $state<number | null>(null);
	#shownId = $state<string | null>(null);
	#skipped = $state.raw<readonly string[]>([]);
	#count = 0;
	#draining = false;
	/** Which face is followed in files that join, or are measured again; and whether they are mirrored. */
	face = $state<FaceWish>('largest');
	mirrored = $state(false);
	readonly #desk: Desk;

	/** `now`: a steady clock, ms. */
	constructor(desk: Desk, now: () => number = () => performance.now()) {
		this.#desk = desk;
		desk.whenFree(() => void this.#drain());
		desk.watch({
			began: () => {},
			reported: (session, report) => {
				if (report.kind !== 'file-progress') return;
				this.#files.find((each) => each.session === session)?.heard(now());
			},
			ended: () => {},
		});
	}

	get files(): readonly QueuedFile[] {
		return this.#files;
	}
	get shown(): QueuedFile | null {
		return this.#files.find(({ id }) => id === this.#shownId) ?? null;
	}
	get running(): QueuedFile | null {
		return this.#files.find(({ status }) => status === 'running') ?? null;
	}
	/** Of what was added last: files that are no videos, by path. */
	get skipped(): readonly string[] {
		return this.#skipped;
	}
	get progress(): QueueProgress {
		return queueProgress(this.#files.map((queued) => queued.progress));
	}

	/** Null: all of them side by side. */
	show(id: string | null): void {
		this.#shownId = id;
	}

	add(files: Iterable<File>): void {
		this.take([...files].map((file) => ({ path: file.name, file })));
	}

	/** Videos join the queue, in the order of their paths where a folder came; others are named. */
	readonly take = (found: readonly FoundFile[]): void => {
		const seen = found.filter(({ path }) => !HIDDEN.test(path));
		const ordered = seen.some(({ path }) => path.includes('/'))
			? seen.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
			: seen;
		const videos = ordered.filter(isVideo);
		this.#skipped = ordered.filter((each) => !isVideo(each)).map(({ path }) => path);
		const added = videos.map((each) => new QueuedFile(`f${++this.#count}`, each, this.#how));
		if (added.length === 0) return;
		const wasEmpty = this.#files.length === 0;
		this.#files = [...this.#files, ...added];
		if (wasEmpty || this.running === null) this.#shownId = added[0]!.id;
		this.#go();
	};

	readonly forgetSkipped = (): void => {
		this.#skipped = [];
	};

	/** Takes a waiting file out of the line, or stops the one that runs. */
	cancel(id: string): void {
		const queued = this.#files.find((each) => each.id === id);
		if (queued === undefined) return;
		const wasRunning = queued.status === 'running';
		if (wasRunning || queued.status === 'waiting') queued.become('cancelled');
		if (wasRunning) void this.#desk.cancel(queued.session);
	}

	readonly cancelAll = (): void => {
		// those that wait first: else the next would begin
		const { running } = this;
		for (const { id, status } of this.#files) if (status === 'waiting') this.cancel(id);
		if (running !== null) this.cancel(running.id);
	};

	remove(id: string): void {
		this.cancel(id);
		const at = this.#files.findIndex((each) => each.id === id);
		this.#files = this.#files.filter((each) => each.id !== id);
		// what takes its place in the list is shown
		if (this.#shownId === id) {
			this.#shownId = (this.#files[at] ?? this.#files[at - 1])?.id ?? null;
		}
	}

	/** Same file again, measured anew in its place in the list. */
	retry(id: string): void {
		const queued = this.#files.find((each) => each.id === id);
		if (queued === undefined) return;
		this.cancel(id);
		const how = { ...this.#how, captureFps: this.captureFps ?? queued.captureFps };
		const again = new QueuedFile(`f${++this.#count}`, queued, how);
		this.#files = this.#files.map((each) => (each === queued ? again : each));
		if (this.#shownId === id) this.#shownId = again.id;
		this.#go();
	}

	get #how(): HowMeasured {
		return { face: this.face, mirrored: this.mirrored, captureFps: this.captureFps };
	}

	#go(): void {
		if (this.#desk.busy) void this.#desk.stop();
		void this.#drain();
	}

	async #drain(): Promise<void> {
		if (this.#draining) return;
		this.#draining = true;
		try {
			for (;;) {
				const next = this.#files.find(({ status }) => status === 'waiting');
				if (next === undefined || this.#desk.busy) return;
				await this.#runOne(next);
			}
		} finally {
			this.#draining = false;
		}
	}

	async #runOne(queued: QueuedFile): Promise<void> {
		queued.become('running');
		try {
			await this.#desk.runFile(queued.session, queued.file, queued.captureFps);
		} catch (error) {
			const fault = asFault(error, 'worker/crashed');
			queued.session.fail(fault.code, fault.detail);
		}
		if (queued.status !== 'running') return; // cancelled meanwhile
		// Stopped from elsewhere (the camera was started): what was not analyzed to its end is not done.
		const { fault, cut, status } = queued.session;
		if (status === 'starting')
			queued.become('waiting'); // the line was taken before it began
		else queued.become(fault !== null ? 'failed' : cut ? 'cancelled' : 'done');
	}
}

/** By what the browser says of it, else by its name: Matroska has no type in most browsers. */
const isVideo = ({ path, file }: FoundFile): boolean =>
	file.type.startsWith('video/') || isFilm(path);
