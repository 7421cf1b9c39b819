/** Saves what sessions found as files. Nothing is written without the person's order. */
import type { EventPictures, EventStrip, HumanLabel } from '../../core/record/index.ts';
import type { SessionRecord, Signals } from '../../core/record/index.ts';
import type { WholeSession } from '../../files/export/index.ts';
import { saveFile, stemOfAll } from '../../files/export/index.ts';
import type { OpenedSession } from '../../files/library/index.ts';
import type { Session } from '../desk/index.ts';
import type { SessionLibrary } from './library.svelte.ts';
import type { SaveFormat } from './save-formats.ts';
import type { SavableSession } from './session-record.ts';
import { recordOf } from './session-record.ts';
import { saveWritten } from './written-files.ts';

/** None is needed before somebody saves. */
const writers = () => import('../../files/export/writers.ts');

/**
 * One file for one or several sessions; formats that hold one session give a file each. What the
 * library keeps of them (frames, pictures, film, labels) is in them; of those that it does not keep,
 * what the page still has.
 */
export async function saveSessions(
	sessions: readonly SavableSession[],
	format: SaveFormat['id'],
	library: SessionLibrary,
	visit: { labelsOf(session: Session): readonly HumanLabel[] },
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
	await saveWhole(wholes, format);
}

/** These sessions as files that are made here. */
export async function saveWhole(
	sessions: readonly WholeSession[],
	format: SaveFormat['id'],
): Promise<void> {
	if (format === 'zip') return saveZip(sessions);
	const { writtenFiles } = await writers();
	await saveWritten(writtenFiles(format, sessions));
}

/** Where a page finds pictures of events. */
interface Pictured {
	picturesOf(event: string): EventPictures | null | Promise<EventPictures | null>;
	stripOf(event: string): EventStrip | null | Promise<EventStrip | null>;
}

/** Everything of a session but its film. */
export const wholeSession = (
	record: SessionRecord,
	signals: Signals | null,
	pictured: Pictured,
): WholeSession => {
	const ids = record.events.map(({ id }) => id);
	return {
		record,
		signals,
		pictured: ids,
		picturesOf: async (event) => {
			const pictures = await pictured.picturesOf(event);
			return pictures === null ? null : (await writers()).packPictures(pictures);
		},
		stripped: ids,
		stripOf: async (event) => pictured.stripOf(event),
		film: () => Promise.resolve(null),
	};
};

/** `opened`: what the library keeps of it; null: nothing, and the labels are those of this visit. */
function wholeOf(
	session: SavableSession,
	opened: OpenedSession | null,
	labels: readonly HumanLabel[],
): WholeSession {
	const record = opened?.record ?? { ...recordOf(session), labels };
	return wholeSession(record, opened?.signals ?? null, session);
}

async function saveZip(sessions: readonly WholeSession[]): Promise<void> {
	const { zipEntries, zipOf } = await writers();
	const name = stemOfAll(sessions.map(({ record }) => record));
	saveFile(`${name}.zip`, 'application/zip', await zipOf(zipEntries(sessions)));
}
