/** The one way in: an annotation file's bytes -> records, remarks, and what is wrong as a whole. */
import { withoutClashes } from './clashes.ts';
import { readEaf } from './eaf.ts';
import { readElanClips } from './elan.ts';
import type { ElanTierGroup } from './elan-tiers.ts';
import type { FolderLayout } from './folder-layout.ts';
import type { FolderListing } from './folder-template.ts';
import { readTable } from './read-table.ts';
import type { TableName } from './layout.ts';
import { tableName } from './layout.ts';
import type { ReadingNote } from './reading-note.ts';
import { recognise } from './recognise.ts';
import type { AnnotatedClip, DatasetName } from '../../core/record/index.ts';
import type { RowRemark } from './row-remark.ts';
import type { AnnotationFile } from './sheets.ts';
import { readSheets, textOf } from './sheets.ts';

export interface ReadOptions {
	/** Left out: recognized by the file's name and columns. */
	readonly dataset?: DatasetName | undefined;
	/** Frames a second of rows that have none of their own; left out: as the data set has it. */
	readonly fps?: number | undefined;
	/** Subject of an ELAN file's tiers that name no participant; left out: the file's name. */
	readonly subject?: string | undefined;
	/** Tiers of an ELAN file that have movements; left out: as their names and texts tell. */
	readonly tiers?: readonly string[] | undefined;
	/** Names of the films that are there, by which an ELAN file's medium is chosen; left out: the first. */
	readonly films?: readonly string[] | undefined;
	/** What there is other than usual. */
	readonly layout?: FolderLayout | undefined;
	/** Folders and pictures, to tell which of the usual folders is there. */
	readonly listing?: FolderListing | undefined;
}

export interface AnnotationReading {
	readonly dataset: DatasetName;
	/** Which kind of table it was read as, such as `casme3-c`; `elan`. */
	readonly layout: string;
	/** In English, such as `CAS(ME)^3 part C`. */
	readonly title: string;
	/** In the order of the file. */
	readonly clips: readonly AnnotatedClip[];
	/** In the order of the rows. */
	readonly remarks: readonly RowRemark[];
	/** What is wrong with the file as a whole. */
	readonly faults: readonly ReadingNote[];
	/** What was taken for granted. */
	readonly notes: readonly ReadingNote[];
	/** Of an ELAN file: the tiers that may have movements, and which of them were taken. */
	readonly groups?: readonly ElanTierGroup[];
}

/** @throws AnnotationError for a file that cannot be read at all */
export function readAnnotations(
	file: AnnotationFile,
	options: ReadOptions = {},
): AnnotationReading {
	const { layout: folderLayout = {}, listing = null } = options;
	const said = options.dataset ?? folderLayout.dataset ?? null;
	const text = /^\s*<|^\uFEFF?<\?xml/.test(textOf(file.bytes.subarray(0, 64)));
	if (text) return readElan(file, options);
	const sheets = readSheets(file);
	const { layout, why } = recognise(file.name, sheets, said);
	const fps = options.fps ?? null;
	const { clips, remarks, faults, notes } = readTable(file.name, sheets, layout, {
		folderLayout,
		listing,
		fps,
	});
	const kept = withoutClashes(clips, (remark) => remarks.push(remark));
	return {
		dataset: layout.dataset,
		layout: layout.id,
		title: layout.title,
		clips: kept,
		faults,
		remarks: remarks.sort((a, b) => a.place.row - b.place.row),
		notes: why === 'columns' ? [takenByColumns(file, layout), ...notes] : notes,
	};
}

const takenByColumns = ({ name }: AnnotationFile, layout: TableName): ReadingNote => ({
	code: 'taken-by-columns',
	file: name,
	table: tableName(layout),
});

function readElan(
	file: AnnotationFile,
	{ fps, subject, tiers, films, layout = {} }: ReadOptions,
): AnnotationReading {
	const remarks: RowRemark[] = [];
	const rate = fps ?? layout.fps ?? null;
	const { clips, notes, groups } = readElanClips(
		readEaf(file.name, textOf(file.bytes)),
		{
			file: file.name,
			fps: rate,
			subject: subject ?? null,
			tiers: tiers ?? null,
			films: films ?? null,
		},
		(remark) => remarks.push(remark),
	);
	const kept = withoutClashes(clips, (remark) => remarks.push(remark));
	return {
		dataset: 'own',
		layout: 'elan',
		title: 'ELAN',
		clips: kept,
		remarks,
		faults: [],
		notes: rate === null ? [...notes, { code: 'frames-are-ms', file: file.name } as const] : notes,
		groups,
	};
}
