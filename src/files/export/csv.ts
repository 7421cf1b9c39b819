/** CSV as in RFC 4180: CRLF, quotes where needed, doubled inside. */
import type { FieldNote } from '../../core/kernel/index.ts';
import { ImportError } from './import-error.ts';

export type Cell = string | number | null;

export const csvText = (rows: readonly (readonly Cell[])[]): string =>
	rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

function written(cell: Cell): string {
	if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
	if (typeof cell === 'number') return String(cell);
	// A spreadsheet runs what starts with = + - @; names of files and cameras come from outside.
	const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

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
