/**
 * What a run has to do: the films of its shard that are not done yet.
 *
 * In    the list of films, the shard, what the results depend on, the shard's folder
 * Out   the films left; entries of those that others of the same work have done are taken over
 * Fails CommandError: the folder holds finished work and nobody said to go on with it, or work done
 *       with other settings, another network, or another version of the program
 */
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Input } from '../../terminal/index.ts';
import { CommandError, counted } from '../../terminal/index.ts';
import type { FilmEntry, ShardHead } from './entry.ts';
import { filmEntry, laterThan } from './entry.ts';
import { lineAt } from './sealed.ts';
import type { Shard } from './shard.ts';
import { listDigest, owns } from './shard.ts';
import type { IndexedFilm } from './shard-folder.ts';
import { ShardWriter, entriesOf, readHead, writeHead } from './shard-folder.ts';

/** File systems across a network answer slowly, but many questions at once. */
const AT_ONCE = 32;

export interface WorkOptions {
	readonly folder: string;
	readonly shard: Shard;
	readonly films: readonly Input[];
	readonly several: boolean;
	readonly settings: Readonly<Record<string, string>>;
	/** Go on where an earlier run was. */
	readonly resume: boolean;
}

/** A film with its number in the list, from 0, and how its file is. */
export interface FilmToDo {
	readonly at: number;
	readonly film: Input;
	readonly file: FileState;
	/** What is said of it counts from then on, ms since 1970: clocks of machines differ. */
	readonly afterMs: number;
}

interface FileState {
	readonly bytes: number | null;
	readonly changedMs: number | null;
}

export interface Work {
	readonly list: string;
	readonly todo: readonly FilmToDo[];
	/** Films of the shard that were done before. */
	readonly done: number;
	/** Sentences about films that are measured again. */
	readonly remarks: readonly string[];
	readonly writer: ShardWriter;
}

export async function openWork(options: WorkOptions): Promise<Work> {
	const { folder, shard, films, several, settings, resume } = options;
	const list = listDigest(films.map(({ name }) => name));
	const before = await readHead(folder);
	if (before) await refuseOthers(folder, before, options);
	const mine = [...films.entries()].filter(([at]) => owns(shard, at));
	const names = new Set(mine.map(([, { name }]) => name));
	const known = resume ? await knownFilms(folder, { names, settings, list, shard }) : NONE;
	const head = {
		format: 'fleeting-shard/1',
		shard: shard.index,
		of: shard.count,
		films: films.length,
		list,
		several,
		mixed: before !== null && (before.mixed || before.list !== list),
		settings: { ...settings },
	} as const;
	await writeHead(folder, head);

	const writer = new ShardWriter(folder);
	const todo: FilmToDo[] = [];
	const remarks: string[] = [];
	let done = 0;
	for (let from = 0; from < mine.length; from += AT_ONCE) {
		const some = mine.slice(from, from + AT_ONCE);
		const files = await Promise.all(some.map(([, { path }]) => fileState(path)));
		for (const [i, [at, film]] of some.entries()) {
			const file = files[i]!;
			const entry = known.get(film.name);
			const same =
				entry?.void === false && entry.bytes === file.bytes && entry.changedMs === file.changedMs;
			if (
				entry &&
				same &&
				isLasting(entry) &&
				(await isTaken(entry, { at, list, folder }, writer))
			) {
				done += 1;
				continue;
			}
			if (entry && !entry.void && !same) {
				await writer.add({ ...revoked(entry), at, list, doneMs: laterThan(entry.doneMs) });
				remarks.push(
					`${film.name}: the file has changed since it was measured: it is measured again.`,
				);
			}
			todo.push({ at, film, file, afterMs: entry === undefined ? 0 : laterThan(entry.doneMs) });
		}
	}
	return { list, todo, done, remarks, writer };
}

/** What is wrong with a film comes again; what the machine did to it need not. */
const isLasting = ({ fault }: IndexedFilm): boolean =>
	fault === null || fault.code.startsWith('file/');

/** Says of a film that what was said before no longer counts. */
const revoked = ({
	film,
	bytes,
	changedMs,
}: IndexedFilm): Omit<FilmEntry, 'list' | 'at' | 'doneMs'> => ({
	film,
	bytes,
	changedMs,
	void: true,
	documents: [],
	fault: null,
	frames: 0,
	filmMs: 0,
	events: 0,
	wallMs: 0,
	processorMs: 0,
});

const NONE: ReadonlyMap<string, IndexedFilm> = new Map();

async function refuseOthers(
	folder: string,
	before: ShardHead,
	{ settings, resume }: WorkOptions,
): Promise<void> {
	const keys = [...new Set([...Object.keys(settings), ...Object.keys(before.settings)])];
	const other = keys.filter((key) => settings[key] !== before.settings[key]);
	if (resume && other.length > 0) {
		const said = other.map((key) =>
			key === 'program' ? 'another version of the program' : `another --${key}`,
		);
		throw new CommandError(
			`${folder} was begun with ${said.join(' and ')}: go on with what it was begun with, or delete the folder to begin anew.`,
		);
	}
	if (resume) return;
	const done = new Set<string>();
	for await (const { film } of entriesOf(folder)) done.add(film);
	if (done.size === 0) return;
	throw new CommandError(
		`${folder} holds ${counted(done.size, 'finished film')}: go on there with --resume, or delete the folder to begin anew.`,
	);
}

/**
 * Finished films by name: this shard's, and where the list or the number of shards was another one
 * before, those of the folders beside it.
 */
async function knownFilms(
	folder: string,
	{
		names,
		settings,
		list,
		shard,
	}: {
		readonly names: ReadonlySet<string>;
		readonly settings: Readonly<Record<string, string>>;
		readonly list: string;
		readonly shard: Shard;
	},
): Promise<ReadonlyMap<string, IndexedFilm>> {
	const known = new Map<string, IndexedFilm>();
	for (const each of [resolve(folder), ...(await besides(folder))]) {
		if (each !== resolve(folder)) {
			const head = await readHead(each).catch(() => null);
			if (head === null || !sameSettings(head.settings, settings)) continue;
			// Of the same list and as many shards: by the rule, nothing of ours is there.
			if (head.list === list && head.of === shard.count && !head.mixed) continue;
		}
		for await (const entry of entriesOf(each)) {
			const other = known.get(entry.film);
			if (names.has(entry.film) && (!other || other.doneMs <= entry.doneMs)) {
				known.set(entry.film, entry);
			}
		}
	}
	return known;
}

async function besides(folder: string): Promise<string[]> {
	const parent = dirname(resolve(folder));
	const found = await readdir(parent, { withFileTypes: true }).catch(() => []);
	return found
		.filter((entry) => entry.isDirectory() && /^shard-\d+-of-\d+$/.test(entry.name))
		.map(({ name }) => join(parent, name))
		.filter((path) => path !== resolve(folder));
}

function sameSettings(a: ShardHead['settings'], b: Readonly<Record<string, string>>): boolean {
	const keys = Object.keys(a);
	return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Whether an entry stands; one from another list or folder is written down under this one. */
async function isTaken(
	entry: IndexedFilm,
	{ at, list, folder }: { readonly at: number; readonly list: string; readonly folder: string },
	writer: ShardWriter,
): Promise<boolean> {
	const own = dirname(resolve(entry.place.path)) === resolve(folder);
	if (own && entry.list === list && entry.at === at) return true;
	const whole: FilmEntry | null = filmEntry(await lineAt(entry.place));
	if (whole === null) return false;
	await writer.add({ ...whole, at, list });
	return true;
}

const fileState = (path: string): Promise<FileState> =>
	stat(path).then(
		({ size, mtimeMs }) => ({ bytes: size, changedMs: mtimeMs }),
		() => ({ bytes: null, changedMs: null }),
	);
