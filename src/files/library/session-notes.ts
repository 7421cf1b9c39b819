/**
 * What changes of a session after it was recorded: its name, people's labels, its state, and the
 * figures of its line in the list. Two files are written in turn, so that one of them is always whole.
 * Worker only.
 */
import type { HumanLabel } from '../../core/record/index.ts';
import { asLibraryError } from './library-error.ts';
import type { Head } from './session-log.ts';
import type { StoredSession } from './stored-session.ts';

export interface SessionNotes {
	readonly name: string;
	readonly state: StoredSession['state'];
	readonly labels: readonly HumanLabel[];
	readonly head: Head;
	readonly figures: Figures;
	/** Deleted, but the person may still take that back; gone at the next start. */
	readonly away?: boolean;
}

/** Of a session that is not recorded any more. */
export interface Figures {
	readonly durationMs: number;
	readonly frames: number;
	readonly events: number;
	readonly rejected: number;
	readonly markers: number;
	readonly film: boolean;
	readonly pictures: boolean;
}

export const NO_FIGURES: Figures = {
	...{ durationMs: 0, frames: 0, events: 0, rejected: 0, markers: 0, film: false, pictures: false },
};

interface Slot {
	readonly file: string;
	/** 0: nothing whole is in it. */
	readonly turn: number;
	readonly notes: SessionNotes | null;
}

const FILES = ['notes-a.json', 'notes-b.json'] as const;

/** Null: there are none that are whole. */
export async function readNotes(folder: FileSystemDirectoryHandle): Promise<SessionNotes | null> {
	return newest(await slotsOf(folder)).notes;
}

export async function writeNotes(
	folder: FileSystemDirectoryHandle,
	notes: SessionNotes,
): Promise<void> {
	const slots = await slotsOf(folder);
	const turn = newest(slots).turn + 1;
	const oldest = slots.reduce((least, slot) => (slot.turn < least.turn ? slot : least));
	const handle = await (
		await folder.getFileHandle(oldest.file, { create: true })
	).createSyncAccessHandle();
	try {
		const bytes = new TextEncoder().encode(JSON.stringify({ turn, notes }));
		handle.truncate(0);
		if (handle.write(bytes, { at: 0 }) < bytes.byteLength) {
			throw new DOMException('the notes do not fit', 'QuotaExceededError');
		}
		handle.flush();
	} catch (error) {
		throw asLibraryError(error);
	} finally {
		handle.close();
	}
}

const newest = (slots: readonly Slot[]): Slot =>
	slots.reduce((most, slot) => (slot.turn > most.turn ? slot : most));

const slotsOf = (folder: FileSystemDirectoryHandle): Promise<Slot[]> =>
	Promise.all(
		FILES.map(async (file): Promise<Slot> => {
			try {
				const text = await (await (await folder.getFileHandle(file)).getFile()).text();
				const { turn, notes } = JSON.parse(text) as { turn: number; notes: SessionNotes };
				return { file, turn, notes };
			} catch {
				return { file, turn: 0, notes: null }; // not there yet, or cut off by a crash
			}
		}),
	);
