/**
 * Documents of many films that are put together from those of single films, byte by byte as if they
 * had been written at once, so that nobody has to hold them all.
 */
import type { SessionRecord } from '../../core/record/index.ts';
import { onlyPerson } from '../../core/record/index.ts';
import {
	actionUnitsCsv,
	elanEaf,
	eventsCsv,
	regionsCsv,
	scoreJson,
	sessionJson,
} from '../../files/export/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { Format } from './arguments.ts';
import type { FilmDocument } from './shards/entry.ts';

/** What is written as tables: movements, and beside them one fact a row. */
const TABLES = {
	events: eventsCsv,
	regions: regionsCsv,
	action_units: actionUnitsCsv,
} as const;
export type RunTable = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly RunTable[];

/** Of one film: a document for each record, or tables with all of them under the tables' names. */
export function filmDocuments(format: Format, records: readonly SessionRecord[]): FilmDocument[] {
	const [first] = records;
	if (!first) return [];
	if (format === 'csv') return TABLE_NAMES.map((name) => ({ name, text: TABLES[name](records) }));
	if (format === 'score') return [{ name: first.source.name, text: scoreJson(records) }];
	const write = format === 'json' ? sessionJson : elanEaf;
	return records.map((record) => ({ name: nameWithPerson(record), text: write(record) }));
}

/** `a.mp4` -> `a.person-2.mp4`, where every person has a record. */
function nameWithPerson({ source, faces }: SessionRecord): string {
	const person = onlyPerson(faces);
	if (person === null) return source.name;
	return source.name.replace(/(\.[^./]+)?$/, (ending) => `.person-${person}${ending}`);
}

/** Pieces of the one document with everything in it. */
type Join = (texts: AsyncIterable<string>) => AsyncGenerator<string>;

/** A table's head once, then the rows of every table. */
export async function* joinedTables(
	table: RunTable,
	texts: AsyncIterable<string>,
): AsyncGenerator<string> {
	const head = TABLES[table]([]);
	yield head;
	for await (const text of texts) yield inner(text, head, '');
}

/** `{ "clips": [...] }`, as JSON.stringify indents it. */
const CLIPS = { open: '{\n\t"clips": [\n', close: '\n\t]\n}\n', none: scoreJson([]) };

const joinedClips: Join = (texts) =>
	joinedItems(CLIPS, texts, (text) => inner(text, CLIPS.open, CLIPS.close));

/** A list of documents, each one step further in. */
const joinedSessions: Join = (texts) =>
	joinedItems({ open: '[\n', close: '\n]\n', none: '[]\n' }, texts, (text) =>
		text.trimEnd().replace(/^/gm, '\t'),
	);

async function* joinedItems(
	{ open, close, none }: typeof CLIPS,
	texts: AsyncIterable<string>,
	item: (text: string) => string,
): AsyncGenerator<string> {
	let any = false;
	for await (const text of texts) {
		yield any ? ',\n' : open;
		yield item(text);
		any = true;
	}
	yield any ? close : none;
}

function inner(text: string, open: string, close: string): string {
	if (text.startsWith(open) && text.endsWith(close)) {
		return text.slice(open.length, text.length - close.length);
	}
	throw new CommandError(
		'A film’s results were written by another version of the program: merge them with that version.',
	);
}

export const JOINS: Readonly<Record<Exclude<Format, 'eaf' | 'csv'>, Join>> = {
	json: joinedSessions,
	score: joinedClips,
};
