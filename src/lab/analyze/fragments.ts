/**
 * Documents of many films that are put together from those of single films, byte by byte as if they
 * had been written at once, so that nobody has to hold them all.
 */
import type { SessionRecord } from '../../core/record/index.ts';
import { elanEaf, eventsCsv, scoreJson, sessionJson } from '../../files/export/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { Format } from './arguments.ts';
import type { FilmDocument } from './shards/entry.ts';

/** Of one film: a document for each record, or one table with all of them. */
export function filmDocuments(format: Format, records: readonly SessionRecord[]): FilmDocument[] {
	const [first] = records;
	if (!first) return [];
	if (format === 'csv' || format === 'score') {
		const text = format === 'csv' ? eventsCsv(records) : scoreJson(records);
		return [{ name: first.source.name, text }];
	}
	const write = format === 'json' ? sessionJson : elanEaf;
	return records.map((record) => ({ name: nameWithPerson(record), text: write(record) }));
}

const PERSON = /^person (\d+)$/;

/** `a.mp4` -> `a.person-2.mp4`, where every person has a record. */
function nameWithPerson({ source, faces }: SessionRecord): string {
	const person = PERSON.exec(faces?.choice ?? '')?.[1];
	if (person === undefined) return source.name;
	return source.name.replace(/(\.[^./]+)?$/, (ending) => `.person-${person}${ending}`);
}

/** Pieces of the one document with everything in it. */
type Join = (texts: AsyncIterable<string>) => AsyncGenerator<string>;

/** A table's head once, then the rows of every table. */
async function* joinedTables(texts: AsyncIterable<string>): AsyncGenerator<string> {
	const head = eventsCsv([]);
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

export const JOINS: Readonly<Record<Exclude<Format, 'eaf'>, Join>> = {
	json: joinedSessions,
	csv: joinedTables,
	score: joinedClips,
};
