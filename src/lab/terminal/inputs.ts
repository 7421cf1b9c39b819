/** Which films are meant: files as named, folders with everything in them that looks like a film. */
import { stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { brokenLinkText, filesBelow, missingText } from './files-below.ts';

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
	/** Each once; no two of one name. */
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
			problems.push(await missingText(path));
		} else if (info.isDirectory()) {
			folder = true;
			const below = await filesBelow(path);
			const found = below.files.filter(isFilm);
			const broken = below.broken.filter(isFilm);
			problems.push(...broken.map((name) => brokenLinkText(join(path, name))));
			if (found.length + broken.length === 0) {
				problems.push(`${path}: no video files were found in this folder.`);
			}
			files.push(...found.map((name) => ({ path: join(path, name), name })));
		} else {
			files.push({ path, name: basename(path) });
		}
	}
	const once = [...new Map(files.map((file) => [resolve(file.path), file])).values()];
	return { files: distinct(once), problems, several: folder || once.length > 1 };
}

/** Films of one name in several folders that were named keep the folders in their names. */
function distinct(files: readonly Input[]): Input[] {
	const key = ({ name }: Input): string => name.normalize('NFC').toLowerCase();
	const counted = new Map<string, number>();
	for (const file of files) counted.set(key(file), (counted.get(key(file)) ?? 0) + 1);
	return files.map((file) => {
		if (counted.get(key(file)) === 1) return file;
		const whole = file.path.replaceAll('\\', '/').split('/');
		const parts = whole.filter((part) => part !== '' && part !== '.' && part !== '..');
		return { path: file.path, name: parts.join('/') };
	});
}
