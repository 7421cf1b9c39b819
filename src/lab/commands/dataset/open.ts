/**
 * A data set's folder -> its annotations, read, and where its pictures are. For every command that
 * takes a data set.
 *
 * Fails CommandError, if there is nothing that can be read
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { DatasetName } from '../../../core/record/index.ts';
import type {
	FolderLayout,
	AnnotationReading,
	EncodingName,
} from '../../../study/dataset/index.ts';
import {
	AnnotationError,
	FolderListing,
	LAYOUT_FILE,
	UnknownTableError,
	readAnnotations,
	readFolderLayout,
} from '../../../study/dataset/index.ts';
import { CommandError, brokenLinkText, filesBelow, isFilm } from '../../terminal/index.ts';

export interface OpenOptions {
	readonly dataset?: DatasetName | null;
	/** Path of the annotation file; null: those in the folder. */
	readonly annotations?: string | null;
	/** Path of the folder that the clips' folders are below; null: the data set's. */
	readonly frames?: string | null;
	/** Of ELAN files, those that have movements; null: as it is told. */
	readonly tiers?: readonly string[] | null;
	readonly fps?: number | null;
	/** Of the annotations' letters; null: as they show. */
	readonly encoding?: EncodingName | null;
}

export interface OpenedDataset {
	readonly readings: readonly OpenedReading[];
	/** Absolute path; `AnnotatedClip.folder` is below it. */
	readonly frameRoot: string;
	readonly listing: FolderListing;
	/** Paths of films below it. */
	readonly films: readonly string[];
	readonly layout: FolderLayout;
	/** Files that were passed over, and why. */
	readonly notes: readonly string[];
	/** A frame folder that is not there; files that could not be read, beside others that could. */
	readonly faults: readonly string[];
}

export interface OpenedReading extends AnnotationReading {
	/** Absolute path of the annotation file. */
	readonly path: string;
	readonly milliseconds: number;
}

const TABLES = new Set(['.xlsx', '.xls', '.ods', '.csv', '.tsv', '.eaf']);
const PICTURE = /\.(?:jpe?g|png|bmp|webp|gif)$/i;
/** Annotation files lie in the data set's folder or in one right in it. */
const DEEPEST_TABLE = 2;

export async function openDataset(dir: string, options: OpenOptions = {}): Promise<OpenedDataset> {
	const root = resolve(dir);
	if (!(await isFolder(root))) throw new CommandError(`There is no folder ${dir}: check the path.`);
	const layout = await layoutOf(root);
	const frameRoot = options.frames
		? resolve(options.frames)
		: layout.frames === undefined
			? root
			: resolve(root, layout.frames);
	const { files, broken } = await filesBelow(root);
	const faults: string[] = [];
	const framesThere = await isFolder(frameRoot);
	if (!framesThere) {
		faults.push(`There is no folder ${frameRoot} for frames: check --frames or ${LAYOUT_FILE}.`);
	}
	const below =
		frameRoot === root || !framesThere
			? { files: framesThere ? files : [], broken }
			: await filesBelow(frameRoot);
	faults.push(...linkFaults(frameRoot, below.broken));
	const listing = new FolderListing(below.files.filter((file) => PICTURE.test(file)));
	const films = below.files.filter(isFilm);
	const tables = tablePaths(root, files, options.annotations ?? null, layout);
	const readings: OpenedReading[] = [];
	const notes: string[] = [];
	for (const path of tables) {
		try {
			readings.push(await read(path, layout, { listing, films }, options));
		} catch (error) {
			if (!(error instanceof AnnotationError)) throw error;
			if (tables.length === 1) throw new CommandError(error.message, { cause: error });
			if (error instanceof UnknownTableError) notes.push(`ignored: ${error.message}`);
			else faults.push(error.message);
		}
	}
	if (readings.length === 0) {
		const why = [...faults, ...notes].join(' ');
		throw new CommandError(`No annotations in ${dir} could be read. ${why}`.trim());
	}
	return { readings, frameRoot, listing, films, layout, notes, faults };
}

async function read(
	path: string,
	layout: FolderLayout,
	{ listing, films }: Pick<OpenedDataset, 'listing' | 'films'>,
	{ dataset, tiers, fps, encoding }: OpenOptions,
): Promise<OpenedReading> {
	const bytes = await readFile(path).catch((cause: unknown) => {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	});
	const started = performance.now();
	const reading = readAnnotations(
		{ name: basename(path), bytes },
		{
			dataset: dataset ?? undefined,
			tiers: tiers ?? undefined,
			films,
			fps: fps ?? undefined,
			encoding: encoding ?? undefined,
			layout,
			listing,
		},
	);
	return { ...reading, path, milliseconds: performance.now() - started };
}

async function layoutOf(root: string): Promise<FolderLayout> {
	const text = await readFile(join(root, LAYOUT_FILE), 'utf8').catch(() => null);
	if (text === null) return {};
	try {
		return readFolderLayout(text);
	} catch (error) {
		if (!(error instanceof AnnotationError)) throw error;
		throw new CommandError(error.message, { cause: error });
	}
}

function tablePaths(
	root: string,
	files: readonly string[],
	said: string | null,
	layout: FolderLayout,
): string[] {
	if (said !== null) return [resolve(said)];
	if (layout.annotations !== undefined) return [resolve(root, layout.annotations)];
	const found = files.filter(
		(file) =>
			TABLES.has(extname(file).toLowerCase()) &&
			file.split('/').length <= DEEPEST_TABLE &&
			!basename(file).startsWith('~$'), // a workbook that is open in Excel
	);
	if (found.length > 0) return found.map((file) => join(root, file));
	throw new CommandError(
		`There is no annotation file (${[...TABLES].join(', ')}) in ${root}: name it with --annotations.`,
	);
}

/** The first of many links that lead nowhere, and how many there are. */
const linkFaults = (root: string, [first, ...more]: readonly string[]): string[] => {
	if (first === undefined) return [];
	const others = more.length === 0 ? '' : ` So are ${more.length} more.`;
	return [`${brokenLinkText(join(root, first))}${others}`];
};

const isFolder = async (path: string): Promise<boolean> =>
	(await stat(path).catch(() => null))?.isDirectory() ?? false;
