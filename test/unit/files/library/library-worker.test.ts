/** The library's worker on a disk that fills up, and where there is none. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
	LibraryCommand,
	LibraryReport,
	Question,
	Questions,
	RecordingStep,
} from '../../../../src/files/library/protocol.ts';
import type { StoredSession } from '../../../../src/files/library/stored-session.ts';
import { emptySignals } from '../../../../src/files/export/index.ts';
import { ROW_BYTES, writeRows } from '../../../../src/files/library/signal-rows.ts';
import { MemoryDisk } from '../../../support/memory-folder.ts';
import { fullRecord } from '../export/record.ts';

let disk: MemoryDisk;

/** Not by its name: its types are those of a worker. */
const WORKER = '../../../../src/files/library/library-worker.ts';

interface Scope {
	onmessage: ((message: { data: LibraryCommand }) => void) | null;
	postMessage?: (report: LibraryReport) => void;
}

/** The worker's own module, started anew: as after a reload. */
class StartedWorker {
	readonly reports: LibraryReport[] = [];
	#number = 0;
	readonly #scope: Scope;

	private constructor(scope: Scope) {
		this.#scope = scope;
	}

	static async start(): Promise<StartedWorker> {
		const scope: Scope = { onmessage: null };
		const started = new StartedWorker(scope);
		scope.postMessage = (report) => started.reports.push(report);
		vi.stubGlobal('self', scope);
		vi.resetModules();
		await import(/* @vite-ignore */ WORKER);
		return started;
	}

	tell(command: LibraryCommand): void {
		this.#scope.onmessage!({ data: command });
	}

	record(what: RecordingStep, id = 's1'): void {
		this.tell({ kind: 'record', id, what });
	}

	async ask<Name extends Question>(
		question: Name,
		asked: Questions[Name]['asked'],
	): Promise<Questions[Name]['answer']> {
		const number = ++this.#number;
		this.tell({ kind: 'ask', number, question, ...asked } as LibraryCommand);
		await expect.poll(() => this.#reply(number)).toBeDefined();
		const reply = this.#reply(number)!;
		if (reply.kind === 'refusal') throw new Error(reply.trouble.code);
		return (reply as { answer: Questions[Name]['answer'] }).answer;
	}

	get troubles(): string[] {
		return this.reports.flatMap((report) =>
			report.kind === 'trouble' ? [`${report.what} ${report.trouble.code}`] : [],
		);
	}

	#reply(number: number) {
		return this.reports.find(
			(report) =>
				(report.kind === 'answer' || report.kind === 'refusal') && report.number === number,
		) as Extract<LibraryReport, { kind: 'answer' | 'refusal' }> | undefined;
	}
}

const begin: RecordingStep = {
	kind: 'begin',
	head: {
		kind: 'camera',
		source: 'A camera',
		keep: 'film',
		imported: false,
		since: '2026-11-23T10:00:00.000Z',
		startedAt: '2026-11-23T10:00:00.000Z',
	},
};
/** Frames 0, 1, ... at 0 ms, with nothing measured. */
function rows(count: number): RecordingStep {
	const signals = emptySignals(count);
	for (let at = 0; at < count; at++) signals.frame[at] = at;
	return { kind: 'signals', buffer: writeRows(signals).buffer, rows: count };
}
const film = (bytes: number): RecordingStep => ({
	kind: 'film-chunk',
	chunk: new Blob([new Uint8Array(bytes)]),
	film: { type: 'video/webm', startsAtMs: 0 },
});
const event: RecordingStep = {
	kind: 'append',
	entries: [{ kind: 'event', event: fullRecord.events[0]! }],
};

beforeEach(() => {
	disk = new MemoryDisk();
	class FileSystemFileHandle {
		createSyncAccessHandle(): void {}
	}
	vi.stubGlobal('FileSystemFileHandle', FileSystemFileHandle);
	vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(disk.root) } });
});
afterEach(() => vi.unstubAllGlobals());

describe('storage that fills up', () => {
	test('at the film: the film ends, numbers go on', async () => {
		const worker = await StartedWorker.start();
		for (const what of [begin, rows(100), film(5000)]) worker.record(what);
		await worker.ask('list', {});
		disk.room = disk.root.bytes + 100_000;
		for (const what of [film(200_000), film(10), rows(100), event]) worker.record(what);
		worker.record({ kind: 'end', entry: { kind: 'end', quality: null, fault: null } });
		const [stored] = await worker.ask('list', {});
		expect(worker.troubles).toEqual(['film full']);
		expect(stored).toMatchObject({ state: 'complete', frames: 200, events: 1, film: true });
		expect((await worker.ask('film', { id: 's1' }))!.size).toBe(5000);
	});

	test('at the numbers: it is said once, and what came until then is kept', async () => {
		const worker = await StartedWorker.start();
		for (const what of [begin, event, rows(100)]) worker.record(what);
		await worker.ask('list', {});
		disk.room = disk.root.bytes + 30 * ROW_BYTES;
		for (const what of [rows(20), rows(20), rows(20), event]) worker.record(what);
		const [stored] = await worker.ask('list', {});
		expect(worker.troubles).toEqual(['session full']);
		expect(stored).toMatchObject({ state: 'recovered', frames: 120, events: 1 });
		// Deleting makes room again.
		await worker.ask('remove', { id: 's1' });
		for (const what of [begin, rows(50)]) worker.record(what, 's2');
		worker.record({ kind: 'end', entry: { kind: 'end', quality: null, fault: null } }, 's2');
		expect(await worker.ask('list', {})).toMatchObject([{ id: 's2', frames: 50 }]);
	});

	test('with not even room for a note: the next start recovers it', async () => {
		const worker = await StartedWorker.start();
		for (const what of [begin, event, rows(100)]) worker.record(what);
		await worker.ask('list', {});
		disk.room = disk.root.bytes;
		worker.record(rows(20));
		await worker.ask('list', {});
		expect(worker.troubles).toEqual(['session full']);
		disk.room = Infinity;
		const next = await StartedWorker.start();
		expect(await next.ask('list', {})).toMatchObject([
			{ state: 'recovered', frames: 100, events: 1 } satisfies Partial<StoredSession>,
		]);
	});

	test('while files are brought in: nothing of them stays, and it is said', async () => {
		const worker = await StartedWorker.start();
		for (const what of [begin, event, rows(100)]) worker.record(what);
		worker.record({ kind: 'end', entry: { kind: 'end', quality: null, fault: null } });
		const zip = await worker.ask('zip', { ids: ['s1'] });
		disk.room = disk.root.bytes + 5000;
		const { ids, refused } = await worker.ask('import', { files: [zip] });
		expect(ids).toEqual([]);
		expect(refused).toMatchObject([{ why: expect.stringContaining('full') as string }]);
		expect(await worker.ask('list', {})).toHaveLength(1);
	});
});

describe('no storage', () => {
	test('questions say so; a recording is told once, and nothing throws', async () => {
		vi.stubGlobal('navigator', {
			storage: {
				getDirectory: () => Promise.reject(new DOMException('private window', 'SecurityError')),
			},
		});
		const worker = await StartedWorker.start();
		await expect(worker.ask('list', {})).rejects.toThrow('absent');
		for (const what of [begin, rows(10), event]) worker.record(what);
		await expect.poll(() => worker.troubles).toEqual(['session absent']);
	});
});

test('buffers of rows come back, also when they could not be written', async () => {
	const worker = await StartedWorker.start();
	for (const what of [begin, rows(10)]) worker.record(what);
	worker.record(rows(10), 'unknown');
	await worker.ask('list', {});
	expect(worker.reports.filter(({ kind }) => kind === 'spent')).toHaveLength(2);
});
