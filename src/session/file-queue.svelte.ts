/**
 * The files of the Analyze workspace: one after the other through the desk's line. While the live
 * workspace has the line they wait; adding one takes the line back, as the later order.
 */
import { asFault } from '../kernel/index.ts';
import type { Desk } from './desk.svelte.ts';
import { Session } from './session.svelte.ts';

export type FileStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export class QueuedFile {
	readonly id: string;
	readonly file: File;
	readonly session: Session;
	#status = $state<FileStatus>('waiting');

	constructor(id: string, file: File) {
		this.id = id;
		this.file = file;
		this.session = new Session({ kind: 'file', label: file.name });
	}

	get status(): FileStatus {
		return this.#status;
	}
	/** 0..1. */
	get done(): number {
		if (this.#status === 'done') return 1;
		const progress = this.session.progress;
		if (progress === null || progress.totalMs <= 0) return 0;
		return Math.min(1, progress.doneMs / progress.totalMs);
	}

	/** Only the queue moves a file on. */
	become(status: FileStatus): void {
		this.#status = status;
	}
}

export class FileQueue {
	#files = $state.raw<readonly QueuedFile[]>([]);
	#shownId = $state<string | null>(null);
	#count = 0;
	#draining = false;
	readonly #desk: Desk;

	constructor(desk: Desk) {
		this.#desk = desk;
		desk.whenFree(() => void this.#drain());
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

	show(id: string): void {
		this.#shownId = id;
	}

	add(files: Iterable<File>): void {
		const added = [...files].map((file) => new QueuedFile(`f${++this.#count}`, file));
		if (added.length === 0) return;
		this.#files = [...this.#files, ...added];
		if (this.shown === null || this.running === null) this.#shownId = added[0]!.id;
		if (this.#desk.busy) void this.#desk.stop();
		void this.#drain();
	}

	/** Takes a waiting file out of the line, or stops the one that runs. */
	cancel(id: string): void {
		const queued = this.#files.find((each) => each.id === id);
		if (queued === undefined) return;
		const wasRunning = queued.status === 'running';
		if (wasRunning || queued.status === 'waiting') queued.become('cancelled');
		if (wasRunning) void this.#desk.cancel(queued.session);
	}

	remove(id: string): void {
		this.cancel(id);
		this.#files = this.#files.filter((each) => each.id !== id);
		if (this.#shownId === id) this.#shownId = this.#files[0]?.id ?? null;
	}

	/** Same file again, as a new entry at the end. */
	retry(id: string): void {
		const queued = this.#files.find((each) => each.id === id);
		if (queued === undefined) return;
		this.remove(id);
		this.add([queued.file]);
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
			await this.#desk.runFile(queued.session, queued.file);
		} catch (error) {
			const fault = asFault(error, 'worker/crashed');
			queued.session.fail(fault.code, fault.detail);
		}
		if (queued.status !== 'running') return; // cancelled meanwhile
		// Stopped from elsewhere (the camera was started): what was not analysed to its end is not done.
		const { fault, cut, status } = queued.session;
		if (status === 'starting')
			queued.become('waiting'); // the line was taken before it began
		else queued.become(fault !== null ? 'failed' : cut ? 'cancelled' : 'done');
	}
}
