/**
 * Frame folders of a data set, read as films are: every picture's mesh and luminance.
 *
 * Time   of a frame: (its number - the first number) / fps; a picture that is missing or broken is a
 *        gap, so frames are found by time: number = first + round(ms * fps / 1000)
 */
import { basename, join } from 'node:path';
import type { CachedFootage } from '../footage.ts';
import { CommandError } from '../../terminal/index.ts';
import type { FootageCache, FootageProgress, UndecodedPicture } from './cache.ts';

export interface PictureFolder {
	/** For progress and the cache's file names, such as `casme2:01/EP02_01f`. */
	readonly name: string;
	/** Path of the folder. */
	readonly folder: string;
	/** Names of picture files by frame number; increasing. */
	readonly frames: ReadonlyMap<number, string>;
	readonly fps: number;
}

/**
 * The pictures of a folder as footage, from `cache` where they are in it; the caller closes it.
 *
 * `skipped` names the pictures that could not be decoded.
 * @throws CommandError if none can be, or one is of another size
 */
export async function readPictureFolder(
	cache: FootageCache,
	{ name, folder, frames, fps }: PictureFolder,
	progress?: { readonly at: number; readonly of: number; readonly to: FootageProgress },
): Promise<{ footage: CachedFootage; skipped: readonly UndecodedPicture[] }> {
	const source = {
		kind: 'pictures',
		name: name.replace(/[^\w.-]+/g, '_'),
		paths: [...frames.values()].map((file) => join(folder, file)),
		numbers: [...frames.keys()],
		fps,
		truth: {
			file: basename(folder),
			fps,
			part: 'pictures',
			person: name,
			source: folder,
			events: [],
			nuisances: [],
		},
	} as const;
	if (source.paths.length === 0)
		throw new CommandError(`${name}: there is no picture in ${folder}.`);
	try {
		return await cache.read(source, {
			start: () => progress?.to.start(progress.at, progress.of, name),
			done: (count, what) => progress?.to.done(count, what),
		});
	} catch (cause) {
		if (!(cause instanceof CommandError)) throw cause;
		throw new CommandError(`${name}: ${cause.message}`, { cause });
	}
}
