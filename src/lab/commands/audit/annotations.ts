/** The annotations that an audit is about, read and matched with clips. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Matching } from '../../../study/audit/index.ts';
import { matchClips, readingFps } from '../../../study/audit/index.ts';
import type { AnnotatedClip } from '../../../core/record/index.ts';
import type {
	FolderLayout,
	AnnotationReading,
	EncodingName,
} from '../../../study/dataset/index.ts';
import {
	AnnotationError,
	FolderListing,
	LAYOUT_FILE,
	readAnnotations,
	readFolderLayout,
} from '../../../study/dataset/index.ts';
import { CommandError } from '../../terminal/index.ts';
import { UsageError } from '../../terminal/index.ts';
import type { AuditArguments } from './arguments.ts';
import type { ClipOnDisk, ClipsFound } from './clips.ts';
import type { CoderFile } from './outputs.ts';

/** @param encoding - of its letters; null: as they show */
export async function readAnnotationsFile(
	path: string,
	encoding: EncodingName | null,
): Promise<CoderFile> {
	try {
		return { path, bytes: await readFile(path), encoding };
	} catch (cause) {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	}
}

/** What there is other than usual, from the folders that were named or the annotations' own. */
export async function readLayout(wanted: AuditArguments): Promise<FolderLayout> {
	for (const folder of [...wanted.inputs, dirname(wanted.annotations)]) {
		if (!((await stat(folder).catch(() => null))?.isDirectory() ?? false)) continue;
		const text = await readFile(join(folder, LAYOUT_FILE), 'utf8').catch(() => null);
		if (text !== null) return spoken(() => readFolderLayout(text));
	}
	return {};
}

export function readRecords(
	{ path, bytes }: CoderFile,
	wanted: AuditArguments,
	layout: FolderLayout,
	found: ClipsFound,
): AnnotationReading {
	const reading = spoken(() =>
		readAnnotations(
			{ name: basename(path), bytes },
			{
				dataset: wanted.dataset ?? undefined,
				tiers: wanted.tiers ?? undefined,
				films: found.clips.filter(({ kind }) => kind === 'film').map(({ name }) => name),
				fps: readingFps(wanted.fps, found.clips),
				encoding: wanted.encoding ?? undefined,
				layout,
				listing: new FolderListing(found.pictures),
			},
		),
	);
	if (wanted.tiers !== null && reading.groups === undefined) {
		throw new UsageError(`--tier names a tier of an ELAN file, and ${basename(path)} is a table.`);
	}
	return reading;
}

export const match = (
	records: readonly AnnotatedClip[],
	clips: readonly ClipOnDisk[],
): Matching<ClipOnDisk> => matchClips(records, clips, ({ numbers }) => numbers);

/** @throws UsageError where no record has the column */
export function checkColumn(column: string | null, records: readonly AnnotatedClip[]): void {
	if (column === null) return;
	const columns = [...new Set(records.flatMap((record) => Object.keys(record.columns)))];
	if (columns.includes(column)) return;
	throw new UsageError(
		`--group is ${column}, which is not a column of the annotations: they have ${columns.join(', ')}.`,
	);
}

function spoken<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof AnnotationError)) throw error;
		throw new CommandError(error.message, { cause: error });
	}
}
