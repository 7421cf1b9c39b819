/** Tables of BIDS: tabs between cells, `n/a` for nothing, and a sidecar that explains the columns. */
import { inert, quoted } from './csv.ts';

export interface TsvColumn {
	readonly name: string;
	readonly units?: string;
	readonly about: string;
	readonly levels?: Readonly<Record<string, string>>;
}

export type TsvRow = Readonly<Record<string, string | number | null | undefined>>;

export function tsv(columns: readonly TsvColumn[], rows: readonly TsvRow[]): string {
	const names = columns.map(({ name }) => name);
	return [names, ...rows.map((row) => names.map((name) => written(row[name])))]
		.map((cells) => `${cells.join('\t')}\n`)
		.join('');
}

/** What every column means, as JSON. */
export function sidecar(columns: readonly TsvColumn[]): string {
	const explained = columns.map(({ name, units, about, levels }) => [
		name,
		{
			Description: about,
			...(units === undefined ? {} : { Units: units }),
			...(levels === undefined ? {} : { Levels: levels }),
		},
	]);
	return bidsJson(Object.fromEntries(explained));
}

export const bidsJson = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

/** Tabs and line ends would be further cells, and what begins with a quote a quoted one. */
function written(cell: string | number | null | undefined): string {
	if (cell === undefined || cell === null) return NOTHING;
	if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : NOTHING;
	const line = inert(cell.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim());
	if (line === '') return NOTHING;
	return line.startsWith('"') ? quoted(line) : line;
}

const NOTHING = 'n/a';
