/** The one way in: an annotation file's bytes -> records, remarks, and what is wrong as a whole. */
import { withoutClashes } from './clashes.ts';
import { readEaf } from './eaf.ts';
import { readElanClips } from './elan.ts';
import type { ElanTierGroup } from './elan-tiers.ts';
import type { FolderLayout } from './folder-layout.ts';
import type { FolderListing } from './folder-template.ts';
import { movementRows } from './coded-spans.ts';
import { programTable } from './coding-programs.ts';
import { MS_FPS, readRows, readTable } from './read-table.ts';
import type { TableName } from './layout.ts';
import { tableName } from './layout.ts';
import type { ReadingNote } from './reading-note.ts';
import { recognise } from './recognise.ts';
import type { AnnotatedClip, DatasetName } from '../../core/record/index.ts';
import type { RowRemark } from './row-remark.ts';
import type { EncodingName } from './encodings.ts';
import { decoded } from './encodings.ts';
import type { AnnotationFile, Sheet } from './sheets.ts';
import { readSheets } from './sheets.ts';

export interface ReadOptions {
	/** Left out: recognized by the file's name and columns. */
	readonly dataset?: DatasetName | undefined;
	/** Frames a second of rows that have none of their own; left out: as the data set has it. */
	readonly fps?: number | undefined;
	/** Of a text; left out: looked for. */
	readonly encoding?: EncodingName | undefined;
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
	if (isXml(file.bytes)) return readElan(file, options);
	const { sheets, notes: read } = readSheets(file, options.encoding ?? null);
	const fps = options.fps ?? folderLayout.fps ?? null;
	const ofProgram = said === null || said === 'own' ? readProgram(file, sheets, fps) : null;
	if (ofProgram !== null) return { ...ofProgram, notes: [...read, ...ofProgram.notes] };
	const { layout, why } = recognise(file.name, sheets, said);
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
		notes: [...(why === 'columns' ? [takenByColumns(file, layout)] : []), ...read, ...notes],
	};
}

/** Begins with `<`, in whatever encoding. */
const isXml = (bytes: Uint8Array): boolean =>
	/^\s*</.test(
		String.fromCharCode(...bytes.subarray(0, 64)).replace(/^[\xef\xbb\xbf\xfe\xff]+|\0/g, ''),
	);

const takenByColumns = ({ name }: AnnotationFile, layout: TableName): ReadingNote => ({
	code: 'taken-by-columns',
	file: name,
	table: tableName(layout),
});

/** What BORIS, ELAN or Datavyu exported as a table; null: it is none. */
function readProgram(
	file: AnnotationFile,
	sheets: readonly Sheet[],
	fps: number | null,
): AnnotationReading | null {
	const remarks: RowRemark[] = [];
	const remark = (each: RowRemark): void => void remarks.push(each);
	const table = programTable(file.name, sheets, remark);
	if (table === null) return null;
	const clips = readRows(movementRows(table.spans, remark), fps, remark);
	const kept = withoutClashes(clips, remark);
	return {
		dataset: 'own',
		layout: table.id,
		title: table.title,
		clips: kept.sort((a, b) => a.place.row - b.place.row),
		remarks: remarks.sort((a, b) => a.place.row - b.place.row),
		faults: [],
		notes: kept.some((clip) => clip.fps === MS_FPS)
			? [{ code: 'frames-are-ms', file: file.name }]
			: [],
	};
}

function readElan(
	file: AnnotationFile,
	{ fps, subject, encoding, tiers, films, layout = {} }: ReadOptions,
): AnnotationReading {
	const remarks: RowRemark[] = [];
	const rate = fps ?? layout.fps ?? null;
	const { clips, notes, groups } = readElanClips(
		readEaf(file.name, decoded(file.name, file.bytes, encoding ?? null).text),
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
