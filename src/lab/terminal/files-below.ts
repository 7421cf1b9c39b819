/**
 * The files of a folder and the folders in it, as a person sees them: links are followed under their own
 * names (DataLad and git-annex keep contents elsewhere), what begins with a dot is not entered.
 */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface FilesBelow {
	/** Paths inside the folder with `/`, by code unit: the same order on every machine. */
	readonly files: readonly string[];
	/** As `files`: links to what is not there. */
	readonly broken: readonly string[];
}

export async function filesBelow(folder: string): Promise<FilesBelow> {
	const files: string[] = [];
	const broken: string[] = [];
	const root = await realpath(folder);
	const entered = new Set<string>([root]);
	const walk = async (path: string, prefix: string): Promise<void> => {
		for (const entry of await readdir(path, { withFileTypes: true })) {
			if (entry.name.startsWith('.')) continue;
			const inside = join(path, entry.name);
			const name = prefix + entry.name;
			const info = entry.isSymbolicLink() ? await stat(inside).catch(() => null) : entry;
			if (info === null) broken.push(name);
			else if (info.isFile()) files.push(name);
			else if (info.isDirectory()) {
				const real = await realpath(inside);
				// A folder is entered once: links cannot lead in circles. What is found anyway is not a second clip.
				if (entered.has(real) || (entry.isSymbolicLink() && isInSight(root, real))) continue;
				entered.add(real);
				await walk(inside, `${name}/`);
			}
		}
	};
	await walk(folder, '');
	return { files: files.sort(byCodeUnit), broken: broken.sort(byCodeUnit) };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : 1);

/** Below `root`, and not in a folder that begins with a dot. */
const isInSight = (root: string, path: string): boolean =>
	path.startsWith(root + sep) &&
	!path
		.slice(root.length)
		.split(sep)
		.some((part) => part.startsWith('.'));

/** A path that leads nowhere: why, and the way out. */
export async function missingText(path: string): Promise<string> {
	const isLink = (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;
	return isLink ? brokenLinkText(path) : `${path}: there is no such file or folder; check the path.`;
}

/** @param path as a person calls it */
export const brokenLinkText = (path: string): string =>
	`${path}: a link to a file that is not here; in a DataLad or git-annex data set, fetch it first: datalad get ${path}, or git annex get ${path}.`;
