/**
 * The films of one or more shards' folders as one list, in its order.
 *
 * In    folders of shards, or folders that such lie in
 * Out   every film that is done, once; which shards are not finished; texts, read when asked for
 * Fails CommandError where the folders do not belong together
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError, counted } from '../../terminal/index.ts';
import type { FilmDocument, ShardHead } from './entry.ts';
import { filmEntry } from './entry.ts';
import { lineAt } from './sealed.ts';
import { shardOf } from './shard.ts';
import type { IndexedFilm } from './shard-folder.ts';
import { entriesOf, readHead } from './shard-folder.ts';

interface ShardFound {
	readonly folder: string;
	readonly head: ShardHead;
}

export interface FinishedFilms {
	readonly head: ShardHead;
	/** In the order of the list. */
	readonly films: readonly IndexedFilm[];
	/** One sentence for each shard that has films left. */
	readonly unfinished: readonly string[];
}

export async function finishedFilms(folders: readonly string[]): Promise<FinishedFilms> {
	const shards = await shardsIn(folders);
	const [first] = shards;
	if (!first) {
		throw new CommandError(
			`No shards were found in ${folders.join(', ')}: name what --out was when they were analyzed.`,
		);
	}
	for (const other of shards) refuseStranger(first, other);
	const { head } = first;
	const byPlace = new Map<number, IndexedFilm>();
	for (const { folder } of shards) {
		for await (const entry of entriesOf(folder)) {
			if (entry.list !== head.list || entry.at >= head.films) continue;
			const other = byPlace.get(entry.at);
			if (!other || other.doneMs <= entry.doneMs) byPlace.set(entry.at, entry);
		}
	}
	const films = [...byPlace.values()].filter((film) => !film.void).sort((a, b) => a.at - b.at);
	return { head, films, unfinished: unfinished(head, new Set(films.map(({ at }) => at))) };
}

/** @throws CommandError where the file has changed since its lines were counted */
export async function documentsOf(film: IndexedFilm): Promise<readonly FilmDocument[]> {
	const entry = filmEntry(await lineAt(film.place));
	if (entry) return entry.documents;
	throw new CommandError(
		`${film.place.path} changed while it was read: merge again when no shard is running.`,
	);
}

async function shardsIn(folders: readonly string[]): Promise<ShardFound[]> {
	const found = new Map<string, ShardFound>();
	const look = async (folder: string): Promise<boolean> => {
		const head = await readHead(folder);
		if (head) found.set(resolve(folder), { folder, head });
		return head !== null;
	};
	for (const folder of folders) {
		if (await look(folder)) continue;
		const below = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
			throw new CommandError(`${folder} cannot be read: check the path.`, { cause });
		});
		const names = below.filter((entry) => entry.isDirectory()).map(({ name }) => name);
		for (const name of names.sort()) await look(join(folder, name));
	}
	return [...found.values()];
}

function refuseStranger(first: ShardFound, other: ShardFound): void {
	const { head: a } = first;
	const { head: b } = other;
	const both = `${first.folder} and ${other.folder}`;
	if (a.list !== b.list) {
		throw new CommandError(
			`${both} were made from different lists of films (${a.films} and ${b.films}): run the older one again with --resume, or name only shards of one list.`,
		);
	}
	const keys = new Set([...Object.keys(a.settings), ...Object.keys(b.settings)]);
	for (const key of keys) {
		if (a.settings[key] === b.settings[key]) continue;
		const what = key === 'program' ? 'different versions of the program' : `different --${key}`;
		throw new CommandError(
			`${both} were made with ${what}: name only shards that were made alike.`,
		);
	}
}

function unfinished({ films, of }: ShardHead, done: ReadonlySet<number>): string[] {
	const left = new Map<number, number>();
	for (let at = 0; at < films; at++) {
		if (done.has(at)) continue;
		const shard = shardOf(at, of);
		left.set(shard, (left.get(shard) ?? 0) + 1);
	}
	return [...left]
		.sort(([a], [b]) => a - b)
		.map(([shard, count]) => `Shard ${shard}/${of} has ${counted(count, 'film')} left.`);
}
