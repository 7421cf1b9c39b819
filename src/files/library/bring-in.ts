/** Sessions from files of ours: stored as if they had been recorded. Worker only. */
import type { WholeSession } from '../export/index.ts';
import { ImportError, readSessionJson, readSessionZip } from '../export/index.ts';
import { asLibraryError } from './library-error.ts';
import type { RefusedFile } from './protocol.ts';
import type { LogEntry } from './session-log.ts';
import type { Shelf } from './shelf.ts';
import { newSessionId } from './session-id.ts';
import { writeRows } from './signal-rows.ts';

const FILM_SLICE_BYTES = 2 ** 22;

/** What could be read is there; the rest is named. */
export async function bringIn(
	shelf: Shelf,
	files: readonly File[],
): Promise<{ ids: string[]; refused: RefusedFile[] }> {
	const ids: string[] = [];
	const refused: RefusedFile[] = [];
	for (const file of files) {
		try {
			for (const session of await sessionsIn(file)) ids.push(await store(shelf, session));
		} catch (error) {
			const why = error instanceof ImportError ? error.message : asLibraryError(error).message;
			refused.push({ file: file.name, why });
		}
	}
	return { ids, refused };
}

async function sessionsIn(file: File): Promise<WholeSession[]> {
	const zipped = (await file.slice(0, 2).text()) === 'PK';
	if (zipped) return readSessionZip(file);
	const text = await file.text();
	return [
		{
			record: { ...readSessionJson(text), film: null },
			signals: null,
			pictured: [],
			stripped: [],
			picturesOf: () => Promise.resolve(null),
			stripOf: () => Promise.resolve(null),
			film: () => Promise.resolve(null),
		},
	];
}

async function store(shelf: Shelf, session: WholeSession): Promise<string> {
	const { record, signals } = session;
	const { source, engine, quality, fault, faces, study } = record;
	const id = newSessionId();
	await shelf.begin(id, {
		kind: source.kind,
		source: source.name,
		mirrored: source.mirrored ?? false,
		startedAt: source.startedAt,
		since: new Date().toISOString(),
		keep: 'film',
		imported: true,
	});
	try {
		const recording = shelf.recording(id)!;
		recording.append([
			{ kind: 'size', widthPx: source.widthPx, heightPx: source.heightPx },
			{ kind: 'engine', engine },
			...(faces ? [{ kind: 'faces', faces } as const] : []),
			...(study === null ? [] : [{ kind: 'study', study } as const]),
			...record.events.map((event): LogEntry => ({ kind: 'event', event })),
			...record.rejected.map((rejected): LogEntry => ({ kind: 'rejected', rejected })),
			...record.markers.map((marker): LogEntry => ({ kind: 'marker', marker })),
		]);
		if (signals !== null) recording.signals(writeRows(signals).buffer, signals.count);
		for (const event of session.pictured) {
			const pictures = await session.picturesOf(event);
			if (pictures !== null) await recording.keptPictures(event, pictures);
		}
		for (const event of session.stripped) {
			const strip = await session.stripOf(event);
			if (strip !== null) await recording.strip(event, strip);
		}
		const film = await session.film();
		if (film !== null && record.film) {
			for (let at = 0; at < film.size; at += FILM_SLICE_BYTES) {
				await recording.filmChunk(film.slice(at, at + FILM_SLICE_BYTES), record.film);
			}
		}
		recording.append([{ kind: 'end', quality, fault }]);
		await shelf.end(id, 'imported');
		if (record.labels.length > 0) await shelf.saveLabels(id, record.labels);
		if (record.name !== undefined) await shelf.rename(id, record.name);
		return id;
	} catch (error) {
		await shelf.remove(id).catch(() => {});
		throw error;
	}
}
