/** Results as documents, and where they go. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionRecord } from '../../core/record/index.ts';
import {
	dictionaryCsv,
	elanEaf,
	eventsCsv,
	scoreJson,
	sessionDocument,
	sessionJson,
} from '../../files/export/index.ts';
import {
	CommandError,
	UsageError,
	jsonText,
	makeFolder,
	makeFolderOf,
	toStandardOutput,
	writeText,
} from '../terminal/index.ts';
import type { Format } from './arguments.ts';

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

interface Document {
	/** Path below the folder of the plan, or null for the plan's own file or standard output. */
	readonly name: string | null;
	readonly text: string;
}

function documents(plan: OutputPlan, records: readonly SessionRecord[]): Document[] {
	switch (plan.format) {
		case 'score':
			return [{ name: null, text: scoreJson(records) }];
		case 'csv':
			return [{ name: null, text: eventsCsv(records) }];
		case 'json':
		case 'eaf': {
			const write = plan.format === 'json' ? sessionJson : elanEaf;
			if (plan.folder) {
				const names = documentNames(records.map(nameWithPerson), plan.format);
				return records.map((record, i) => ({ name: names[i]!, text: write(record) }));
			}
			const [only] = records;
			if (records.length === 1 && only) return [{ name: null, text: write(only) }];
			if (plan.format === 'eaf') return [];
			const all = records.map(sessionDocument);
			return [{ name: null, text: jsonText(all) }];
		}
	}
}

const PERSON = /^person (\d+)$/;

/** `a.mp4` -> `a.person-2.mp4`, where every person has a record. */
function nameWithPerson({ source, faces }: SessionRecord): string {
	const person = PERSON.exec(faces?.choice ?? '')?.[1];
	if (person === undefined) return source.name;
	return source.name.replace(/(\.[^./]+)?$/, (ending) => `.person-${person}${ending}`);
}

/** `sub/a.mp4` -> `sub/a.json`; where two films would meet, the film's ending stays in. */
export function documentNames(films: readonly string[], ending: string): string[] {
	const stem = (film: string): string => film.replace(/\.[^./]+$/, '');
	const count = (names: readonly string[], name: string): number =>
		names.filter((each) => each.toLowerCase() === name.toLowerCase()).length;
	const stems = films.map(stem);
	const seen: string[] = [];
	return films.map((film, i) => {
		const base = count(stems, stems[i]!) > 1 ? film : stems[i]!;
		const earlier = count(seen, base);
		seen.push(base);
		// The same name from two folders that were both named.
		return `${base}${earlier > 0 ? `-${earlier + 1}` : ''}.${ending}`;
	});
}

/** Writes what there is; returns the paths written. */
export async function writeDocuments(
	plan: OutputPlan,
	records: readonly SessionRecord[],
): Promise<string[]> {
	const written: string[] = [];
	const write = async (path: string, text: string): Promise<void> => {
		await makeFolderOf(path);
		await writeText(path, text);
		written.push(path);
	};
	for (const { name, text } of documents(plan, records)) {
		if (plan.out === null) await toStandardOutput(text);
		else await write(name === null ? plan.out : join(plan.out, name), text);
	}
	if (plan.format === 'csv' && plan.out !== null) {
		await write(`${plan.out.replace(/\.csv$/i, '')}.dictionary.csv`, dictionaryCsv());
	}
	return written;
}
