/**
 * Footage that is decoded already: `NAME.KEY.frames` with the records, `NAME.KEY.json` with their size.
 *
 * The key is made of the file (of a folder of pictures: their names, sizes and dates), the face model
 * and the code's `VERSION`: what has changed is decoded anew, and files of one name do not meet. The
 * JSON is written last: an interrupted file is none.
 * Owns   the browser that decodes, from the first file that needs it on: `close()`
 */
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FilmSize } from '../footage.ts';
import type { FilmTruth } from '../truth.ts';
import { CachedFootage } from '../footage.ts';
import { ensureBuilt } from '../../build/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { PictureSet } from './footage-browser.ts';
import { FootageBrowser } from './footage-browser.ts';

/** To be counted up with every change of what a record holds or how a file is read. */
const VERSION = 1;

export interface FootageProgress {
	start(position: number, count: number, name: string): void;
	done(frames: number, what: string): void;
}

/** What to read, and what is known of it. */
export type FootageSource = {
	/** The name of its files in the cache: letters that a file name may have. */
	readonly name: string;
	readonly truth: FilmTruth;
} & (
	| { readonly kind: 'film' | 'picture'; readonly path: string }
	| ({ readonly kind: 'pictures' } & PictureSet)
);

export interface UndecodedPicture {
	readonly name: string;
	readonly why: string;
}

/** As kept beside the frames; `skipped` only of folders of pictures. */
interface About extends FilmSize {
	readonly skipped?: readonly UndecodedPicture[];
}

export class FootageCache {
	readonly #root: string;
	readonly #folder: string;
	readonly #model: Uint8Array;
	#browser: FootageBrowser | null = null;

	private constructor(root: string, folder: string, model: Uint8Array) {
		this.#root = root;
		this.#folder = folder;
		this.#model = model;
	}

	/** @param root - of the project; @param folder - where decoded footage is kept */
	static async open(root: string, folder: string): Promise<FootageCache> {
		await ensureBuilt(root);
		const model = await readFile(join(root, 'dist/models/face/face.task'));
		await mkdir(folder, { recursive: true });
		return new FootageCache(root, folder, model);
	}

	/**
	 * The footage of a source, decoded if it is not yet; the caller closes it.
	 *
	 * @throws CommandError for what cannot be read
	 */
	async read(
		source: FootageSource,
		progress: { start(): void; done: FootageProgress['done'] },
	): Promise<{ footage: CachedFootage; skipped: readonly UndecodedPicture[] }> {
		const key = await this.#keyOf(source);
		const frames = join(this.#folder, `${source.name}.${key}.frames`);
		const aboutFile = join(this.#folder, `${source.name}.${key}.json`);
		let about = await readAbout(aboutFile);
		if (about === null) {
			progress.start();
			const part = `${frames}.${process.pid}.part`;
			about = await this.#decode(source, part);
			progress.done(about.frames, `${about.width} x ${about.height}`);
			await rename(part, frames);
			await writeFile(aboutFile, `${JSON.stringify(about)}\n`);
		}
		const footage = new CachedFootage(source.name, frames, about, source.truth);
		return { footage, skipped: about.skipped ?? [] };
	}

	async #decode(source: FootageSource, target: string): Promise<About> {
		this.#browser ??= await FootageBrowser.open(this.#root);
		switch (source.kind) {
			case 'film':
				return this.#browser.readFilm(source.path, target);
			case 'picture':
				return this.#browser.readPicture(source.path, target);
			case 'pictures':
				return this.#browser.readPictures(source, target);
		}
	}

	async #keyOf(source: FootageSource): Promise<string> {
		const hash = createHash('sha256').update(`${VERSION}`).update(this.#model);
		if (source.kind === 'pictures') await hashPictures(hash, source);
		else hash.update(await readFile(source.path));
		return hash.digest('hex').slice(0, 16);
	}

	async close(): Promise<void> {
		await this.#browser?.close();
		this.#browser = null;
	}
}

/** All of `sources`, decoded where they are not yet; the caller closes them. */
export async function openAll(
	root: string,
	sources: readonly FootageSource[],
	folder: string,
	progress: FootageProgress,
): Promise<CachedFootage[]> {
	const cache = await FootageCache.open(root, folder);
	const opened: CachedFootage[] = [];
	try {
		for (const [i, source] of sources.entries()) {
			const { footage } = await cache.read(source, {
				start: () => progress.start(i + 1, sources.length, source.name),
				done: (frames, what) => progress.done(frames, what),
			});
			opened.push(footage);
		}
		return opened;
	} catch (error) {
		for (const footage of opened) footage.close();
		throw error;
	} finally {
		await cache.close();
	}
}

/** Not their bytes: a data set has hundreds of thousands of pictures. */
async function hashPictures(hash: Hash, { paths, numbers, fps }: PictureSet): Promise<void> {
	hash.update(`${fps}\n`);
	for (const [k, path] of paths.entries()) {
		const info = await stat(path).catch(() => {
			throw new CommandError(`There is no picture ${path}.`);
		});
		hash.update(`${basename(path)}\n${numbers[k]}\n${info.size}\n${info.mtimeMs}\n`);
	}
}

async function readAbout(path: string): Promise<About | null> {
	const text = await readFile(path, 'utf8').catch(() => null);
	try {
		return text === null ? null : (JSON.parse(text) as About);
	} catch {
		return null; // broken off while it was written
	}
}
