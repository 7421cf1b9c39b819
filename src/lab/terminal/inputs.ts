/** Which films are meant: files as named, folders with everything in them that looks like a film. */
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

/**
 * Endings taken from folders. Some of them no browser opens: such a file fails with a sentence that
 * says so, which is better than being left out without a word.
 */
const FILM_ENDINGS = new Set(
	'.mp4 .m4v .mov .webm .mkv .ts .mts .ogv .avi .mpg .mpeg .wmv .3gp'.split(' '),
);

/** By its ending. */
export const isFilm = (path: string): boolean => FILM_ENDINGS.has(extname(path).toLowerCase());

export interface Input {
	readonly path: string;
	/** File name; below a folder that was named, the path inside it, with slashes. */
	readonly name: string;
}

export interface Inputs {
	readonly files: readonly Input[];
	/** One sentence for each argument that led to nothing. */
	readonly problems: readonly string[];
	/** A folder was named, or more than one file was found: output goes to several documents. */
	readonly several: boolean;
}

export async function findInputs(paths: readonly string[]): Promise<Inputs> {
	const files: Input[] = [];
	const problems: string[] = [];
	let folder = false;
	for (const path of paths) {
		const info = await stat(path).catch(() => null);
		if (info === null) {
			problems.push(`${path}: there is no such file or folder; check the path.`);
		} else if (info.isDirectory()) {
			folder = true;
			const found = await filmsBelow(path);
			if (found.length === 0) problems.push(`${path}: no video files were found in this folder.`);
			files.push(...found.map((file) => ({ path: file, name: nameBelow(path, file) })));
		} else {
			files.push({ path, name: basename(path) });
		}
	}
	return { files, problems, several: folder || files.length > 1 };
}

async function filmsBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter(isFilm)
		.sort((a, b) => (a < b ? -1 : 1)); // by code unit: the same order on every machine
}

const nameBelow = (folder: string, path: string): string =>
	relative(folder, path).split(sep).join('/');
