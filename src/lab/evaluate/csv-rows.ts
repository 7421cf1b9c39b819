/**
 * The rows of a CSV file whose first row names its columns, in whatever order. Pure.
 *
 * Fails CommandError in one sentence that names the file and the line
 */
import { CommandError } from '../terminal/index.ts';
import type { CsvRecord } from './csv.ts';
import { CsvError, csvRecords } from './csv.ts';

export interface CsvRow<Column extends string> {
	/** For sentences about it: `index.csv, line 3`. */
	readonly where: string;
	/** Trimmed; may be empty. */
	readonly cell: (column: Column) => string;
	/** Trimmed; CommandError where it is empty. */
	readonly filled: (column: Column) => string;
}

export interface CsvFormat<Column extends string> {
	/** Each must be there, once. */
	readonly columns: readonly Column[];
	/** Which columns beyond these are passed over. */
	readonly others: 'allowed' | readonly string[];
}

/** In the order of the file; may be none. */
export function csvRows<Column extends string>(
	file: string,
	text: string,
	format: CsvFormat<Column>,
): CsvRow<Column>[] {
	const [header, ...records] = recordsOf(file, text);
	const names = (header?.fields ?? []).map((name) => name.trim());
	refuseColumns(file, names, format);
	return records.map(({ line, fields }) => {
		const where = `${file}, line ${line}`;
		if (fields.length !== names.length) {
			throw new CommandError(
				`${where} has ${fields.length} fields, the header ${names.length}: quote what holds a comma, or complete the row.`,
			);
		}
		const cell = (column: Column): string => fields[names.indexOf(column)]!.trim();
		const filled = (column: Column): string => {
			const said = cell(column);
			if (said !== '') return said;
			throw new CommandError(`${where} has no ${column}: fill it in, or leave the row out.`);
		};
		return { where, cell, filled };
	});
}

function recordsOf(file: string, text: string): CsvRecord[] {
	try {
		return csvRecords(text);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new CommandError(
			`${file}, line ${error.line}: ${error.message}; double the quotes inside a field, and close it.`,
			{ cause: error },
		);
	}
}

function refuseColumns<Column extends string>(
	file: string,
	names: readonly string[],
	{ columns, others }: CsvFormat<Column>,
): void {
	const missing = columns.filter((column) => !names.includes(column));
	if (missing.length > 0) {
		throw new CommandError(
			`${file} has no column ${missing.join(', ')}: its first row must name ${columns.join(', ')}.`,
		);
	}
	const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
	if (twice !== undefined) {
		throw new CommandError(`${file} has two columns ${twice}: rename or remove one of them.`);
	}
	if (others === 'allowed') return;
	const known: readonly string[] = [...columns, ...others];
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new CommandError(
			`${file} has a column ${unknown.map((name) => name || 'without a name').join(', ')}, which is unknown: remove it; the columns are ${columns.join(', ')}.`,
		);
	}
}
