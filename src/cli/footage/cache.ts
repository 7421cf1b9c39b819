/**
 * Footage that is decoded already: `NAME.frames` with the records, `NAME.json` with what made them.
 *
 * A file is decoded anew when it, the face model or the code's `VERSION` has changed. The JSON is
 * written last: an interrupted file is none.
 * Owns   the browser that decodes, from the first file that needs it on: `close()`
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmSize, FilmTruth } from '../../train/footage/index.ts';
import { CachedFootage } from '../../train/footage/index.ts';
import { ensureBuilt } from '../build.ts';
import { FootageBrowser } from './footage-browser.ts';

/** To be counted up with every change of what a record holds or how a file is read. */
const VERSION = 1;

interface Header extends FilmSize {
	readonly key: string;
}

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
			const content = await readFile(path);
			const key = createHash('sha256').update(`${VERSION}`).update(model).update(content);
			const hash = key.digest('hex');
			const frames = join(cache, `${name}.frames`);
			const about = join(cache, `${name}.json`);
			let header = await readHeader(about);
			if (header?.key !== hash) {
				await rm(about, { force: true });
				browser ??= await FootageBrowser.open(root);
				progress.start(i + 1, sources.length, name);
				const size = await (kind === 'film'
					? browser.readFilm(path, frames)
					: browser.readPicture(path, frames));
				progress.done(size.frames, `${size.width} x ${size.height}`);
				header = { key: hash, ...size };
				await writeFile(about, `${JSON.stringify(header)}\n`);
			}
			opened.push(new CachedFootage(name, frames, header, truth));
		}
		return opened;
	} catch (error) {
		for (const footage of opened) footage.close();
		throw error;
	} finally {
		await browser?.close();
	}
}

async function readHeader(path: string): Promise<Header | null> {
	const text = await readFile(path, 'utf8').catch(() => null);
	try {
		return text === null ? null : (JSON.parse(text) as Header);
	} catch {
		return null; // broken off while it was written
	}
}
