/**
 * Bytes of an .xlsx, .xls or .csv file -> sheets of trimmed text, blank where a cell is empty.
 *
 * What the file is, is read off its first bytes: people rename files. Numbers come as JavaScript
 * writes them, so that 46 and '46' are the same; merged cells all get the value of their first one.
 *
 * Fails AnnotationError that names the file
 */
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { read } from '@e965/xlsx';
import papaparse from 'papaparse';
import { AnnotationError } from './annotation-error.ts';

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
}

/** A merge of more cells than this is decoration. */
const LARGEST_MERGE = 1000;

export function readSheets({ name, bytes }: AnnotationFile): Sheet[] {
	if (bytes.length === 0) throw new AnnotationError({ code: 'file-empty', file: name });
	if (!isWorkbook(bytes)) return [{ name: null, rows: delimitedRows(name, textOf(bytes)) }];
	try {
		const book = read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false });
		return book.SheetNames.map((sheet) => ({ name: sheet, rows: rowsOf(book.Sheets[sheet]!) }));
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		throw new AnnotationError({ code: 'spreadsheet-broken', file: name, detail }, { cause });
	}
}

/** UTF-8 or UTF-16 where marked as such; what is not UTF-8 is taken for Windows' Latin letters. */
export function textOf(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** As it was read, a byte order mark included: what is added to it goes beside it. Null: a workbook. */
export function annotationText(bytes: Uint8Array): string | null {
	if (isWorkbook(bytes)) return null;
	const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return `${marked ? '\uFEFF' : ''}${textOf(bytes)}`;
}

/** A zip (.xlsx) or a compound file (.xls). */
const isWorkbook = (bytes: Uint8Array): boolean =>
	(bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

function rowsOf(sheet: WorkSheet): string[][] {
	const data: readonly ((CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
	const rows = Array.from(data, (row) => Array.from(row ?? [], cellText));
	for (const { s: first, e: last } of sheet['!merges'] ?? []) {
		if ((last.r - first.r + 1) * (last.c - first.c + 1) > LARGEST_MERGE) continue;
		const value = rows[first.r]?.[first.c] ?? '';
		for (let r = first.r; r <= last.r; r++) {
			const row = rows[r];
			if (row === undefined) continue;
			for (let c = row.length; c <= last.c; c++) row[c] = '';
			row.fill(value, first.c, last.c + 1);
		}
	}
	return rows;
}

function cellText(cell: CellObject | undefined): string {
	if (cell?.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
	return typeof cell.v === 'object' ? (cell.w ?? cell.v.toISOString()) : String(cell.v).trim();
}

function delimitedRows(name: string, text: string): string[][] {
	const { data, errors } = papaparse.parse<string[]>(text.replace(/^\uFEFF/, ''), {
		skipEmptyLines: false,
	});
	const broken = errors.find(({ type }) => type === 'Quotes');
	if (broken !== undefined) {
		const row = (broken.row ?? 0) + 1;
		throw new AnnotationError({ code: 'quotes-broken', file: name, row, detail: broken.message });
	}
	return data.map((row) => row.map((cell) => cell.trim()));
}
