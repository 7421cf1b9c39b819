/** Saves what sessions found as files. Nothing is written without the person's order. */
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';
import type { TextFormat, WholeSession } from '../../files/export/index.ts';
import type { OpenedSession } from '../../files/library/index.ts';
import { saveFile, writeZip, writtenFiles, zipEntries } from '../../files/export/index.ts';
import { packPictures } from '../../files/library/index.ts';
import { millis } from '../../core/kernel/index.ts';
import type { EngineInfo, EventPictures, Quality } from '../../core/record/index.ts';
import { say } from '../../core/words/index.ts';
import type { SessionLibrary } from './library.svelte.ts';
import type { SessionReview } from '../reviewing/index.ts';
import type { VisitSessions } from './visit-sessions.ts';
import type { Session } from '../desk/index.ts';

export interface SaveFormat {
	readonly id: TextFormat | 'zip';
	readonly name: string;
	readonly note: string;
	/** Why it cannot be had; null or left out: it can. */
	readonly unavailable?: string | null;
}

const IDS = [
	...(['zip', 'json', 'events', 'rejected', 'frames', 'elan', 'bids', 'megc'] as const),
	'dictionary',
] as const;

/** In the language shown when they are read. */
export const SAVE_FORMATS: readonly SaveFormat[] = IDS.map((id) => ({
	id,
	get name() {
		return say(`library.format.${id}`);
	},
	get note() {
		return say(`library.format.${id}.note`);
	},
}));

/** The formats as they can be had of these sessions: frames only where they were kept. */
export function saveFormats(
	sessions: readonly (Session | null)[],
	library: SessionLibrary,
): readonly SaveFormat[] {
	const kept = sessions.some((session) => session !== null && library.idOf(session) !== null);
	if (kept) return SAVE_FORMATS;
	const why = library.status === 'absent' ? 'library.frames.absent' : 'library.frames.notKept';
	return SAVE_FORMATS.map(({ id, name, note }) => ({
		id,
		name,
		note,
		unavailable: id === 'frames' ? say(why) : null,
	}));
}

const UNMEASURED: Quality = {
	frames: 0,
	dropped: 0,
	fps: 0,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: millis(0),
};

/** What can be saved: the exports say what the session was measured with. */
export type SavableSession = Session & { readonly engine: EngineInfo };

/** A session that began has a size; before that there is nothing to save. */
export const canSave = (session: Session | null): session is SavableSession =>
	session !== null && session.size !== null && session.engine !== null;

/**
 * One file for one or several sessions; formats that hold one session give a file each. What the
 * library keeps of them (frames, pictures, film, labels) is in them; of those that it does not keep,
 * what the page still has.
 */
export async function saveSessions(
	sessions: readonly SavableSession[],
	format: SaveFormat['id'],
	library: SessionLibrary,
	visit: Pick<VisitSessions, 'labelsOf'>,
): Promise<void> {
	const ids = sessions.map((session) => library.idOf(session));
	if (ids.every((id) => id !== null)) {
		if (await library.export(ids, format)) return;
	}
	const wholes = await Promise.all(
		sessions.map(async (session, at) => {
			const id = ids[at] ?? null;
			const opened = id === null ? null : await library.open(id).catch(() => null);
			return wholeOf(session, opened, visit.labelsOf(session));
		}),
	);
	if (format === 'zip') return saveZip(wholes);
	for (const { name, type, text } of writtenFiles(format, wholes)) saveFile(name, type, text);
}

/** The session under review, with everything that people said about it. */
export async function saveReviewed(
	{ opened, book }: SessionReview,
	format: SaveFormat['id'],
	library: SessionLibrary,
): Promise<void> {
	await book.settled();
	const { stored, record, signals } = opened;
	if (book.status === 'saved' && library.sessions.some(({ id }) => id === stored.id)) {
		await library.export([stored.id], format);
		return;
	}
	const whole: WholeSession = {
		record: { ...record, labels: book.labels },
		signals: signals.count > 0 ? signals : null,
		...picturesIn(record, (id) => opened.picturesOf(id)),
		stripped: record.events.map(({ id }) => id),
		stripOf: (id) => opened.stripOf(id),
		film: () => Promise.resolve(null),
	};
	if (format === 'zip') return saveZip([whole]);
	for (const { name, type, text } of writtenFiles(format, [whole])) saveFile(name, type, text);
}

/** `opened`: what the library keeps of it; null: nothing, and the labels are those of this visit. */
function wholeOf(
	session: SavableSession,
	opened: OpenedSession | null,
	labels: readonly HumanLabel[],
): WholeSession {
	const record = opened?.record ?? { ...recordOf(session), labels };
	return {
		record,
		signals: opened?.signals ?? null,
		...picturesIn(record, (id) => Promise.resolve(session.picturesOf(id))),
		stripped: record.events.map(({ id }) => id),
		stripOf: (id) => Promise.resolve(session.stripOf(id)),
		film: () => Promise.resolve(null),
	};
}

/** Those of the events that have any. */
const picturesIn = (
	{ events }: SessionRecord,
	picturesOf: (event: string) => Promise<EventPictures | null>,
): Pick<WholeSession, 'pictured' | 'picturesOf'> => ({
	pictured: events.map(({ id }) => id),
	picturesOf: async (event) => {
		const pictures = await picturesOf(event);
		return pictures === null ? null : packPictures(pictures);
	},
});

async function saveZip(sessions: readonly WholeSession[]): Promise<void> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	await writeZip(zipEntries(sessions), (piece) => void pieces.push(piece.slice()));
	const name = sessions.length === 1 ? 'fleeting-session' : `fleeting-${sessions.length}-sessions`;
	saveFile(`${name}.zip`, 'application/zip', new Blob(pieces, { type: 'application/zip' }));
}

/** The session as the writers take it. */
export function recordOf(session: SavableSession): SessionRecord {
	return {
		source: {
			kind: session.kind,
			name: session.label,
			widthPx: session.size?.width ?? 0,
			heightPx: session.size?.height ?? 0,
			startedAt: session.kind === 'file' ? null : session.startedAt.toISOString(),
		},
		engine: session.engine,
		quality: session.quality ?? UNMEASURED,
		fault: session.fault,
		events: session.events.map(({ event }) => event),
		rejected: session.rejected,
		markers: session.markers,
		labels: [],
		study: session.study,
	};
}
