/**
 * One zip with everything of a session, and back.
 *
 *   session.json, session.eaf, events.csv, rejected.csv, labels.csv, markers.csv, megc.csv,
 *   bids/..._events.tsv and .json, dictionary.csv     always
 *   frames.csv                                        where signals were kept
 *   pictures/ID-onset.png ..., strips.csv, strips/    where pictures were kept
 *   film.webm or .mp4                                 where a film was kept
 *
 * Several sessions have a folder each. Read back are session.json, frames.csv, pictures, strips, film.
 */
import type { EventStrip } from '../../core/record/index.ts';
import { bidsEventsSidecar, bidsEventsTsv, bidsStem } from './bids-events.ts';
import { csvText, numberIn } from './csv.ts';
import { STRIP_COLUMNS, dictionaryCsv } from './data-dictionary.ts';
import { elanEaf } from './elan-eaf.ts';
import { endingOf } from './endings.ts';
import { eventsCsv, labelsCsv, markersCsv, rejectedCsv } from './events-csv.ts';
import { framesCsv, readFramesCsv } from './frames-csv.ts';
import { ImportError } from './import-error.ts';
import type { KeptPictures } from './kept-pictures.ts';
import { PICTURE_PARTS } from './kept-pictures.ts';
import { megcCsv } from './megc-csv.ts';
import type { MeasuredSession } from './session-files.ts';
import { freeNames } from './session-files.ts';
import { readSessionJson, sessionJson } from './session-json.ts';
import { fileStem } from './session-name.ts';
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

export async function* zipEntries(sessions: readonly WholeSession[]): AsyncGenerator<ZipEntry> {
	const stems = freeNames(sessions.map(({ record }) => fileStem(record)));
	for (const [at, session] of sessions.entries()) {
		yield* entriesOf(session, sessions.length === 1 ? '' : `${stems[at]!}/`);
	}
}

async function* entriesOf(session: WholeSession, folder: string): AsyncGenerator<ZipEntry> {
	const { record, signals } = session;
	const text = (name: string, content: string): ZipEntry => ({ name: folder + name, content });
	const bids = bidsStem(record);
	yield text('session.json', sessionJson(record));
	yield text('session.eaf', elanEaf(record));
	yield text('events.csv', eventsCsv([record]));
	yield text('rejected.csv', rejectedCsv([record]));
	yield text('labels.csv', labelsCsv([record]));
	yield text('markers.csv', markersCsv([record]));
	yield text('megc.csv', megcCsv([record]));
	yield text(`bids/${bids}_events.tsv`, bidsEventsTsv(record));
	yield text(`bids/${bids}_events.json`, bidsEventsSidecar());
	yield text('dictionary.csv', dictionaryCsv());
	if (signals !== null) yield text('frames.csv', framesCsv(signals));
	for (const event of session.pictured) {
		const pictures = await session.picturesOf(event);
		if (pictures === null) continue;
		for (const part of PICTURE_PARTS) {
			yield { name: folder + pictureName(event, part), content: pictures[part] };
		}
	}
	yield* stripEntries(session, folder);
	const film = await session.film();
	if (film !== null) yield { name: `${folder}film.${endingOf(film.type)}`, content: film };
}

async function* stripEntries(session: WholeSession, folder: string): AsyncGenerator<ZipEntry> {
	const rows: (string | number)[][] = [];
	for (const event of session.stripped) {
		const strip = await session.stripOf(event);
		if (strip === null) continue;
		for (const [at, picture] of strip.pictures.entries()) {
			const frame = strip.frames[at]!;
			const file = `strips/${encodeURIComponent(event.toWellFormed())}-${frame}.${endingOf(picture.type)}`;
			rows.push([event, frame, strip.ms[at]!, strip.size, file, picture.type]);
			yield { name: folder + file, content: picture };
		}
	}
	if (rows.length === 0) return;
	const head = STRIP_COLUMNS.map(({ name }) => name);
	yield { name: `${folder}strips.csv`, content: csvText([head, ...rows]) };
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
	if (found.length === 0) throw new ImportError('The zip holds no session.json.');
	return Promise.all(
		found.map((name) => readSession(entries, name.slice(0, -'session.json'.length))),
	);
}

async function readSession(
	entries: ReadonlyMap<string, ReadEntry>,
	folder: string,
): Promise<WholeSession> {
	const at = (name: string): ReadEntry | undefined => entries.get(folder + name);
	const record = readSessionJson(await at('session.json')!.text());
	const frames = await at('frames.csv')?.text();
	const strips = readStrips((await at('strips.csv')?.text()) ?? '');
	const ids = [...record.events, ...record.rejected].map(({ id }) => id);
	const filmEntry = [...entries.values()].find(
		({ name }) => name.startsWith(`${folder}film.`) && !name.slice(folder.length).includes('/'),
	);
	return {
		record,
		signals: frames === undefined ? null : readFramesCsv(frames),
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

interface StripRow {
	readonly frame: number;
	readonly ms: number;
	readonly size: number;
	readonly file: string;
	readonly type: string;
}

/**
 * By event. Names of ours hold no commas or quotes.
 *
 * Fails ImportError
 */
function readStrips(text: string): Map<string, StripRow[]> {
	const strips = new Map<string, StripRow[]>();
	for (const [at, line] of text.split('\n').slice(1).entries()) {
		const [event, frame, ms, size, file, type] = line.trimEnd().split(',');
		if (event === undefined || file === undefined || type === undefined) continue;
		const number = (cell: string | undefined, column: string): number =>
			numberIn(cell!, 'the table of strips', at + 2, column);
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
