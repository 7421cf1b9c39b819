/** Results as documents, and where they go. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lastPart } from '../../core/kernel/index.ts';
import { csvFile, dictionaryCsv } from '../../files/export/index.ts';
import {
	CommandError,
	UsageError,
	counted,
	makeFolder,
	makeFolderOf,
	toStandardOutput,
} from '../terminal/index.ts';
import type { Format } from './arguments.ts';
import { documentNames } from './document-names.ts';
import type { RunTable } from './fragments.ts';
import { JOINS, TABLE_NAMES, joinedTables } from './fragments.ts';
import { replaceFile } from './replace-file.ts';

export interface OutputPlan {
	readonly format: Format;
	/** Null: standard output. */
	readonly out: string | null;
	/** One document a film, in the folder `out`. */
	readonly folder: boolean;
}

/** Settled, and its folder made, before the work begins: hours should not end in a wrong path. */
export async function planOutput(
	format: Format,
	out: string | null,
	several: boolean,
): Promise<OutputPlan> {
	const perFilm = format === 'json' || format === 'eaf';
	if (out === null) {
		if (format === 'eaf' && several) {
			throw new UsageError('Several videos make several ELAN files: name a folder with --out.');
		}
		return { format, out, folder: false };
	}
	const info = await stat(out).catch(() => null);
	const isFolder = info?.isDirectory() ?? false;
	const folder = perFilm && (several || isFolder);
	if (folder && info && !isFolder) {
		throw new CommandError(`${out} is a file, but several documents need a folder.`);
	}
	if (!folder && isFolder) {
		throw new CommandError(`${out} is a folder, but ${format} is one file: name a file in it.`);
	}
	await (folder ? makeFolder(out) : makeFolderOf(out));
	return { format, out, folder };
}

/** What was written of every film, in the order of the list; texts are read one at a time. */
export interface FinishedDocuments {
	/** Of the records, films. */
	readonly names: readonly string[];
	/** A text for each name, or of each film the table that is asked for. */
	readonly texts: (only?: RunTable) => AsyncIterable<string>;
}

/** Beside the documents; a film's document never takes these names. */
export const SUMMARY = 'summary.json';
export const FAILED = 'failed.csv';

/** Where a file about the whole run goes: into the folder, or beside the one document. */
export function besidePath({ out, folder }: OutputPlan, name: string): string | null {
	if (out === null) return null;
	return folder ? join(out, name) : `${out.replace(/\.(json|csv|eaf)$/i, '')}.${name}`;
}

/** Writes what there is; returns a line for the person about each place it went to. */
export async function writeDocuments(
	plan: OutputPlan,
	{ names, texts }: FinishedDocuments,
): Promise<string[]> {
	const { format, out, folder } = plan;
	if (out !== null && folder) return inFolder(out, format, { names, texts });
	if (format === 'json' || format === 'eaf') {
		if (names.length === 0) return [];
		if (names.length === 1) return asOne(out, texts());
	}
	if (format === 'eaf') return [];
	if (format !== 'csv') return asOne(out, JOINS[format](texts()));
	return out === null ? asOne(null, joinedTables('events', texts('events'))) : inTables(out, texts);
}

/** Movements, and the other tables and the dictionary beside them. */
async function inTables(out: string, texts: FinishedDocuments['texts']): Promise<string[]> {
	const beside = (name: string): string => `${out.replace(/\.csv$/i, '')}.${name}.csv`;
	const paths: string[] = [];
	for (const table of TABLE_NAMES) {
		const path = table === 'events' ? out : beside(table);
		await replaceFile(path, marked(joinedTables(table, texts(table))));
		paths.push(path);
	}
	await replaceFile(beside('dictionary'), [csvFile(dictionaryCsv())]);
	return [...paths, beside('dictionary')];
}

/** A table as a file, with the mark for Excel at its head. */
async function* marked(pieces: AsyncIterable<string>): AsyncGenerator<string> {
	let isFirst = true;
	for await (const piece of pieces) {
		yield isFirst ? csvFile(piece) : piece;
		isFirst = false;
	}
}

/** Whoever wrote a few documents sees their names. */
const MOST_NAMED = 10;

async function inFolder(
	out: string,
	format: Format,
	{ names, texts }: FinishedDocuments,
): Promise<string[]> {
	const paths = documentNames(names, format, [SUMMARY, FAILED]).map((name) => join(out, name));
	let at = 0;
	for await (const text of texts()) {
		await replaceFile(paths[at]!, [text]);
		at += 1;
	}
	return paths.length <= MOST_NAMED ? paths : [`${counted(paths.length, 'document')} in ${out}`];
}

async function asOne(out: string | null, pieces: AsyncIterable<string>): Promise<string[]> {
	if (out !== null) {
		await replaceFile(out, pieces);
		return [out];
	}
	for await (const piece of pieces) await toStandardOutput(piece);
	return [];
}

/**
 * The scorer's format names films by their last part alone.
 *
 * @throws UsageError where two films would have the same name in it
 */
export function refuseAlike(format: Format, names: readonly string[]): void {
	if (format !== 'score') return;
	const seen = new Set<string>();
	for (const name of names.map(lastPart)) {
		if (seen.has(name)) {
			throw new UsageError(
				`--format score names films by their file names, and more than one is called ${name}: rename them, or take --format json or csv.`,
			);
		}
		seen.add(name);
	}
}
