/** How a data set's table of annotations is laid out. Types, and what is done with headings. */
import type { DatasetName } from '../../core/record/index.ts';

export type Role =
	| 'subject'
	| 'clip'
	/** A film, or a folder of pictures; only of a table of the person's own. */
	| 'file'
	| 'onset'
	| 'apex'
	| 'offset'
	| 'onsetMs'
	| 'apexMs'
	| 'offsetMs'
	| 'onsetS'
	| 'apexS'
	| 'offsetS'
	| 'units'
	| 'emotion'
	| 'emotionId'
	| 'objective'
	| 'kind'
	| 'fps'
	| 'coder';

export interface ColumnSpec {
	readonly role: Role;
	/** Headings, any of which it may have; capitals, blanks and signs do not matter. */
	readonly headings: readonly string[];
	readonly required: boolean;
}

/** How a subject's cell becomes the key that all spellings share. */
export interface SubjectRule {
	/** Group 1 is the number. Cells that do not match are subjects by their text, or none. */
	readonly pattern: RegExp;
	/** Digits that the number is padded to. */
	readonly width: number;
	/** Before the number; people of another part of the data set have another one. */
	readonly prefix: string;
	readonly text: 'refused' | 'kept';
}

/** A kind of table, and how people call it. */
export interface TableName {
	/** Such as `casme3-c`. */
	readonly id: string;
	/** In English, such as `CAS(ME)^3 part C`. */
	readonly title: string;
}

export interface Layout extends TableName {
	readonly dataset: DatasetName;
	/** Usual names of its annotation file. */
	readonly files: RegExp;
	/** Which sheet; null: the first that has the header. */
	readonly sheet: RegExp | null;
	readonly columns: readonly ColumnSpec[];
	/** Headings that are kept as text, without a role; null: any. */
	readonly others: RegExp | null;
	/** Headings, as `plain` makes them, that only this one has. */
	readonly signature: readonly string[];
	/** A table without header: the roles and names of its columns, from the left. */
	readonly fixed?: readonly { readonly role: Role | null; readonly heading: string }[];
	/** Frames a second by the annotation file's name; null: a column says. */
	readonly fps: (file: string) => number | null;
	/** The rate is from memory or a loader, not from the data set's papers. */
	readonly fpsUnsure?: true;
	readonly kind: 'micro' | 'by column';
	readonly subject: SubjectRule;
	/** Further words for `{...}` in `folders`, by the annotation file's name. */
	readonly words?: (file: string) => Readonly<Record<string, string>>;
	/** Folders of a clip's pictures, the likeliest first; see `folder-template.ts`. */
	readonly folders: readonly string[];
	/** Clips are named by their subject (group 1), so a clip cannot be another's. */
	readonly subjectInClip?: RegExp;
	/** An onset of 0 is one that was not filmed. */
	readonly zeroOnset?: 'missing';
}

/** A heading without what people write differently. */
export const plain = (heading: string): string =>
	heading
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

export interface Header {
	/** Index of its row. */
	readonly at: number;
	readonly columnOf: ReadonlyMap<Role, number>;
	/** As written; blank columns are left out. */
	readonly headings: readonly { readonly column: number; readonly name: string }[];
}

/** Rows in front of a table, at most. */
const LONGEST_PREAMBLE = 60;

/**
 * The row that names the most of the wanted columns, wherever it is; null: no row names any.
 *
 * `missing` has those required ones that it does not name.
 */
export function findHeader(
	rows: readonly (readonly string[])[],
	columns: readonly ColumnSpec[],
): { header: Header; missing: ColumnSpec[] } | null {
	let best: { header: Header; missing: ColumnSpec[] } | null = null;
	for (const [at, row] of rows.slice(0, LONGEST_PREAMBLE).entries()) {
		const names = row.map(plain);
		const columnOf = new Map<Role, number>();
		for (const { role, headings } of columns) {
			for (const heading of headings) {
				const column = names.indexOf(plain(heading));
				if (column >= 0 && !columnOf.has(role)) columnOf.set(role, column);
			}
		}
		if (columnOf.size <= (best?.header.columnOf.size ?? 0)) continue;
		const missing = columns.filter(({ role, required }) => required && !columnOf.has(role));
		const headings = row
			.map((name, column) => ({ column, name }))
			.filter(({ name }) => plain(name) !== '');
		best = { header: { at, columnOf, headings: distinct(headings) }, missing };
	}
	return best;
}

/** A heading that was there before gets a number. */
function distinct(
	headings: readonly { readonly column: number; readonly name: string }[],
): { column: number; name: string }[] {
	const seen = new Map<string, number>();
	return headings.map(({ column, name }) => {
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return { column, name: times === 1 ? name : `${name} (${times})` };
	});
}

export const tableName = ({ id, title }: TableName): TableName => ({ id, title });

/** In frames, ms or seconds: without any a table is about something else. */
export const hasOnset = ({ columnOf }: Header): boolean =>
	columnOf.has('onset') || columnOf.has('onsetMs') || columnOf.has('onsetS');

/** A column that the table must have, by any of these headings. */
export const need = (role: Role, ...headings: string[]): ColumnSpec => ({
	role,
	headings,
	required: true,
});

/** A column that may be there. */
export const may = (role: Role, ...headings: string[]): ColumnSpec => ({
	role,
	headings,
	required: false,
});
