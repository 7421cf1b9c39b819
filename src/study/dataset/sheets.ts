/**
 * Bytes of an .xlsx, .xls or .csv file -> sheets of trimmed text, blank where a cell is empty.
 *
 * What the file is, is read off its first bytes: people rename files. A text's separator is what its
 * lines have most evenly; `sep=;`, as Excel writes it, says it.
 *
 * Fails AnnotationError that names the file
 */
import papaparse from 'papaparse';
import { AnnotationError } from './annotation-error.ts';
import type { EncodingName } from './encodings.ts';
import { decoded } from './encodings.ts';
import type { ReadingNote } from './reading-note.ts';
import type { OddCell, WorkbookSheet } from './workbook.ts';
import { WorkbookError, isWorkbook, workbookCells } from './workbook.ts';

export interface AnnotationFile {
	/** File name, without folders: the data set may be recognized by it. */
	readonly name: string;
	readonly bytes: Uint8Array;
}

export interface Sheet {
	/** Null: a file without sheets. */
	readonly name: string | null;
	/** Row k of these is row k + 1 of the spreadsheet; rows may be of different length. */
	readonly rows: readonly (readonly string[])[];
	/** Cells of a workbook that hold numbers (`row,column` from 0); left out: all cells are text. */
	readonly numbers?: ReadonlySet<string>;
	readonly odd?: readonly OddCell[];
}

export interface ReadSheets {
	readonly sheets: readonly Sheet[];
	readonly notes: readonly ReadingNote[];
}

/** @param encoding - of a text, as a person said; null: looked for */
export function readSheets(
	{ name, bytes }: AnnotationFile,
	encoding: EncodingName | null = null,
): ReadSheets {
	if (bytes.length === 0) throw new AnnotationError({ code: 'file-empty', file: name });
	if (isWorkbook(bytes)) return workbook(name, bytes);
	const read = decoded(name, bytes, encoding);
	const notes: ReadingNote[] = read.certain
		? []
		: [
				{
					code: 'encoding-guessed',
					file: name,
					encoding: read.encoding,
					sample: read.sample ?? '',
				},
			];
	return { sheets: [{ name: null, rows: delimitedRows(name, read.text) }], notes };
}

/**
 * As it was read, a byte order mark included: what is added to it goes beside it. What was not UTF-8
 * gets a mark, so that written as UTF-8 it is read rightly everywhere. Null: a workbook, or no text.
 */
export function annotationText(
	bytes: Uint8Array,
	encoding: EncodingName | null = null,
): string | null {
	if (isWorkbook(bytes)) return null;
	try {
		const read = decoded('', bytes, encoding);
		return `${read.marked || read.encoding !== 'utf-8' ? '\uFEFF' : ''}${read.text}`;
	} catch (error) {
		if (error instanceof AnnotationError) return null;
		throw error;
	}
}

function workbook(file: string, bytes: Uint8Array): ReadSheets {
	try {
		const { sheets, cut } = workbookCells(bytes);
		const notes = sheets.flatMap((sheet) => hiddenNotes(file, sheet));
		return { sheets, notes: cut ? [...notes, { code: 'cells-far', file }] : notes };
	} catch (cause) {
		if (cause instanceof WorkbookError) {
			throw new AnnotationError({ code: cause.code, file }, { cause });
		}
		const detail = cause instanceof Error ? cause.message : String(cause);
		throw new AnnotationError({ code: 'spreadsheet-broken', file, detail }, { cause });
	}
}

function hiddenNotes(file: string, { name: sheet, hidden }: WorkbookSheet): ReadingNote[] {
	const { rows, columns } = hidden;
	return [
		...(hidden.sheet ? [{ code: 'sheet-hidden', file, sheet } as const] : []),
		...(rows + columns > 0 ? [{ code: 'cells-hidden', file, sheet, rows, columns } as const] : []),
	];
}

const SEPARATORS = [',', ';', '\t', '|'];

function delimitedRows(file: string, text: string): string[][] {
	const { body, delimiter } = separated(text);
	const { data, errors } = papaparse.parse<string[]>(body, { delimiter, skipEmptyLines: false });
	const broken = errors.find(({ type }) => type === 'Quotes');
	if (broken !== undefined) {
		const row = (broken.row ?? 0) + 1;
		throw new AnnotationError({ code: 'quotes-broken', file, row, detail: broken.message });
	}
	return data.map((row) => row.map((cell) => cell.trim()));
}

/** Excel's first line `sep=;` stays, as a blank row: rows count as a spreadsheet counts them. */
function separated(text: string): { body: string; delimiter: string } {
	const said = /^"?sep=([,;|\t])"?[^\S\t\r\n]*(?=\r?\n|\r|$)/i.exec(text);
	if (said !== null) return { body: text.slice(said[0].length), delimiter: said[1]! };
	const counted = SEPARATORS.map((sign) => ({ sign, rows: rowsOfHeader(text, sign) }));
	const best = counted.reduce((most, each) => (each.rows > most.rows ? each : most));
	return { body: text, delimiter: best.rows > 0 ? best.sign : '' };
}

/** Lines that are looked at for a separator. */
const LOOKED_AT = 200;

/** How well a sign separates: rows with as many cells as most have, times cells. */
function rowsOfHeader(text: string, delimiter: string): number {
	const { data } = papaparse.parse<string[]>(text, { delimiter, preview: LOOKED_AT });
	const widths = new Map<number, number>();
	for (const { length } of data) {
		if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
	}
	return Math.max(0, ...[...widths].map(([width, rows]) => (width - 1) * rows));
}
