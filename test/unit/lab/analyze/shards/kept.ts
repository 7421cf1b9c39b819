/** Films that were measured, as runs keep them: records made here, entries and folders as in a real run. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SessionRecord } from '../../../../../src/core/record/index.ts';
import { entryOf } from '../../../../../src/lab/analyze/analyze-films.ts';
import type { Format } from '../../../../../src/lab/analyze/arguments.ts';
import type { Input } from '../../../../../src/lab/terminal/index.ts';
import type { Shard } from '../../../../../src/lab/analyze/shards/shard.ts';
import { shardFolderName } from '../../../../../src/lab/analyze/shards/shard.ts';
import type { FilmToDo, Work } from '../../../../../src/lab/analyze/shards/work.ts';
import { openWork } from '../../../../../src/lab/analyze/shards/work.ts';
import { record } from '../../../files/export/record.ts';

/** Files that a film's name stands for; what is in them does not matter here. */
export async function filmFiles(folder: string, names: readonly string[]): Promise<Input[]> {
	const films = names.map((name) => ({ name, path: join(folder, name) }));
	for (const { path, name } of films) {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, name);
	}
	return films;
}

/** `bad` in a name: not a frame was measured; `two`: two people were. */
export function recordsOf(name: string): SessionRecord[] {
	if (name.includes('bad')) return [];
	const one = { ...record, fault: null, source: { ...record.source, name } };
	const still = name.includes('still') ? { ...one, events: [] } : one;
	return name.includes('two') ? [still, { ...still, events: one.events.slice(1) }] : [still];
}

const FAULT = { code: 'file/not-video', sentence: 'it is no film, "really".' };

interface Kept {
	readonly out: string;
	readonly films: readonly Input[];
	readonly format: Format;
	readonly shard: Shard;
	readonly resume?: boolean;
	readonly settings?: Readonly<Record<string, string>>;
}

export const begun = ({ out, films, format, shard, resume = false, settings = {} }: Kept) =>
	openWork({
		folder: join(out, shardFolderName(shard)),
		shard,
		films,
		several: true,
		settings: { program: 'p', format, ...settings },
		resume,
	});

/** Measures some films, in the order given; a real run would do the same with a browser. */
export async function measure(
	{ writer, list }: Work,
	films: readonly FilmToDo[],
	format: Format,
): Promise<void> {
	for (const todo of films) {
		const records = recordsOf(todo.film.name);
		const fault = records.length === 0 ? FAULT : null;
		const done = { place: 0, records, fault, wallMs: 2000, processorMs: 3000 };
		await writer.add(entryOf(todo, done, { list, format }));
	}
	await writer.close();
}

/** Begins or goes on, and measures everything that is left, last film first. */
export async function finish(kept: Kept): Promise<Work> {
	const work = await begun(kept);
	await measure(work, work.todo.toReversed(), kept.format);
	return work;
}
