/** CSV as in RFC 4180: CRLF, quotes where needed, doubled inside. */
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
