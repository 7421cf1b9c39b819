/** The films of a truth folder: `truth/NAME.json` and `clips/NAME.mp4`. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { CachedFootage } from '../footage.ts';
import { readTruth } from '../truth.ts';
import { CommandError } from '../../terminal/index.ts';
import { openAll } from './cache.ts';
import type { FootageProgress, FootageSource } from './cache.ts';

/** All films of a truth folder, decoded where they are not yet; the caller closes them. */
export async function openFilms(
	root: string,
	truthFolder: string,
	cache: string,
	progress: FootageProgress,
): Promise<CachedFootage[]> {
	return openAll(root, await findFilms(truthFolder), cache, progress);
}

async function findFilms(folder: string): Promise<FootageSource[]> {
	const names = await readdir(join(folder, 'truth')).catch(() => {
		throw new CommandError(`There is no folder ${join(folder, 'truth')}.`);
	});
	const films: FootageSource[] = [];
	for (const file of names.filter((name) => name.endsWith('.json')).sort()) {
		const path = join(folder, 'truth', file);
		try {
			const truth = readTruth(await readFile(path, 'utf8'));
			const name = basename(truth.file, extname(truth.file));
			films.push({
				name,
				path: join(folder, 'clips', basename(truth.file)),
				kind: 'film',
				truth,
			});
		} catch (cause) {
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new CommandError(`${path} is no truth file: ${why}.`, { cause });
		}
	}
	if (films.length === 0) throw new CommandError(`There is no truth file in ${folder}.`);
	return films;
}
