/**
 * One zip with everything of a session, and back.
 *
 *   README.txt, dictionary.csv, session.json, session.eaf, events.csv, regions.csv, action_units.csv,
 *   rejected.csv, labels.csv, markers.csv, megc.csv, bids/                    always
 *   frames.csv                                        where signals were kept
 *   pictures/ID-onset.png ..., strips.csv, strips/    where pictures were kept
 *   film.webm or .mp4                                 where a film was kept
 *
 * Several sessions have a folder each, but for README.txt and bids/, which are of all. Read back are
 * session.json, frames.csv, pictures, strips, film. Entries are as old as what the record says last.
 */
import type { EventStrip, Signals } from '../../core/record/index.ts';
import { bidsDataset } from './bids-dataset.ts';
import { csvFile, csvText, numberIn } from './csv.ts';
import { STRIP_COLUMNS, dictionaryCsv } from './data-dictionary.ts';
import { elanEaf } from './elan-eaf.ts';
import { endingOf } from './endings.ts';
import { eventsCsv, labelsCsv, markersCsv, rejectedCsv } from './events-csv.ts';
import { FramesReader, framesCsv } from './frames-csv.ts';
import { ImportError } from './import-error.ts';
import type { KeptPictures } from './kept-pictures.ts';
import { PICTURE_PARTS } from './kept-pictures.ts';
import { megcCsv } from './megc-csv.ts';
import { readMe } from './read-me.ts';
import type { MeasuredSession } from './session-files.ts';
import { freeNames } from './session-files.ts';
import { readSessionJson, sessionJson } from './session-json.ts';
import { fileStem } from './session-name.ts';
import { actionUnitsCsv, regionsCsv } from './tidy-csv.ts';
import { lastChange } from './zip-date.ts';
import type { ReadEntry } from './zip-reader.ts';
import { readZip } from './zip-reader.ts';
import type { ZipEntry } from './zip-writer.ts';

/** Everything that was kept of a session. Pictures are fetched when their turn comes. */
export interface WholeSession extends MeasuredSession {
	/** By the events' ids. */
	readonly pictured: readonly string[];
	picturesOf(event: string): Promise<KeptPictures | null>;
	readonly stripped: readonly string[];
	stripOf(event: string): Promise<EventStrip | null>;
	film(): Promise<Blob | null>;
}

/** What stands beside the sessions' folders. */
const FOR_ALL = ['README.txt', 'bids'];

export async function* zipEntries(sessions: readonly WholeSession[]): AsyncGenerator<ZipEntry> {
	const records = sessions.map(({ record }) => record);
	const changed = lastChange(sessions);
	yield { name: 'README.txt', content: readMe(records), changed };
	const stems = freeNames(records.map(fileStem), { taken: FOR_ALL });
	for (const [at, session] of sessions.entries()) {
		const folder = sessions.length === 1 ? '' : `${stems[at]!}/`;
		const own = lastChange([session]);
		for await (const entry of entriesOf(session)) {
			yield { ...entry, name: folder + entry.name, changed: own };
		}
	}
	for (const { name, text } of bidsDataset(records)) {
		yield { name: `bids/${name}`, content: text, changed };
	}
}

async function* entriesOf(session: WholeSession): AsyncGenerator<ZipEntry> {
	const { record, signals } = session;
	yield { name: 'session.json', content: sessionJson(record) };
	yield { name: 'session.eaf', content: elanEaf(record) };
	const tables = {
		'events.csv': eventsCsv([record]),
		'regions.csv': regionsCsv([record]),
		'action_units.csv': actionUnitsCsv([record]),
		'rejected.csv': rejectedCsv([record]),
		'labels.csv': labelsCsv([record]),
		'markers.csv': markersCsv([record]),
		'megc.csv': megcCsv([record]),
		'dictionary.csv': dictionaryCsv(),
		...(signals === null ? {} : { 'frames.csv': framesCsv(signals) }),
	};
	for (const [name, text] of Object.entries(tables)) yield { name, content: csvFile(text) };
	for (const event of session.pictured) {
		const pictures = await session.picturesOf(event);
		if (pictures === null) continue;
		for (const part of PICTURE_PARTS) {
			yield { name: pictureName(event, part), content: pictures[part] };
		}
	}
	yield* stripEntries(session);
	const film = await session.film();
	if (film !== null) yield { name: `film.${endingOf(film.type)}`, content: film };
}

async function* stripEntries(session: WholeSession): AsyncGenerator<ZipEntry> {
	const rows: (string | number)[][] = [];
	for (const event of session.stripped) {
		const strip = await session.stripOf(event);
		if (strip === null) continue;
		for (const [at, picture] of strip.pictures.entries()) {
			const frame = strip.frames[at]!;
			const file = `strips/${encodeURIComponent(event.toWellFormed())}-${frame}.${endingOf(picture.type)}`;
			rows.push([event, frame, strip.ms[at]!, strip.size, file, picture.type]);
			yield { name: file, content: picture };
		}
	}
	if (rows.length === 0) return;
	const head = STRIP_COLUMNS.map(({ name }) => name);
	yield { name: 'strips.csv', content: csvFile(csvText([head, ...rows])) };
}

const pictureName = (event: string, part: string): string =>
	`pictures/${encodeURIComponent(event.toWellFormed())}-${part}.png`;

/**
 * The sessions in a zip that `zipEntries` made.
 *
 * Fails ImportError: there is none, or a part that the session has is damaged
 */
export async function readSessionZip(file: Blob): Promise<WholeSession[]> {
	const entries = await readZip(file);
	const found = [...entries.keys()].filter((name) => /(?:^|\/)session\.json$/.test(name));
	if (found.length === 0)
		throw new ImportError(
			'The zip holds no session.json: it is not a session that this program saved. Choose one that it did.',
		);
	const sessions: WholeSession[] = [];
	// One after the other: what one of them unpacks to is what is held.
	for (const name of found) {
		sessions.push(await readSession(entries, name.slice(0, -'session.json'.length)));
	}
	return sessions;
}

async function readSession(
	entries: ReadonlyMap<string, ReadEntry>,
	folder: string,
): Promise<WholeSession> {
	const at = (name: string): ReadEntry | undefined => entries.get(folder + name);
	const record = readSessionJson(await at('session.json')!.text());
	const frames = at('frames.csv');
	const strips = readStrips((await at('strips.csv')?.text()) ?? '');
	const ids = [...record.events, ...record.rejected].map(({ id }) => id);
	const filmEntry = [...entries.values()].find(
		({ name }) => name.startsWith(`${folder}film.`) && !name.slice(folder.length).includes('/'),
	);
	return {
		record,
		signals: frames === undefined ? null : await readFrames(frames),
		pictured: ids.filter((id) => at(pictureName(id, 'apex')) !== undefined),
		picturesOf: async (event) => {
			const parts = PICTURE_PARTS.map((part) => at(pictureName(event, part)));
			if (parts.some((part) => part === undefined)) return null;
			const [onset, apex, offset, difference] = await Promise.all(
				parts.map((part) => part!.blob('image/png')),
			);
			return { onset: onset!, apex: apex!, offset: offset!, difference: difference! };
		},
		stripped: [...strips.keys()],
		stripOf: async (event) => {
			const rows = strips.get(event);
			if (rows === undefined) return null;
			const there = rows.filter(({ file }) => at(file) !== undefined);
			return {
				frames: Int32Array.from(there, ({ frame }) => frame),
				ms: Float64Array.from(there, ({ ms }) => ms),
				size: there[0]?.size ?? 0,
				pictures: await Promise.all(there.map(({ file, type }) => at(file)!.blob(type))),
			};
		},
		film: async () => (await filmEntry?.blob(record.film?.type ?? 'video/webm')) ?? null,
	};
}

async function readFrames(table: ReadEntry): Promise<Signals> {
	const reader = new FramesReader();
	const decoder = new TextDecoder();
	for await (const piece of table.pieces()) reader.push(decoder.decode(piece, { stream: true }));
	reader.push(decoder.decode());
	return reader.end();
}

interface StripRow {
	readonly frame: number;
	readonly ms: number;
	readonly size: number;
	readonly file: string;
	readonly type: string;
}

type Six = [string, string, string, string, string, string];

/**
 * By event. Names of ours hold no commas or quotes.
 *
 * Fails ImportError
 */
function readStrips(text: string): Map<string, StripRow[]> {
	const strips = new Map<string, StripRow[]>();
	for (const [at, line] of text.split('\n').slice(1).entries()) {
		if (line === '') continue;
		const cells = line.trimEnd().split(',');
		if (cells.length !== STRIP_COLUMNS.length) {
			throw new ImportError(
				`Row ${at + 2} of the table of strips has ${cells.length} cells instead of ${STRIP_COLUMNS.length}: it was cut off or changed. Export the session again.`,
			);
		}
		const [event, frame, ms, size, file, type] = cells as Six;
		const number = (cell: string, column: string): number =>
			numberIn(cell, 'the table of strips', at + 2, column);
		const row = {
			frame: number(frame, 'frame'),
			ms: number(ms, 'ms'),
			size: number(size, 'size_px'),
			file,
			type,
		};
		strips.set(event, [...(strips.get(event) ?? []), row]);
	}
	return strips;
}
