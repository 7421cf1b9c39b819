/** A library of the test's own: what it does is written to the real private file system. */
import { expect } from 'vitest';
import type { LibraryListeners } from '../../../../src/files/library/index.ts';
import type { LibraryError } from '../../../../src/files/library/index.ts';
import { LibraryClient } from '../../../../src/files/library/index.ts';
import type { Head } from '../../../../src/files/library/index.ts';
import { ROW_BYTES, SignalBatch } from '../../../../src/files/library/index.ts';
import { engine, event, frame, pictures, quality, rejected } from '../../app/session/reports.ts';

export interface Trouble {
	readonly id: string;
	readonly what: string;
	readonly error: LibraryError;
}

export class TestShelf {
	readonly client: LibraryClient;
	readonly troubles: Trouble[] = [];
	changes = 0;

	constructor(listeners: Partial<LibraryListeners> = {}) {
		this.client = new LibraryClient({
			onChanged: () => {
				this.changes += 1;
				listeners.onChanged?.();
			},
			onTrouble: (id, what, error) => {
				this.troubles.push({ id, what, error });
				listeners.onTrouble?.(id, what, error);
			},
		});
	}

	list = () => this.client.ask('list', {});

	begin(id: string, more: Partial<Head> = {}): void {
		this.client.record(id, {
			kind: 'begin',
			head: {
				kind: 'camera',
				source: 'A camera',
				keep: 'pictures',
				imported: false,
				since: new Date().toISOString(),
				startedAt: new Date().toISOString(),
				...more,
			},
		});
		this.client.record(id, {
			kind: 'append',
			entries: [
				{ kind: 'engine', engine },
				{ kind: 'size', widthPx: 640, heightPx: 480 },
			],
		});
	}

	/** Frames `[from, from + count)`, in one batch. */
	frames(id: string, from: number, count: number): void {
		const batch = new SignalBatch(this.client.buffer(count * ROW_BYTES));
		for (let at = 0; at < count; at++) batch.push(frame(from + at, { motion: { chin: at / 7 } }));
		this.client.record(id, { kind: 'signals', buffer: batch.buffer, rows: batch.rows });
	}

	/** An event with pictures, and a rejected candidate. */
	found(id: string, n: number): void {
		const key = [30 * n, 30 * n + 5, 30 * n + 12] as const;
		this.client.record(id, {
			kind: 'append',
			entries: [
				{ kind: 'event', event: event(`e${n}`, key) },
				{ kind: 'rejected', rejected: rejected(`r${n}`, key) },
			],
		});
		this.client.record(id, { kind: 'pictures', event: `e${n}`, pictures: pictures(16) });
	}

	end(id: string, frames: number): void {
		const entry = { kind: 'end', quality: quality(frames), fault: null } as const;
		this.client.record(id, { kind: 'end', entry });
	}
}

/** Nothing of an earlier test is there. */
export async function emptyShelf(): Promise<void> {
	const root = await navigator.storage.getDirectory();
	for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) {
		await root.removeEntry(name, { recursive: true }).catch(() => {});
	}
}

export const until = (holds: () => boolean | Promise<boolean>): Promise<void> =>
	expect.poll(holds).toBe(true);
