/**
 * Bytes of a workbook -> cells of its sheets. Hostile ones end in an error, not in a hang: a zip is
 * unpacked within a limit before the parser sees it, rows far below the table are not entered, and of
 * an old binary workbook (.xls) the parser is given only the records that hold cells, and no formulas,
 * in which it can run forever (BIFF8, [MS-XLS] 2.3 and 2.4).
 *
 * Numbers come as JavaScript writes them, so that 46 and '46' are the same. A date is what Excel shows;
 * a time of day or a duration with seconds is `h:mm:ss.mmm`, exactly. Merged cells all get the value of their first.
 *
 * Fails WorkbookError, or whatever the parser throws at a broken file
 */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { SSF, read } from '@e965/xlsx';
import { unzipSync, zipSync } from 'fflate';
import { streamOf } from './compound-file.ts';
import { extentOf, openExtentOf } from './sheet-extents.ts';

export interface OddCell {
	/** From 0. */
	readonly row: number;
	readonly column: number;
	/** Excel made it a date; its formula failed. */
	readonly what: 'date' | 'error';
	/** As displayed. */
	readonly text: string;
}

export interface WorkbookSheet {
	readonly name: string;
	readonly rows: readonly (readonly string[])[];
	/** Cells that hold numbers, not text, as `row,column` from 0: their points are decimal ones. */
	readonly numbers: ReadonlySet<string>;
	readonly odd: readonly OddCell[];
	/** The sheet itself; how many rows and columns within the table. They are read all the same. */
	readonly hidden: { readonly sheet: boolean; readonly rows: number; readonly columns: number };
}

export interface WorkbookCells {
	readonly sheets: readonly WorkbookSheet[];
	/** There are rows or columns beyond those that are read. */
	readonly cut: boolean;
}

export class WorkbookError extends Error {
	readonly code: 'spreadsheet-large' | 'spreadsheet-kind';

	constructor(code: WorkbookError['code']) {
		super(code);
		this.name = 'WorkbookError';
		this.code = code;
	}
}

/** A table of annotations has some thousand rows; what is beyond is said to be left out. */
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 500;
/** In all sheets together, blank ones within a row included. */
const MOST_CELLS = 5_000_000;
/** A merge of more cells than this is decoration. */
const LARGEST_MERGE = 1000;
/** Cells that an OpenDocument sheet writes once and repeats; blank ones do not count. */
const MOST_REPEATED = 100_000;
/** Unpacked, in all. */
const MOST_BYTES = 32 * 2 ** 20;

/** A zip (.xlsx, .ods) or a compound file (.xls). */
export const isWorkbook = (bytes: Uint8Array): boolean =>
	(bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

export function workbookCells(bytes: Uint8Array): WorkbookCells {
	const { whole, cut } = bytes[0] === 0x50 ? repacked(bytes) : cellsOnly(bytes);
	const book = read(whole, {
		type: 'array',
		dense: true,
		cellFormula: false,
		cellHTML: false,
		cellNF: true,
		cellStyles: true, // hidden rows and columns
		sheetRows: MOST_ROWS,
	});
	return {
		sheets: book.SheetNames.map((name, at) => sheetOf(name, book, at)),
		cut,
	};
}

function sheetOf(name: string, book: WorkBook, at: number): WorkbookSheet {
	const sheet = book.Sheets[name];
	const hidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
	if (sheet === undefined) {
		const none = { sheet: hidden, rows: 0, columns: 0 };
		return { name, rows: [], numbers: new Set(), odd: [], hidden: none };
	}
	const data: readonly ((CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
	const numbers = new Set<string>();
	const odd: OddCell[] = [];
	const rows = Array.from(data, (cells, row) =>
		Array.from((cells ?? []).slice(0, MOST_COLUMNS), (cell, column) => {
			const { text, what } = cellText(cell, book);
			if (what === 'number') numbers.add(`${row},${column}`);
			else if (what !== 'text') odd.push({ row, column, what, text });
			return what === 'error' ? '' : text;
		}),
	);
	merge(sheet, rows);
	const filled = (each: number): boolean => rows[each]?.some((cell) => cell !== '') ?? false;
	const width = Math.max(0, ...rows.slice(0, 1000).map(({ length }) => length));
	return {
		name,
		rows,
		numbers,
		odd,
		hidden: {
			sheet: hidden,
			rows: (sheet['!rows'] ?? []).filter((each, row) => each?.hidden && filled(row)).length,
			columns: (sheet['!cols'] ?? []).filter((each, column) => each?.hidden && column < width)
				.length,
		},
	};
}

function merge(sheet: WorkSheet, rows: string[][]): void {
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
}

/** The package leaves its number formats untyped. */
const DATES = SSF as {
	readonly is_date: (format: string) => boolean;
	readonly format: (
		format: string,
		value: number,
		options: { readonly date1904: boolean },
	) => string;
};

type CellKind = 'text' | 'number' | OddCell['what'];

function cellText(
	cell: CellObject | undefined,
	book: WorkBook,
): { readonly text: string; readonly what: CellKind } {
	if (cell === undefined || cell.t === 'z') return { text: '', what: 'text' };
	const shown = (cell.w ?? '').trim();
	if (cell.t === 'e') return { text: shown || '#ERROR', what: 'error' };
	const { v: value } = cell;
	if (value === undefined) return { text: '', what: 'text' };
	if (value instanceof Date) return { text: shown || value.toISOString(), what: 'date' };
	if (typeof value !== 'number') return { text: String(value).trim(), what: 'text' };
	const format = typeof cell.z === 'string' ? cell.z : '';
	if (format !== '' && format !== 'General' && DATES.is_date(format)) {
		if (isTime(format) && value >= 0 && value < 366) return { text: clock(value), what: 'text' };
		const date1904 = book.Workbook?.WBProps?.date1904 === true;
		return { text: shown || DATES.format(format, value, { date1904 }), what: 'date' };
	}
	return { text: String(value), what: 'number' };
}

/**
 * Hours, minutes and seconds, no date. Without seconds it is not a time to be trusted: Excel makes 1:10
 * of a film's minutes and seconds one hour and ten minutes, and still displays 1:10.
 */
function isTime(format: string): boolean {
	const bare = format.replace(/"[^"]*"|\\.|\[\$[^\]]*\]/g, '');
	return /s/i.test(bare) && !/[dy]/i.test(bare);
}

/** Of days. */
function clock(days: number): string {
	const ms = Math.round(days * 86_400_000);
	const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
	const rest = String(ms % 1000).padStart(3, '0');
	return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}

/** A workbook that the parser can be trusted with. */
interface Readable {
	readonly whole: Uint8Array;
	/** It has rows that are not read. */
	readonly cut: boolean;
}

/** The same zip, unpacked within the limit whatever sizes it claims, and packed without compression. */
function repacked(bytes: Uint8Array): Readable {
	let total = 0;
	const files = unzipSync(bytes, {
		filter: ({ originalSize, size, name }) => {
			if (/\.(?:bin|jpe?g|png|gif|emf|wmf)$/i.test(name)) return false;
			total += Math.max(originalSize, size);
			if (total > MOST_BYTES) throw new WorkbookError('spreadsheet-large');
			return true;
		},
	});
	const isTable = Object.keys(files).some((name) => /^(?:xl\/workbook|content)\.xml$/i.test(name));
	if (!isTable) throw new WorkbookError('spreadsheet-kind');
	const sizes = Object.entries(files).flatMap(([name, file]) =>
		/worksheets\/[^/]+\.xml$/i.test(name)
			? [extentOf(file)]
			: /^\/?content\.xml$/i.test(name)
				? [openExtentOf(file)]
				: [],
	);
	const cells = sizes.reduce((sum, size) => sum + size.cells, 0);
	const repeated = sizes.reduce((sum, size) => sum + size.repeated, 0);
	if (cells > MOST_CELLS || repeated > MOST_REPEATED) throw new WorkbookError('spreadsheet-large');
	const cut = sizes.some(({ rows, columns }) => rows > MOST_ROWS || columns > MOST_COLUMNS);
	return { whole: zipSync(files, { level: 0 }), cut };
}

/** Of [MS-XLS]: what holds cells, their formats, sheets, merges and hidden rows. */
const KEPT = new Set([
	0x0809, // BOF
	0x000a, // EOF
	0x0085, // BoundSheet8
	0x00fc, // SST
	0x003c, // Continue, of SST
	0x00fd, // LabelSst
	0x0204, // Label
	0x0203, // Number
	0x027e, // RK
	0x00bd, // MulRk
	0x0205, // BoolErr
	0x0006, // Formula: its value
	0x0207, // String, of a formula
	0x041e, // Format
	0x00e0, // XF
	0x0042, // CodePage
	0x0022, // Date1904
	0x0200, // Dimensions
	0x0208, // Row
	0x007d, // ColInfo
	0x00e5, // MergeCells
]);
const BOF = 0x0809;
const FORMULA = 0x0006;
const CONTINUE = 0x003c;
const FILE_PASS = 0x002f;
/** Of a formula record: cell, value and flags, and then how long its tokens are. */
const FORMULA_HEAD = 20;

/** A BIFF8 stream of records of a workbook without formulas. */
function cellsOnly(bytes: Uint8Array): Readable {
	const all = streamOf(bytes, ['Workbook', 'Book']);
	if (all === null || all.length < 8) throw new WorkbookError('spreadsheet-kind');
	const view = new DataView(all.buffer);
	// Older ones than Excel 97 have other records.
	if (view.getUint16(0, true) !== BOF || view.getUint16(4, true) !== 0x0600) {
		throw new WorkbookError('spreadsheet-kind');
	}
	const parts: Uint8Array[] = [];
	/** Where a record lies in what is left: sheets are found by that. */
	const moved = new Map<number, number>();
	let length = 0;
	let before = 0;
	for (let at = 0; at + 4 <= all.length;) {
		const kind = view.getUint16(at, true);
		const end = Math.min(all.length, at + 4 + view.getUint16(at + 2, true));
		if (kind === FILE_PASS) throw new WorkbookError('spreadsheet-kind');
		if (kind !== CONTINUE) before = kind;
		if (kind === BOF) moved.set(at, length);
		if (KEPT.has(kind) && (kind !== CONTINUE || KEPT.has(before))) {
			const part = all.slice(at, end);
			const kept = kind === FORMULA ? withoutTokens(part) : part;
			parts.push(kept);
			length += kept.length;
		}
		at = end;
	}
	return { whole: joined(parts, length, moved), cut: false };
}

function withoutTokens(record: Uint8Array): Uint8Array {
	const kept = new Uint8Array(4 + FORMULA_HEAD + 2);
	kept.set(record.subarray(0, 4 + FORMULA_HEAD));
	new DataView(kept.buffer).setUint16(2, FORMULA_HEAD + 2, true);
	return kept;
}

function joined(
	parts: readonly Uint8Array[],
	length: number,
	moved: ReadonlyMap<number, number>,
): Uint8Array {
	const out = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		const view = new DataView(part.buffer, part.byteOffset, part.length);
		if (part.length >= 8 && view.getUint16(0, true) === 0x0085) {
			view.setUint32(4, moved.get(view.getUint32(4, true)) ?? 0, true);
		}
		out.set(part, at);
		at += part.length;
	}
	return out;
}
