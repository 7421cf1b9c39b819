/** The clips that are meant: films as named or in folders, and folders with numbered pictures in them. */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { NamedClip } from '../../../study/audit/index.ts';
import { numberedPictures } from '../../../study/dataset/index.ts';
import { brokenLinkText, filesBelow, isFilm, missingText } from '../../terminal/index.ts';

export interface ClipOnDisk extends NamedClip {
	/** A film: one. Pictures: in the order of `numbers`. */
	readonly paths: readonly string[];
	/** Frame numbers of pictures, increasing; null: a film. */
	readonly numbers: readonly number[] | null;
}

export interface ClipsFound {
	readonly clips: readonly ClipOnDisk[];
	/** Paths of pictures below the folders that were named, with `/`. */
	readonly pictures: readonly string[];
	/** One sentence for each argument that led to nothing. */
	readonly problems: readonly string[];
}

const PICTURE = /\.(?:jpe?g|png|bmp|webp|gif)$/i;

/** @param pattern - of picture names that count, such as `reg_img{n}.jpg`; left out: all */
export async function findClips(inputs: readonly string[], pattern?: string): Promise<ClipsFound> {
	const clips: ClipOnDisk[] = [];
	const pictures: string[] = [];
	const problems: string[] = [];
	for (const input of inputs) {
		const info = await stat(input).catch(() => null);
		if (info === null) {
			problems.push(await missingText(input));
		} else if (info.isDirectory()) {
			const found = await below(input, pattern);
			clips.push(...found.clips);
			pictures.push(...found.pictures);
			problems.push(...found.problems);
			if (found.clips.length + found.problems.length === 0) {
				problems.push(`${input}: no videos and no folders of pictures were found in it.`);
			}
		} else clips.push(filmAt(input, basename(input)));
	}
	return { clips: [...new Map(clips.map((clip) => [clip.id, clip])).values()], pictures, problems };
}

const filmAt = (path: string, name: string): ClipOnDisk => ({
	id: resolve(path),
	name,
	kind: 'film',
	paths: [path],
	numbers: null,
});

async function below(folder: string, pattern: string | undefined): Promise<ClipsFound> {
	const { files, broken } = await filesBelow(folder);
	const films = files.filter(isFilm).map((file) => filmAt(join(folder, file), file));
	const pictures = files.filter((file) => PICTURE.test(file));
	const byFolder = new Map<string, string[]>();
	for (const picture of pictures) {
		const inside = picture.slice(0, Math.max(0, picture.lastIndexOf('/')));
		byFolder.set(inside, [...(byFolder.get(inside) ?? []), basename(picture)]);
	}
	const folders = [...byFolder].flatMap(([inside, names]): ClipOnDisk[] => {
		const { frames } = numberedPictures(names, pattern);
		if (frames.size === 0) return [];
		const path = join(folder, inside);
		return [
			{
				id: resolve(path),
				// The folder that was named counts too: it may be the clip's own.
				name: [basename(resolve(folder)), inside].filter((part) => part !== '').join('/'),
				kind: 'pictures',
				paths: [...frames.values()].map((name) => join(path, name)),
				numbers: [...frames.keys()],
			},
		];
	});
	const [first, ...more] = broken.filter((file) => isFilm(file) || PICTURE.test(file));
	const others = more.length === 0 ? '' : ` So are ${more.length} more.`;
	const problems = first === undefined ? [] : [`${brokenLinkText(join(folder, first))}${others}`];
	return { clips: [...films, ...folders], pictures, problems };
}
