/** The pictures that records are about: which are missing, and which are broken. */
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { composed } from '../../../core/kernel/index.ts';
import type { AnnotatedClip, RecordPlace } from '../../../core/record/index.ts';
import { checkPicture, framesOfClip, numberedPictures } from '../../../study/dataset/index.ts';
import type { OpenedDataset, OpenedReading } from './open.ts';

export interface PictureFault {
	readonly place: RecordPlace;
	readonly clip: string;
	/** Half a sentence that names the folder or file. */
	readonly why: string;
}

export interface PictureFindings {
	/** Clips all of whose frames are there. */
	readonly whole: number;
	readonly lacking: readonly PictureFault[];
	/** Pictures that were looked into. */
	readonly looked: number;
	readonly broken: readonly PictureFault[];
}

/** Pictures that are read at the same time. */
const AT_ONCE = 8;

/** @param all - every picture of every clip instead of onset, apex and offset */
export async function findPictures(
	{ listing, films, frameRoot, layout }: OpenedDataset,
	{ clips, path }: OpenedReading,
	all: boolean,
	progress: (done: number, of: number) => void,
): Promise<PictureFindings> {
	const there = new Set(films.map(composed));
	/** Whatever letters its name is composed of. */
	const named = (film: string): boolean => there.has(composed(film));
	const folders = new Map<string, ReturnType<typeof numberedPictures>>();
	const picturesIn = (folder: string): ReturnType<typeof numberedPictures> => {
		const known = folders.get(folder);
		if (known !== undefined) return known;
		const found = numberedPictures(listing.namesIn(folder), layout.picture);
		folders.set(folder, found);
		return found;
	};
	const lacking: PictureFault[] = [];
	const broken: PictureFault[] = [];
	let whole = 0;
	let looked = 0;
	for (const [at, clip] of clips.entries()) {
		progress(at, clips.length);
		const fault = (why: string): PictureFault => ({ place: clip.place, clip: clip.clip, why });
		if (clip.film !== undefined) {
			const { film } = clip;
			if (named(film) || (await exists([join(frameRoot, film), join(dirname(path), film)])))
				whole += 1;
			else lacking.push(fault(`there is no video ${film}`));
			continue;
		}
		if (clip.folder === null) {
			lacking.push(fault('its folder of pictures is unknown'));
			continue;
		}
		const { frames: numbered, doubled } = picturesIn(clip.folder);
		const { frames, why } = framesOfClip(clip, numbered);
		if (doubled.length > 0) {
			const names = `${doubled[0]}${doubled.length > 1 ? ` and ${doubled.length - 1} more` : ''}`;
			lacking.push(
				fault(
					`${clip.folder} has two pictures of one number: ${names}; name the ones that count with "picture"`,
				),
			);
		}
		if (why === null) whole += 1;
		else lacking.push(fault(why));
		const wanted = all ? [...frames.values()] : sampleOf(clip, frames);
		looked += wanted.length;
		for (const sentence of await brokenOf(join(frameRoot, clip.folder), wanted)) {
			broken.push(fault(`${clip.folder}/${sentence}`));
		}
	}
	return { whole, lacking, looked, broken };
}

/** Onset, apex and the last frame. */
function sampleOf(
	{ onset, apex, offset }: AnnotatedClip,
	frames: ReadonlyMap<number, string>,
): string[] {
	const wanted = new Set([onset, apex ?? onset, offset ?? apex ?? onset]);
	return [...wanted].flatMap((number) => frames.get(number) ?? []);
}

/** What is wrong with pictures of one folder; those of a clip are of one size. */
async function brokenOf(folder: string, names: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	let size: { width: number; height: number } | null = null;
	for (let at = 0; at < names.length; at += AT_ONCE) {
		const part = names.slice(at, at + AT_ONCE);
		const checks = await Promise.all(
			part.map(async (name) => {
				const bytes = await readFile(join(folder, name)).catch(() => null);
				return bytes === null ? { fault: 'it cannot be read' } : checkPicture(bytes);
			}),
		);
		for (const [k, check] of checks.entries()) {
			if (check.fault !== null) found.push(`${part[k]!}: ${check.fault}`);
			else if (size === null) size = check;
			else if (check.width !== size.width || check.height !== size.height) {
				const sizes = `${check.width} x ${check.height} pixels, ${names[0]!} is ${size.width} x ${size.height}`;
				found.push(`${part[k]!}: it has ${sizes}`);
			}
		}
	}
	return found;
}

async function exists(paths: readonly string[]): Promise<boolean> {
	for (const path of paths) {
		if (
			await access(path).then(
				() => true,
				() => false,
			)
		)
			return true;
	}
	return false;
}
