/**
 * The rows of `index.csv`: which motion is whose, from where, and what it shows. Pure.
 *
 * Fails CommandError in one sentence that names the line
 */
import type { Class3 } from '../../../classify/index.ts';
import { CLASSES } from '../../../classify/index.ts';
import { CommandError } from '../../command-error.ts';
import type { CsvRecord } from './csv.ts';
import { CsvError, csvRecords } from './csv.ts';

export const INDEX = 'index.csv';
const COLUMNS = ['id', 'subject', 'dataset', 'label', 'rise', 'fall'] as const;
type Column = (typeof COLUMNS)[number];

export interface IndexRow {
	/** For sentences about it: `index.csv, line 3`. */
	readonly where: string;
	readonly id: string;
	readonly subject: string;
	readonly dataset: string;
	readonly label: Class3;
	/** Path below the folder. */
	readonly rise: string;
	/** Null: the offset was not measured. */
	readonly fall: string | null;
}

/** At least one row, in the order of the file. */
export function indexRows(text: string): IndexRow[] {
	const [header, ...records] = recordsOf(text);
	const cellOf = columnsOf(header);
	const rows = records.map((record) => {
		if (record.fields.length !== header!.fields.length) {
			throw new CommandError(
				`${INDEX}, line ${record.line} has ${record.fields.length} fields, the header ${header!.fields.length}: quote what holds a comma, or complete the row.`,
			);
		}
		return rowOf(`${INDEX}, line ${record.line}`, (column) => cellOf(record, column));
	});
	if (rows.length === 0) {
		throw new CommandError(`${INDEX} has no row below its header: add one for each sample.`);
	}
	refuseDuplicates(rows);
	return rows;
}

function recordsOf(text: string): CsvRecord[] {
	try {
		return csvRecords(text);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new CommandError(
			`${INDEX}, line ${error.line}: ${error.message}; double the quotes inside a field, and close it.`,
			{ cause: error },
		);
	}
}

/** How to find a cell by the name of its column. */
function columnsOf(header: CsvRecord | undefined): (record: CsvRecord, column: Column) => string {
	const names = (header?.fields ?? []).map((name) => name.trim());
	const missing = COLUMNS.filter((column) => !names.includes(column));
	if (missing.length > 0) {
		throw new CommandError(
			`${INDEX} has no column ${missing.join(', ')}: its first row must name ${COLUMNS.join(', ')}.`,
		);
	}
	const twice = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
	if (twice !== undefined) {
		throw new CommandError(`${INDEX} has two columns ${twice}: rename or remove one of them.`);
	}
	return ({ fields }, column) => fields[names.indexOf(column)]!.trim();
}

function rowOf(where: string, cell: (column: Column) => string): IndexRow {
	const filled = (column: Column): string => {
		const text = cell(column);
		if (text !== '') return text;
		throw new CommandError(`${where} has no ${column}: fill it in, or leave the row out.`);
	};
	const said = filled('label');
	const label = CLASSES.find((name) => name === said);
	if (label === undefined) {
		throw new CommandError(
			`${where}: the label ${said} is none of ${CLASSES.join(', ')}: correct it, or leave the row out.`,
		);
	}
	return {
		where,
		id: filled('id'),
		subject: filled('subject'),
		dataset: filled('dataset'),
		label,
		rise: filled('rise'),
		fall: cell('fall') || null,
	};
}

function refuseDuplicates(rows: readonly IndexRow[]): void {
	const seen = new Map<string, string>();
	for (const { id, where } of rows) {
		const first = seen.get(id);
		if (first !== undefined) {
			throw new CommandError(
				`${where}: the id ${id} was given before (${first}): give each sample its own.`,
			);
		}
		seen.set(id, where);
	}
}
