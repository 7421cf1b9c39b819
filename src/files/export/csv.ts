/** CSV as in RFC 4180: CRLF, quotes where needed, doubled inside. */
import type { FieldNote } from '../../core/kernel/index.ts';
import { ImportError } from './import-error.ts';

export type Cell = string | number | null;

export const csvText = (rows: readonly (readonly Cell[])[]): string =>
	rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

function written(cell: Cell): string {
	if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
	if (typeof cell === 'number') return String(cell);
	const safe = inert(cell);
	return /[",\r\n]/.test(safe) ? quoted(safe) : safe;
}

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Also after blanks and signs that are not seen, and in the full width of East Asian keyboards. */
const RUN_BY_SPREADSHEETS = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A text that no spreadsheet takes for a formula: names of files, cameras, people, and notes come from
 * outside. Of every table, whatever separates its cells; numbers are not texts.
 */
export const inert = (text: string): string => (RUN_BY_SPREADSHEETS.test(text) ? `'${text}` : text);

/**
 * A table as a file: Excel takes what does not begin with this mark for the encoding of its country.
 * What is printed or read by programs alone goes without.
 */
export const csvFile = (text: string): string => `\uFEFF${text}`;

/** A column of a table, with what the data dictionary says of it. */
export interface CsvColumn extends FieldNote {
	readonly name: string;
}

export const plainColumn = (name: string, unit: string, meaning: string): CsvColumn => ({
	name,
	unit,
	meaning,
});

/** Fails ImportError: the cell holds no number. */
export function numberIn(cell: string, table: string, row: number, column: string): number {
	const value = cell === '' ? NaN : Number(cell);
	if (Number.isFinite(value)) return value;
	throw new ImportError(
		`Row ${row} of ${table}: ${column} is "${cell}", but it should be a number. Export the session again.`,
	);
}
