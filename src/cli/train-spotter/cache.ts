/**
 * Films that are decoded already: `NAME.frames` with the records, `NAME.json` with what made them.
 *
 * A film is decoded anew when its file, the face model or the code's `VERSION` has changed. The JSON
 * is written last: an interrupted film is none.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { FilmSize, FilmTruth } from '../../train/spotter/index.ts';
import { CachedFootage, readTruth } from '../../train/spotter/index.ts';
import { ensureBuilt } from '../build.ts';
import { CommandError } from '../command-error.ts';
import { FootageBrowser } from './footage-browser.ts';

/** To be counted up with every change of what a record holds or how a film is read. */
const VERSION = 1;

interface Header extends FilmSize {
	readonly key: string;
}

interface Film {
	readonly name: string;
	readonly path: string;
	readonly truth: FilmTruth;
}

export interface FilmProgress {
	start(position: number, count: number, name: string): void;
	done(frames: number, what: string): void;
}

/** All films of a truth folder, decoded where they are not yet; the caller closes them. */
export async function openFootage(
	root: string,
	truthFolder: string,
	cache: string,
	progress: FilmProgress,
): Promise<CachedFootage[]> {
	const films = await findFilms(truthFolder);
	await ensureBuilt(root);
	const model = await readFile(join(root, 'dist/models/face/face.task'));
	await mkdir(cache, { recursive: true });
	const opened: CachedFootage[] = [];
	let browser: FootageBrowser | null = null;
	try {
		for (const [i, film] of films.entries()) {
			const key = createHash('sha256')
				.update(`${VERSION}`)
				.update(model)
				.update(await readFile(film.path))
				.digest('hex');
			const frames = join(cache, `${film.name}.frames`);
			const about = join(cache, `${film.name}.json`);
			let header = await readHeader(about);
			if (header?.key !== key) {
				await rm(about, { force: true });
				browser ??= await FootageBrowser.open(root);
				progress.start(i + 1, films.length, film.name);
				const size = await browser.read(film.path, frames);
				progress.done(size.frames, `${size.width} x ${size.height}`);
				header = { key, ...size };
				await writeFile(about, `${JSON.stringify(header)}\n`);
			}
			opened.push(new CachedFootage(film.name, frames, header, film.truth));
		}
		return opened;
	} catch (error) {
		for (const film of opened) film.close();
		throw error;
	} finally {
		await browser?.close();
	}
}

async function findFilms(folder: string): Promise<Film[]> {
	const names = await readdir(join(folder, 'truth')).catch(() => {
		throw new CommandError(`There is no folder ${join(folder, 'truth')}.`);
	});
	const films: Film[] = [];
	for (const file of names.filter((name) => name.endsWith('.json')).sort()) {
		const path = join(folder, 'truth', file);
		try {
			const truth = readTruth(await readFile(path, 'utf8'));
			const name = basename(truth.file, extname(truth.file));
			films.push({ name, path: join(folder, 'clips', basename(truth.file)), truth });
		} catch (cause) {
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new CommandError(`${path} is no truth file: ${why}.`, { cause });
		}
	}
	if (films.length === 0) throw new CommandError(`There is no truth file in ${folder}.`);
	return films;
}

async function readHeader(path: string): Promise<Header | null> {
	const text = await readFile(path, 'utf8').catch(() => null);
	return text === null ? null : (JSON.parse(text) as Header);
}
