/**
 * Footage that is decoded already: `NAME.KEY.frames` with the records, `NAME.KEY.json` with their size.
 *
 * The key is made of the file, the face model and the code's `VERSION`: what has changed is decoded
 * anew, and files of one name do not meet. The JSON is written last: an interrupted file is none.
 * Owns   the browser that decodes, from the first file that needs it on: `close()`
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmSize, FilmTruth } from '../../train/footage/index.ts';
import { CachedFootage } from '../../train/footage/index.ts';
import { ensureBuilt } from '../build.ts';
import { FootageBrowser } from './footage-browser.ts';

/** To be counted up with every change of what a record holds or how a file is read. */
const VERSION = 1;

export interface FootageProgress {
	start(position: number, count: number, name: string): void;
	done(frames: number, what: string): void;
}

/** A file to read. */
export interface FootageSource {
	readonly name: string;
	readonly path: string;
	readonly kind: 'film' | 'picture';
	readonly truth: FilmTruth;
}

/** All of `sources`, decoded where they are not yet; the caller closes them. */
export async function openAll(
	root: string,
	sources: readonly FootageSource[],
	cache: string,
	progress: FootageProgress,
): Promise<CachedFootage[]> {
	await ensureBuilt(root);
	const model = await readFile(join(root, 'dist/models/face/face.task'));
	await mkdir(cache, { recursive: true });
	const opened: CachedFootage[] = [];
	let browser: FootageBrowser | null = null;
	try {
		for (const [i, { name, path, kind, truth }] of sources.entries()) {
			const key = createHash('sha256')
				.update(`${VERSION}`)
				.update(model)
				.update(await readFile(path))
				.digest('hex')
				.slice(0, 16);
			const frames = join(cache, `${name}.${key}.frames`);
			const about = join(cache, `${name}.${key}.json`);
			let size = await readSize(about);
			if (size === null) {
				browser ??= await FootageBrowser.open(root);
				progress.start(i + 1, sources.length, name);
				const part = `${frames}.${process.pid}.part`;
				size = await (kind === 'film'
					? browser.readFilm(path, part)
					: browser.readPicture(path, part));
				progress.done(size.frames, `${size.width} x ${size.height}`);
				await rename(part, frames);
				await writeFile(about, `${JSON.stringify(size)}\n`);
			}
			opened.push(new CachedFootage(name, frames, size, truth));
		}
		return opened;
	} catch (error) {
		for (const footage of opened) footage.close();
		throw error;
	} finally {
		await browser?.close();
	}
}

async function readSize(path: string): Promise<FilmSize | null> {
	const text = await readFile(path, 'utf8').catch(() => null);
	try {
		return text === null ? null : (JSON.parse(text) as FilmSize);
	} catch {
		return null; // broken off while it was written
	}
}
