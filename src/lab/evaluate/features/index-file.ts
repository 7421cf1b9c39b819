/**
 * The rows of `index.csv`: which motion is whose, from where, and what it shows. Pure.
 *
 * Fails CommandError in one sentence that names the line
 */
import type { Class3 } from '../../../core/record/index.ts';
import { CLASSES } from '../../../line/classify/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { CsvRow } from '../csv-rows.ts';
import { csvRows } from '../csv-rows.ts';

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
	const rows = csvRows(INDEX, text, { columns: COLUMNS, others: 'allowed' }).map(rowOf);
	if (rows.length === 0) {
		throw new CommandError(`${INDEX} has no row below its header: add one for each sample.`);
	}
	refuseDuplicates(rows);
	return rows;
}

function rowOf({ where, cell, filled }: CsvRow<Column>): IndexRow {
	const said = filled('label');
	const label = CLASSES.find((name) => name === said);
	if (label === undefined) {
		throw new CommandError(
			`${where}: the label ${said} is not one of ${CLASSES.join(', ')}: correct it, or leave the row out.`,
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
				`${where}: the id ${id} has already been used (${first}): give each sample its own.`,
			);
		}
		seen.set(id, where);
	}
}
