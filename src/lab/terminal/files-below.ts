/**
 * The files of a folder and the folders in it, as a person sees them: links are followed under their own
 * names (DataLad and git-annex keep contents elsewhere), what begins with a dot is not entered.
 */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FilesBelow {
	/** Paths inside the folder with `/`, by code unit: the same order on every machine. */
	readonly files: readonly string[];
	/** As `files`: links to what is not there. */
	readonly broken: readonly string[];
}

export async function filesBelow(folder: string): Promise<FilesBelow> {
	const files: string[] = [];
	const broken: string[] = [];
	/** How often each folder was entered, by its own path. */
	const entered = new Map<string, number>();
	const walk = async (path: string, prefix: string, above: readonly string[]): Promise<void> => {
		const real = await realpath(path);
		const times = entered.get(real) ?? 0;
		if (above.includes(real) || times === MOST_NAMES) return; // in a circle, or a maze
		entered.set(real, times + 1);
		for (const entry of await readdir(path, { withFileTypes: true })) {
			if (entry.name.startsWith('.')) continue;
			const inside = join(path, entry.name);
			const name = prefix + entry.name;
			const info = entry.isSymbolicLink() ? await stat(inside).catch(() => null) : entry;
			if (info === null) broken.push(name);
			else if (info.isFile()) files.push(name);
			else if (info.isDirectory()) await walk(inside, `${name}/`, [...above, real]);
		}
	};
	await walk(folder, '', []);
	return { files: files.sort(byCodeUnit), broken: broken.sort(byCodeUnit) };
}

/** Links can lead to a folder in more ways than can ever be walked. */
const MOST_NAMES = 16;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : 1);

/** A path that leads nowhere: why, and the way out. */
export async function missingText(path: string): Promise<string> {
	const isLink = (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;
	return isLink
		? brokenLinkText(path)
		: `${path}: there is no such file or folder; check the path.`;
}

/** @param path as a person calls it */
export const brokenLinkText = (path: string): string =>
	`${path}: a link to a file that is not here; in a DataLad or git-annex data set, fetch it first: datalad get ${path}, or git annex get ${path}.`;
