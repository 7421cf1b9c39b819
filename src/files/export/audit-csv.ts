/**
 * Audited annotations as tables: all of an audit in one, and a coder's own table with columns added.
 *
 * Frames are those of the annotations. Pure text in, text out: what is written where is the caller's.
 */
import { KEY_FRAMES } from '../../core/record/index.ts';
import type { AuditedRecord, ReselectedFrame } from '../../study/audit/index.ts';
import { leftOutText } from '../../study/audit/index.ts';
import type { Cell } from './csv.ts';
import { csvText } from './csv.ts';
import { ms, px, rate, share } from './rounding.ts';

/** What is added to a coder's table. */
const ADDED: readonly string[] = [
	...KEY_FRAMES.flatMap((name) => [
		`audited_${name}`,
		`audited_${name}_low`,
		`audited_${name}_high`,
		`audited_${name}_moved`,
	]),
	'doubt',
	'evidence',
	'audit_remark',
];

/** Only where a person was asked. */
const DECIDED: readonly string[] = [...KEY_FRAMES.map((name) => `decided_${name}`), 'note'];

const addedNames = (records: readonly AuditedRecord[]): readonly string[] =>
	records.some(({ decision }) => decision !== undefined) ? [...ADDED, ...DECIDED] : ADDED;

/** As many as there are `names`. */
function addedCells(audited: AuditedRecord | undefined, names: readonly string[]): Cell[] {
	if (audited === undefined) return names.map(() => null);
	if (names.length === ADDED.length) return auditCells(audited);
	const { decision } = audited;
	const decided = KEY_FRAMES.map((name) => decision?.[name] ?? null);
	return [...auditCells(audited), ...decided, decision?.note || null];
}

function auditCells({ reselection, why }: AuditedRecord): Cell[] {
	const remark = why === null ? null : leftOutText(why);
	if (reselection === null) return [...ADDED.slice(1).map(() => null), remark];
	const ofFrame = ({ frame, low, high, moved }: ReselectedFrame): Cell[] => [
		frame,
		low,
		high,
		moved === null ? null : share(moved),
	];
	const { onset, apex, offset, doubt, evidence } = reselection;
	const frames = [onset, apex, offset].flatMap(ofFrame);
	return [...frames, share(doubt), share(evidence), remark];
}

/** Everything of an audit, a row a movement, in the order given. */
export function auditCsv(records: readonly AuditedRecord[]): string {
	const added = addedNames(records);
	const head = [
		'file',
		'row',
		'dataset',
		'subject',
		'clip',
		'coder',
		'fps',
		'peak_px200',
		...KEY_FRAMES.flatMap((name) => [`coded_${name}`, `${name}_shift_frames`, `${name}_shift_ms`]),
		...added,
	];
	const rows = records.map((audited): Cell[] => {
		const { record, reselection } = audited;
		const { place, dataset, subject, clip, coder } = record;
		const shifts = KEY_FRAMES.flatMap((name): Cell[] => {
			const coded = record[name];
			if (coded === null || reselection === null) return [coded, null, null];
			const frames = reselection[name].frame - coded;
			return [coded, frames, ms((1000 * frames) / reselection.fps)];
		});
		return [
			place.file,
			place.row,
			dataset,
			subject,
			clip,
			coder,
			rate(reselection?.fps ?? record.fps),
			reselection && px(reselection.peakPx200),
			...shifts,
			...addedCells(audited, added),
		];
	});
	return csvText([head, ...rows]);
}

/**
 * A coder's table with columns added at its end; what was there stays as it is, to the byte.
 *
 * @param text    - a table with commas, semicolons, tabs or bars; notes may stand above its headings
 * @param records - at most one a row; rows are found by `place.row`
 */
export function auditedTable(text: string, records: readonly AuditedRecord[]): string {
	const rows = tableRows(text);
	const first = headingAt(rows, records);
	if (first < 0) return text;
	const delimiter = delimiterOf(rows[first]!.text);
	const byRow = new Map(records.map((audited) => [audited.record.place.row, audited]));
	const counted = rows.map((row) => ({ ...row, fields: fieldsOf(row.text, delimiter) }));
	const width = Math.max(...counted.slice(first).map(({ fields }) => fields));
	const added = addedNames(records);
	const names = freeNames(rows[first]!.text, added);
	return counted
		.map(({ text: own, end, fields }, at) => {
			if (at < first || fields === 0) return own + end;
			const cells = at === first ? names : addedCells(byRow.get(at + 1), added);
			// Rows that are shorter than others still get their cells under the right headings.
			return own + delimiter.repeat(width - fields + 1) + joined(cells, delimiter) + end;
		})
		.join('');
}

/** The same for annotations that were no text (a workbook): their columns as read, and the added ones. */
export function auditedColumns(records: readonly AuditedRecord[]): string {
	const headings = [...new Set(records.flatMap(({ record }) => Object.keys(record.columns)))];
	const added = addedNames(records);
	const rows = records.map((audited): Cell[] => [
		...headings.map((name) => audited.record.columns[name] ?? null),
		...addedCells(audited, added),
	]);
	return csvText([[...headings, ...freeNames(headings.join('\n'), added)], ...rows]);
}

/** The first row with all headings that were read, else the first that is not blank; -1: there is none. */
function headingAt(rows: readonly TableRow[], records: readonly AuditedRecord[]): number {
	const headings = Object.keys(records[0]?.record.columns ?? {});
	const named = rows.findIndex(({ text }) => headings.every((name) => text.includes(name)));
	return headings.length > 0 && named >= 0 ? named : rows.findIndex(({ fields }) => fields > 0);
}

/** Names that the table does not have yet: an audited table may be audited again. */
function freeNames(headings: string, added: readonly string[]): string[] {
	const taken = new Set(headings.split(/[\n,;\t|"]+/).map((name) => name.trim()));
	return added.map((name) => {
		let free = name;
		for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
		return free;
	});
}

const joined = (cells: readonly Cell[], delimiter: string): string => {
	const text = csvText([cells]).replace(/\r\n$/, '');
	if (delimiter === ',') return text;
	// Cells of ours hold no other delimiter, except in sentences, which are then in quotes.
	return cells
		.map((cell) => quoted(csvText([[cell]]).replace(/\r\n$/, ''), delimiter))
		.join(delimiter);
};

const quoted = (written: string, delimiter: string): string =>
	!written.startsWith('"') && written.includes(delimiter) ? `"${written}"` : written;

interface TableRow {
	/** Without its line end. */
	readonly text: string;
	readonly end: string;
	/** 0: blank. */
	readonly fields: number;
}

/** Rows of a table; a line end within quotes belongs to its field (RFC 4180). */
function tableRows(text: string): TableRow[] {
	const rows: TableRow[] = [];
	let start = 0;
	let inQuotes = false;
	for (let i = 0; i <= text.length; i++) {
		const sign = text[i];
		if (sign === '"') inQuotes = !inQuotes;
		const ends = sign === undefined || (!inQuotes && (sign === '\n' || sign === '\r'));
		if (!ends || (sign === undefined && start === i)) continue;
		const end = sign === '\r' && text[i + 1] === '\n' ? '\r\n' : (sign ?? '');
		const own = text.slice(start, i);
		rows.push({ text: own, end, fields: own.replace(/^\uFEFF/, '').trim() === '' ? 0 : 1 });
		i += Math.max(0, end.length - 1);
		start = i + 1;
	}
	return rows;
}

/** The sign that a heading has most of, outside quotes. */
function delimiterOf(heading: string): string {
	const counted = [',', ';', '\t', '|'].map((sign) => ({ sign, fields: fieldsOf(heading, sign) }));
	return counted.reduce((most, each) => (each.fields > most.fields ? each : most)).sign;
}

/** 0 for a blank row. */
function fieldsOf(row: string, delimiter: string): number {
	if (row.replace(/^\uFEFF/, '').trim() === '') return 0;
	let fields = 1;
	let inQuotes = false;
	for (const sign of row) {
		if (sign === '"') inQuotes = !inQuotes;
		else if (sign === delimiter && !inQuotes) fields += 1;
	}
	return fields;
}
