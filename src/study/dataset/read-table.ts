/**
 * A table of one data set -> records, with a remark on every row that is none or was amended.
 *
 * Fails AnnotationError for a column or sheet that is missing; what is wrong with the table as a whole
 *       but lets it be read is a fault of the reading
 */
import { AnnotationError } from './annotation-error.ts';
import type { FolderListing } from './folder-template.ts';
import { expand, withoutRoot } from './folder-template.ts';
import type { FolderLayout } from './folder-layout.ts';
import { readNumbers } from './key-columns.ts';
import type { ColumnSpec, Header, Layout, Role } from './layout.ts';
import { findHeader, hasOnset, plain, tableName } from './layout.ts';
import { namingRules } from './naming-rules.ts';
import { OWN } from './own-layout.ts';
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { ReadingNote } from './reading-note.ts';
import type { RemarkReason, RowRemark } from './row-remark.ts';
import type { TableRow, Unplaced } from './rows.ts';
import { readRow } from './rows.ts';
import type { Sheet } from './sheets.ts';
import { SubjectKeys } from './subjects.ts';

export interface TableReading {
	readonly clips: AnnotatedClip[];
	readonly remarks: RowRemark[];
	readonly faults: ReadingNote[];
	readonly notes: ReadingNote[];
}

export interface TableOptions {
	readonly folderLayout: FolderLayout;
	/** Where pictures are, to tell which of the usual folders is there; null: the likeliest one is named. */
	readonly listing: FolderListing | null;
	/** For rows that have none of their own; null: as the data set has it. */
	readonly fps: number | null;
}

export function readTable(
	file: string,
	sheets: readonly Sheet[],
	layout: Layout,
	options: TableOptions,
): TableReading {
	const tables = tablesOf(file, sheets, layout, options.folderLayout.sheet);
	const reading: TableReading = { clips: [], remarks: [], faults: [], notes: [] };
	const fps = options.fps ?? options.folderLayout.fps ?? layout.fps(file);
	if (layout.fpsUnsure && fps === layout.fps(file)) {
		reading.notes.push({ code: 'fps-assumed', table: tableName(layout), fps });
	}
	reading.notes.push(...sheetNotes(file, sheets, tables));
	const rules = layout.fixed === undefined ? null : namingRules(file, sheets);
	const subjects = new SubjectKeys(layout.subject);
	const context = {
		layout,
		fps,
		subjectOf: (text: string) =>
			rules !== null && /^\d+$/.test(text)
				? (rules.subjectOf.get(Number(text)) ?? null)
				: subjects.keyOf(text),
	};
	for (const row of tables.flatMap((table) => rowsOfTable(file, table, layout, options, reading))) {
		const record = readRow(row, context, (remark) => reading.remarks.push(remark));
		if (record === null) continue;
		const code = rules?.codeOf.get(record.clip.toLowerCase().split('_')[0]!);
		const folder = folderOf(record, row.cell('file') || record.clip, layout, options, {
			...layout.words?.(file),
			...(code !== undefined && { code }),
		});
		if (folder.remark !== null) {
			reading.remarks.push({ place: row.place, outcome: 'amended', why: folder.remark });
		}
		const film = folder.film === undefined ? {} : { film: folder.film };
		reading.clips.push({ ...record, folder: folder.path, ...film });
	}
	reading.faults.push(...subjects.faults(file));
	return reading;
}

/** Where frames are not known, they are ms. */
export const MS_FPS = 1000;

/** Rows of a coding program's export, about films. */
export function readRows(
	rows: readonly TableRow[],
	fps: number | null,
	remark: (remark: RowRemark) => void,
): AnnotatedClip[] {
	const subjects = new SubjectKeys(OWN.subject);
	const context = {
		layout: OWN,
		fps: fps ?? MS_FPS,
		subjectOf: (text: string) => subjects.keyOf(text),
	};
	return rows.flatMap((row) => {
		const record = readRow(row, context, remark);
		return record === null ? [] : [{ ...record, folder: null, film: record.clip }];
	});
}

interface Table {
	readonly sheet: Sheet;
	readonly header: Header;
}

/** All sheets that have the columns; where several kinds of table are there, those of the likeliest. */
function tablesOf(
	file: string,
	sheets: readonly Sheet[],
	layout: Layout,
	named: string | undefined,
): Table[] {
	const wanted = sheets.filter(({ name }) =>
		named === undefined
			? layout.sheet === null || name === null || layout.sheet.test(name)
			: name === named,
	);
	if (named !== undefined && wanted.length === 0) {
		const there = sheets.map(({ name }) => name ?? file);
		throw new AnnotationError({ code: 'sheet-missing', file, sheet: named, there });
	}
	// A sheet that was renamed is still known by its columns.
	const candidates = wanted.length > 0 ? wanted : sheets;
	if (layout.fixed !== undefined) {
		const sheet = candidates[0];
		if (sheet === undefined) throw new AnnotationError({ code: 'no-sheet', file });
		return [{ sheet, header: fixedHeader(layout.fixed) }];
	}
	const found = candidates
		.flatMap((sheet) => {
			const header = findHeader(sheet.rows, layout.columns);
			return header === null ? [] : [{ sheet, ...header }];
		})
		.sort((a, b) => a.missing.length - b.missing.length);
	const whole = found.filter(({ header, missing }) => missing.length === 0 && hasOnset(header));
	if (whole.length > 0) return whole;
	const { sheet, header, missing } = found[0] ?? {};
	const wholly = missing ?? layout.columns.filter(({ required }) => required);
	const lacking = wholly.map(({ headings, role }: ColumnSpec) => headings[0] ?? role);
	if (header !== undefined && !hasOnset(header) && lacking.length === 0) lacking.push('onset');
	throw new AnnotationError({
		code: 'columns-missing',
		file,
		sheet: sheet?.name || null,
		columns: lacking,
		table: tableName(layout),
		there: header?.headings.map(({ name }) => name) ?? [],
	});
}

/** Which sheets of several were read, and which were not. */
function sheetNotes(
	file: string,
	sheets: readonly Sheet[],
	tables: readonly Table[],
): ReadingNote[] {
	const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== '')));
	const read = tables.map(({ sheet }) => sheet);
	if (filled.length < 2) return [];
	const names = (some: readonly Sheet[]): string[] => some.map(({ name }) => name ?? '');
	const others = names(filled.filter((sheet) => !read.includes(sheet)));
	return [{ code: 'sheets-read', file, sheets: names(read), others }];
}

/** A header above the first row. */
const fixedHeader = (fixed: NonNullable<Layout['fixed']>): Header => ({
	at: -1,
	columnOf: new Map(
		fixed.flatMap(({ role }, column) => (role === null ? [] : [[role, column] as const])),
	),
	headings: fixed.map(({ heading }, column) => ({ column, name: heading })),
});

function unknownColumns(
	file: string,
	{ headings, columnOf }: Header,
	layout: Layout,
	{ columns = [] }: FolderLayout,
): ReadingNote[] {
	const { others, fixed } = layout;
	if (others === null || fixed !== undefined) return [];
	const taken = new Set(columnOf.values());
	const allowed = new Set(columns.map(plain));
	return headings
		.filter(
			({ column, name }) =>
				!taken.has(column) && !others.test(plain(name.replace(/ \(\d+\)$/, ''))),
		)
		.filter(({ name }) => !allowed.has(plain(name)))
		.map(({ name }) => ({
			code: 'column-unknown',
			file,
			table: tableName(layout),
			column: name,
		}));
}

/** Rows below a header, their numbers as programs write them; what is odd about their cells is said. */
function rowsOfTable(
	file: string,
	{ sheet, header }: Table,
	layout: Layout,
	{ folderLayout }: TableOptions,
	reading: TableReading,
): TableRow[] {
	const { name, rows, numbers, odd = [] } = sheet;
	const { columnOf, headings } = header;
	reading.faults.push(...unknownColumns(file, header, layout, folderLayout));
	reading.notes.push(...doubledColumns(file, header, layout));
	const filled = [...rows.entries()].filter(
		([at, cells]) => at > header.at && cells.some((cell) => cell !== ''),
	);
	const headingOf = (role: Role): string =>
		headings.find(({ column }) => column === columnOf.get(role))?.name ?? role;
	const isNumber = (at: number, role: Role): boolean =>
		numbers?.has(`${at},${columnOf.get(role) ?? -1}`) ?? false;
	const textsIn = (role: Role): string[] =>
		filled.map(([, cells]) => cells[columnOf.get(role) ?? -1] ?? '');
	const roles = [...columnOf.keys()];
	const { plainly, notes } = readNumbers(file, {
		all: new Map(roles.map((role) => [role, textsIn(role)])),
		texts: new Map(
			roles.map((role) => [
				role,
				textsIn(role).map((text, k) => (isNumber(filled[k]![0], role) ? null : text)),
			]),
		),
		headingOf,
	});
	reading.notes.push(...notes);
	const roleOf = new Map([...columnOf].map(([role, column]) => [column, role]));
	for (const { row, column, what, text } of odd) {
		const role = roleOf.get(column);
		if (role === undefined || row <= header.at) continue;
		const place = { file, sheet: name, row: row + 1 };
		const why = { code: `${what}-cell`, column: headingOf(role), text } as const;
		reading.remarks.push({ place, outcome: 'amended', why });
	}
	return filled.map(([at, cells]) => ({
		place: { file, sheet: name, row: at + 1 },
		columns: Object.fromEntries(headings.map((each) => [each.name, cells[each.column] ?? ''])),
		cell: (role: Role) => plainly(role, cells[columnOf.get(role) ?? -1] ?? '', isNumber(at, role)),
	}));
}

/** Headings of the columns with a role that are there more than once. */
function doubledColumns(
	file: string,
	{ headings, columnOf }: Header,
	{ fixed }: Layout,
): ReadingNote[] {
	if (fixed !== undefined) return [];
	const taken = new Set(columnOf.values());
	return headings
		.filter(({ column }) => taken.has(column))
		.filter(({ name, column }) =>
			headings.some((other) => other.column > column && plain(other.name) === plain(`${name} (2)`)),
		)
		.map(({ name }) => ({ code: 'column-twice', file, column: name }));
}

const FILM = /\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|wmv|ogv)$/i;

function folderOf(
	record: Unplaced,
	file: string,
	layout: Layout,
	{ folderLayout, listing }: TableOptions,
	further: Readonly<Record<string, string>>,
): { path: string | null; remark: RemarkReason | null; film?: string } {
	if (FILM.test(file)) return { path: null, remark: null, film: file };
	const subject = record.subject.slice(record.subject.indexOf(':') + 1);
	const words = {
		...record.columns,
		file,
		subject,
		clip: record.clip,
		emotion: record.emotion ?? '',
		class3: record.class3 ?? '',
		video: record.clip.split('_').slice(0, 2).join('_'),
		...further,
	};
	const templates = folderLayout.folder === undefined ? layout.folders : [folderLayout.folder];
	const wanted = templates.flatMap((template) => {
		const whole = expand(template, words);
		const inner = expand(withoutRoot(template), words);
		return whole === null || inner === null ? [] : [{ whole, inner }];
	});
	if (wanted.length === 0) return { path: null, remark: { code: 'folder-unknown' } };
	if (listing === null) return { path: wanted[0]!.whole, remark: null };
	for (const name of [...wanted.map(({ whole }) => whole), ...wanted.map(({ inner }) => inner)]) {
		const found = listing.find(name);
		if (found.length === 1) return { path: found[0]!, remark: null };
		if (found.length > 1) {
			return {
				path: found[0]!,
				remark: { code: 'folder-ambiguous', folder: name, found },
			};
		}
	}
	// What is missing is named when frames are looked for.
	return { path: wanted[0]!.whole, remark: null };
}
