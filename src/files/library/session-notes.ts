/**
 * What changes of a session after it was recorded: its name, people's labels, its state, and the
 * figures of its line in the list. Two files are written in turn, so that one of them is always whole.
 * Worker only.
 */
import * as v from 'valibot';
import { count, flag, list, measured, object, text } from '../../core/kernel/index.ts';
import { humanLabelSchema } from '../../core/record/index.ts';
import { asLibraryError } from './library-error.ts';
import { headSchema } from './session-log.ts';
import { stateSchema } from './stored-session.ts';

/** Of a session that is not recorded any more. */
const figuresSchema = object({
	durationMs: measured,
	frames: count,
	events: count,
	rejected: count,
	markers: count,
	film: flag,
	pictures: flag,
});

export type Figures = v.InferOutput<typeof figuresSchema>;

const notesSchema = object({
	name: text,
	state: stateSchema,
	labels: list(humanLabelSchema),
	head: headSchema,
	figures: figuresSchema,
	/** Deleted, but the person may still take that back; gone at the next start. */
	away: v.exactOptional(flag),
});

export type SessionNotes = v.InferOutput<typeof notesSchema>;

/** What is in a file. */
const slotSchema = object({ turn: count, notes: notesSchema });

export const NO_FIGURES: Figures = {
	durationMs: 0,
	frames: 0,
	events: 0,
	rejected: 0,
	markers: 0,
	film: false,
	pictures: false,
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
				const json = await (await (await folder.getFileHandle(file)).getFile()).text();
				return { file, ...v.parse(slotSchema, JSON.parse(json)) };
			} catch {
				return { file, turn: 0, notes: null }; // not there yet, or cut off by a crash
			}
		}),
	);
