/** Figures as columns of text for a terminal. Pure. */
import type { Figure } from '../../files/export/index.ts';

export const DIGITS = 2;
/** Stands for what was not measured. */
export const NOTHING = '-';

/** Rows of cells, the first of them the heading; each row as long as the heading. */
export type Block = readonly (readonly string[])[];

export function text({ value, low, high }: Figure, digits = DIGITS): string {
	if (value === null) return NOTHING;
	const said = value.toFixed(digits);
	if (low === null || high === null) return said;
	return `${said} [${low.toFixed(digits)} to ${high.toFixed(digits)}]`;
}

/** Columns of numbers to the right, of words and intervals to the left. */
export function aligned(rows: Block): string {
	const cells = (column: number): string[] => rows.map((row) => row[column] ?? '');
	const columns = (rows[0] ?? []).map((_, at) => ({
		width: Math.max(...cells(at).map(({ length }) => length)),
		numbers: cells(at)
			.slice(1)
			.every((cell) => /^[\d.-]+$/.test(cell)),
	}));
	const line = (row: readonly string[]): string =>
		columns
			.map(({ width, numbers }, at) =>
				numbers && at > 0 ? row[at]!.padStart(width) : row[at]!.padEnd(width),
			)
			.join('  ')
			.trimEnd();
	return rows.map(line).join('\n');
}

export const counted = (count: number, thing: string): string =>
	`${count} ${thing}${count === 1 ? '' : 's'}`;
