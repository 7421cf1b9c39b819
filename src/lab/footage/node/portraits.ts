/**
 * Photographs of faces, one person each, for movements to be drawn into.
 *
 * Every third file of the sorted folder is left for evaluation by others and never read here.
 */
import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { CachedFootage } from '../footage.ts';
import { CommandError } from '../../terminal/index.ts';
import { openAll } from './cache.ts';
import type { FootageProgress } from './cache.ts';

const PICTURE = /\.(?:jpe?g|png|webp)$/i;
/** Of the sorted folder: places that leave this remainder stay unread. */
const RESERVED = { modulo: 3, remainder: 2 };

/** The portraits of a folder that show one face; the caller closes them. */
export async function openPortraits(
	root: string,
	folder: string,
	cache: string,
	progress: FootageProgress,
): Promise<CachedFootage[]> {
	const files = await readdir(folder).catch(() => {
		throw new CommandError(`There is no folder ${folder}.`);
	});
	const pictures = files
		.filter((file) => PICTURE.test(file))
		.sort()
		.filter((_, place) => place % RESERVED.modulo !== RESERVED.remainder);
	if (pictures.length === 0) throw new CommandError(`There is no picture in ${folder}.`);
	const opened = await openAll(
		root,
		pictures.map((file) => {
			const name = basename(file, extname(file));
			return {
				name: `portrait-${name}`,
				path: join(folder, file),
				kind: 'picture',
				truth: {
					file,
					fps: 30,
					part: 'portrait',
					person: name,
					source: file,
					events: [],
					nuisances: [],
				},
			};
		}),
		cache,
		progress,
	);
	const [single, others] = [
		opened.filter(({ faces }) => faces[0] === 1),
		opened.filter(({ faces }) => faces[0] !== 1),
	];
	for (const portrait of others) portrait.close();
	if (single.length === 0) throw new CommandError(`No picture in ${folder} shows one face.`);
	return single;
}
