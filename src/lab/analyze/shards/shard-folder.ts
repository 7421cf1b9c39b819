/**
 * A shard's folder: `shard.json` says what it is part of, `films-1.jsonl` and so on hold one line for
 * every film that is done. Each run appends to a file of its own, so that no run ever touches what
 * another has written, also where two run at the same time by mistake.
 *
 * In    the entries of films, one after the other
 * Out   which films are done and where their entries lie; of entries of the same film the latest counts
 * Owns  the file it appends to, until `close()`; an entry is on the disk when `add` has ended
 * Fails CommandError where the folder cannot be read or written
 */
import type { FileHandle } from 'node:fs/promises';
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, makeFolder } from '../../terminal/index.ts';
import { replaceFile } from '../replace-file.ts';
import type { FilmEntry, ShardHead } from './entry.ts';
import { filmEntry, shardHead } from './entry.ts';
import type { LinePlace } from './sealed.ts';
import { sealed, sealedLines, unsealed } from './sealed.ts';

const HEAD = 'shard.json';
const FILMS = /^films-([1-9]\d{0,8})\.jsonl$/;

/** An entry without its texts: what can be held of a hundred thousand films. */
export interface IndexedFilm extends Omit<FilmEntry, 'documents'> {
	/** Names of its documents. */
	readonly names: readonly string[];
	readonly place: LinePlace;
}

/** Null: there is no such folder, or none of a shard. */
export async function readHead(folder: string): Promise<ShardHead | null> {
	const bytes = await readFile(join(folder, HEAD)).catch(() => null);
	if (bytes === null) return null;
	const head = shardHead(unsealed(bytes));
	if (head) return head;
	throw new CommandError(
		`${join(folder, HEAD)} is damaged: delete the folder ${folder} and run this shard again.`,
	);
}

export async function writeHead(folder: string, head: ShardHead): Promise<void> {
	await makeFolder(folder);
	await replaceFile(join(folder, HEAD), [sealed(head)]);
}

const filmFiles = async (folder: string): Promise<string[]> =>
	(await readdir(folder).catch(() => []))
		.filter((name) => FILMS.test(name))
		.sort()
		.map((name) => join(folder, name));

/** Every whole entry, in no order; a film may come more than once. */
export async function* entriesOf(folder: string): AsyncGenerator<IndexedFilm> {
	for (const path of await filmFiles(folder)) {
		for await (const { value, place } of sealedLines(path)) {
			const entry = filmEntry(value);
			if (entry) yield indexed(entry, place);
		}
	}
}

function indexed({ documents, ...entry }: FilmEntry, place: LinePlace): IndexedFilm {
	return { ...entry, names: documents.map(({ name }) => name), place };
}

export class ShardWriter {
	readonly #folder: string;
	#file: FileHandle | null = null;
	/** Entries go out one after the other, whoever measured them. */
	#last: Promise<void> = Promise.resolve();

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** On the disk when it resolves. */
	add(entry: FilmEntry): Promise<void> {
		const write = this.#last.then(() => this.#write(entry));
		this.#last = write.catch(() => {});
		return write;
	}

	async close(): Promise<void> {
		await this.#last;
		await this.#file?.close();
		this.#file = null;
	}

	async #write(entry: FilmEntry): Promise<void> {
		try {
			this.#file ??= await newFile(this.#folder);
			await this.#file.appendFile(sealed(entry));
			await this.#file.datasync();
		} catch (cause) {
			// Half a line may be in it: whatever comes next goes to a file of its own.
			await this.#file?.close().catch(() => {});
			this.#file = null;
			const why = (cause as Error).message;
			throw new CommandError(`${this.#folder} cannot be written: ${why}.`, { cause });
		}
	}
}

/** A file that no other run has. */
async function newFile(folder: string): Promise<FileHandle> {
	const numbers = (await readdir(folder)).map((name) => Number(FILMS.exec(name)?.[1] ?? 0));
	for (let next = Math.max(0, ...numbers) + 1; ; next++) {
		try {
			return await open(join(folder, `films-${next}.jsonl`), 'ax');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
}
