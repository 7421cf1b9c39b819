/**
 * Tables as coding programs export them -> rows of movements.
 *
 *   BORIS    tabular and aggregated events: a row an event, START and STOP of a state one after another,
 *            or `Start (s)` and `Stop (s)`; seconds of the observation, which may run through several
 *            films (https://www.boris.unito.it/user_guide/export_events/)
 *   ELAN     tab-delimited text, with headings or without, and the tiers in rows or in columns
 *            (https://www.mpi.nl/tools/elan/docs/manual/Sec_Exporting_a_document_as_a_tab_delimited_text_file.html)
 *   Datavyu  `NAME.ordinal, NAME.onset, NAME.offset, NAME.CODE ...`; ms
 *            (https://datavyu.org/user-guide/api/tutorials/export-data-using-scripts.html)
 */
import type { CodedSpan } from './coded-spans.ts';
import { clockMs, isClock } from './clock.ts';
import { plain } from './layout.ts';
import { USUAL, canonical, evidenceOf, readingsOf } from './number-format.ts';
import type { RowRemark } from './row-remark.ts';
import type { Sheet } from './sheets.ts';

export interface ProgramTable {
	readonly id: 'boris' | 'elan-table' | 'datavyu';
	readonly title: string;
	readonly spans: readonly CodedSpan[];
}

type Remark = (remark: RowRemark) => void;

/** One sheet, its columns by heading. */
interface Rows {
	readonly file: string;
	/** File name without its ending: what a table without a clip is about. */
	readonly stem: string;
	readonly sheet: Sheet;
	/** Of the header; -1: there is none. */
	readonly at: number;
	readonly headings: readonly string[];
}

const HEADER_WITHIN = 20;

/** Null: none of these programs wrote it. */
export function programTable(
	file: string,
	sheets: readonly Sheet[],
	remark: Remark,
): ProgramTable | null {
	const stem = file.replace(/\.[^.]*$/, '');
	for (const { id, title, isHeader, read } of PROGRAMS) {
		const spans = sheets.flatMap((sheet): CodedSpan[][] => {
			const at = sheet.rows
				.slice(0, HEADER_WITHIN)
				.findIndex((row) => isHeader(new Set(row.map(plain))));
			if (at < 0) return [];
			return [read({ file, stem, sheet, at, headings: sheet.rows[at]! }, remark)];
		});
		if (spans.length > 0) return { id, title, spans: spans.flat() };
	}
	const bare = sheets.length === 1 ? bareElan(file, stem, sheets[0]!) : null;
	return bare === null ? null : { id: 'elan-table', title: 'ELAN', spans: bare };
}

const PROGRAMS = [
	{
		id: 'boris',
		title: 'BORIS',
		isHeader: (names: ReadonlySet<string>) =>
			names.has('behavior') &&
			((names.has('time') && (names.has('behaviortype') || names.has('status'))) ||
				(names.has('starts') && names.has('stops'))),
		read: borisSpans,
	},
	{
		id: 'elan-table',
		title: 'ELAN',
		isHeader: (names: ReadonlySet<string>) =>
			[...names].some((name) => /^begintime/.test(name)) &&
			[...names].some((name) => /^endtime/.test(name)),
		read: elanSpans,
	},
	{
		id: 'datavyu',
		title: 'Datavyu',
		isHeader: (names: ReadonlySet<string>) =>
			[...names].some(
				(name) => /.ordinal$/.test(name) && names.has(name.replace(/ordinal$/, 'onset')),
			),
		read: datavyuSpans,
	},
] as const;

/** Cells of a row by the plain form of a heading; the first of several that is there. */
const cellIn =
	({ headings }: Rows, row: readonly string[]) =>
	(...names: string[]): string => {
		for (const name of names) {
			const column = headings.findIndex((heading) => plain(heading) === name);
			if (column >= 0 && (row[column] ?? '') !== '') return row[column]!;
		}
		return '';
	};

const below = ({ sheet, at }: Rows): [row: number, cells: readonly string[]][] =>
	[...sheet.rows.entries()].filter(([row, cells]) => row > at && cells.some((cell) => cell !== ''));

const common = (rows: Rows, row: number, cells: readonly string[]) => ({
	place: { file: rows.file, sheet: rows.sheet.name, row: row + 1 },
	columns: Object.fromEntries(
		rows.headings.flatMap((name, column) => (name === '' ? [] : [[name, cells[column] ?? '']])),
	),
});

/** Seconds -> ms; null: they are none. Programs write decimals; a spreadsheet may have changed the sign. */
function secondsReader(texts: readonly string[]): (text: string) => number | null {
	const evidence = evidenceOf(texts.filter((text) => !isClock(text)));
	const format =
		'sure' in evidence
			? evidence.sure
			: 'either' in evidence && evidence.either.length === 1
				? readingsOf(evidence.either[0]!)[0]
				: USUAL;
	return (text) => {
		// Frames of a rate that is not said are no time.
		if (isClock(text)) return /(?::\d+){2}[:;]\d{2}$/.test(text) ? null : clockMs(text, 1000);
		const value = canonical(text, format);
		return /^\d{1,7}(?:\.\d+)?$/.test(value) ? Number((Number(value) * 1000).toFixed(3)) : null;
	};
}

function borisSpans(rows: Rows, remark: Remark): CodedSpan[] {
	const body = below(rows);
	const cellsOf = body.map(([row, cells]) => ({ row, cells, cell: cellIn(rows, cells) }));
	const msOf = secondsReader(
		cellsOf.flatMap(({ cell }) => [cell('time'), cell('starts'), cell('stops')]),
	);
	const open = new Map<string, CodedSpan>();
	const spans: CodedSpan[] = [];
	const unpaired = ({ place, label }: Pick<CodedSpan, 'place' | 'label'>): void =>
		remark({ place, outcome: 'skipped', why: { code: 'state-unpaired', text: label } });
	for (const { row, cells, cell } of cellsOf) {
		const label = cell('behavior');
		const begins = cell('time', 'starts');
		const media = mediaOf(cell);
		const from = msOf(begins);
		const base = {
			...common(rows, row, cells),
			clip: media.name,
			subject: focal(cell('subject')) || cell('observationid') || rows.stem,
			fps: media.fps,
			coder: '',
			label,
		};
		if (from === null || media.beforeMs === null || from < media.beforeMs) {
			const why = { code: 'onset-unread', text: begins } as const;
			remark({ place: base.place, outcome: 'skipped', why });
			continue;
		}
		const type = cell('behaviortype', 'status').toUpperCase();
		const at = from - media.beforeMs;
		const stop = msOf(cell('stops'));
		if (cell('starts') !== '') {
			const to = type === 'POINT' || stop === null ? null : stop - media.beforeMs;
			spans.push({ ...base, from: at, to });
			continue;
		}
		const key = JSON.stringify([
			cell('observationid'),
			media.name,
			base.subject,
			label,
			modifiers(rows, cells),
		]);
		const before = open.get(key);
		if (type === 'START') {
			if (before !== undefined) unpaired(before);
			open.set(key, { ...base, from: at, to: null });
		} else if (type === 'STOP') {
			if (before === undefined) unpaired(base);
			else spans.push({ ...before, to: at });
			open.delete(key);
		} else spans.push({ ...base, from: at, to: null });
	}
	for (const span of open.values()) unpaired(span);
	return spans;
}

const focal = (subject: string): string => (/^no focal subject$/i.test(subject) ? '' : subject);

const modifiers = ({ headings }: Rows, cells: readonly string[]): string[] =>
	cells.filter((_, column) => /^modifier/.test(plain(headings[column] ?? '')));

/** The film of an event, and how long those before it in the observation are; null: that is not known. */
function mediaOf(cell: (...names: string[]) => string): {
	readonly name: string;
	readonly fps: string;
	readonly beforeMs: number | null;
} {
	const list = (text: string): string[] =>
		(text.split('|')[0] ?? '')
			.replace(/^player #\d+:\s*/i, '')
			.split(';')
			.map((part) => part.trim());
	const films = list(cell('source', 'mediafilepath', 'mediafile', 'mediafilename'));
	const said = cell('mediafilename').replace(/^player #\d+:\s*/i, '');
	const name = said === '' || /^(?:NA|not found)$/i.test(said) ? (films[0] ?? '') : said;
	const at = Math.max(
		0,
		films.findIndex((film) => baseName(film) === baseName(name)),
	);
	const fps = list(cell('fps'))[at] ?? '';
	const lengths = list(cell('mediadurations', 'totallength')).slice(0, at).map(Number);
	const known = lengths.length === at && lengths.every((length) => length > 0);
	const beforeMs = known ? lengths.reduce((sum, length) => sum + length * 1000, 0) : null;
	return { name, fps: /^\d+(?:\.\d+)?$/.test(fps) ? fps : '', beforeMs };
}

const baseName = (path: string): string => path.slice(path.search(/[^/\\]*$/));

function elanSpans(rows: Rows, remark: Remark): CodedSpan[] {
	const { headings } = rows;
	const forms = (part: 'begin' | 'end'): number[] =>
		headings.flatMap((name, column) => (plain(name).startsWith(`${part}time`) ? [column] : []));
	const best = (columns: readonly number[]): number =>
		columns.find((column) => /(?<!s)msec$/.test(plain(headings[column]!))) ?? columns[0]!;
	const [begin, end] = [best(forms('begin')), best(forms('end'))];
	const isMs = /- ?msec$/i.test(headings[begin]!.trim());
	const body = below(rows);
	const msOf = isMs
		? wholeMs
		: /frames|hh:mm:ss:ff|PAL|NTSC/i.test(headings[begin]!)
			? framedMs(headings[begin]!)
			: secondsReader(body.flatMap(([, cells]) => [cells[begin] ?? '', cells[end] ?? '']));
	const known = /^(?:begintime|endtime|duration|tier|participant|file|annotator)/;
	const values = headings.flatMap((name, column) =>
		name !== '' && !known.test(plain(name)) ? [column] : [],
	);
	const tiered = headings.some((name) => plain(name).startsWith('tier'));
	return body.flatMap(([row, cells]) => {
		const cell = cellIn(rows, cells);
		const [from, to] = [msOf(cells[begin] ?? ''), msOf(cells[end] ?? '')];
		const said = common(rows, row, cells);
		if (from === null || to === null) {
			const why =
				from === null
					? ({ code: 'onset-unread', text: cells[begin] ?? '' } as const)
					: ({ code: 'offset-unread', text: cells[end] ?? '' } as const);
			remark({ place: said.place, outcome: 'skipped', why });
			return [];
		}
		const base = {
			...said,
			clip:
				cell('filename', 'file', 'filepath') === ''
					? rows.stem
					: baseName(cell('filename', 'file', 'filepath')).replace(/\.eaf$/i, ''),
			subject: cell('participant') || rows.stem,
			fps: '',
			from,
			to,
		};
		// Tiers in rows: one value each. In columns: one for each tier that has something.
		if (tiered) {
			const label = values.map((column) => cells[column] ?? '').find((text) => text !== '') ?? '';
			return [{ ...base, coder: cell('tier', 'tiername'), label }];
		}
		return values
			.filter((column) => (cells[column] ?? '') !== '')
			.map((column) => ({ ...base, coder: headings[column]!, label: cells[column]! }));
	});
}

/** Times in frames at the rate that the heading names; null where it is not PAL's, as NTSC may drop frames. */
function framedMs(heading: string): (text: string) => number | null {
	const fps = /PAL-?50/i.test(heading) ? 50 : /PAL/i.test(heading) ? 25 : null;
	return (text) => {
		if (fps === null) return null;
		if (/^\d{1,9}$/.test(text)) return (Number(text) * 1000) / fps;
		return /(?::\d+){2}[:;]\d{2}$/.test(text) ? clockMs(text, fps) : null;
	};
}

const wholeMs = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

/** Without headings: tier, participant, then begin, end and duration in one or more forms, the value. */
function bareElan(file: string, stem: string, sheet: Sheet): CodedSpan[] | null {
	const filled = [...sheet.rows.entries()].filter(([, row]) => row.some((cell) => cell !== ''));
	const spans = filled.map(([row, cells]): CodedSpan | null => {
		const clocks = cells.flatMap((cell, column) =>
			/^\d{2}:\d{2}:\d{2}\.\d{3}$/.test(cell) ? [column] : [],
		);
		const [begin, end] = clocks;
		if (begin === undefined || end === undefined || begin < 1) return null;
		return {
			place: { file, sheet: sheet.name, row: row + 1 },
			columns: { tier: cells[0]!, participant: cells[1] ?? '', value: cells.at(-1)! },
			clip: stem,
			subject: (begin > 1 ? cells[1] : '') || stem,
			fps: '',
			coder: cells[0]!,
			label: cells.at(-1)!,
			from: clockMs(cells[begin]!, 1000)!,
			to: clockMs(cells[end]!, 1000)!,
		};
	});
	return spans.length > 0 && spans.every((span) => span !== null) ? spans : null;
}

function datavyuSpans(rows: Rows, remark: Remark): CodedSpan[] {
	const { headings, stem } = rows;
	const tiers = headings.flatMap((name) => /^(.+)\.ordinal$/i.exec(name.trim())?.[1] ?? []);
	return below(rows).flatMap(([row, cells]) =>
		tiers.flatMap((tier): CodedSpan[] => {
			const at = (code: string): string =>
				cells[
					headings.findIndex(
						(name) => name.trim().toLowerCase() === `${tier}.${code}`.toLowerCase(),
					)
				] ?? '';
			if (at('ordinal') === '' && at('onset') === '') return [];
			const read = (text: string): number | null =>
				isClock(text) ? clockMs(text, 1000) : wholeMs(text);
			const [from, to] = [read(at('onset')), read(at('offset'))];
			const base = common(rows, row, cells);
			if (from === null) {
				const why = { code: 'onset-unread', text: at('onset') } as const;
				remark({ place: base.place, outcome: 'skipped', why });
				return [];
			}
			const label = headings
				.flatMap((name, column) =>
					name.startsWith(`${tier}.`) && !/\.(?:ordinal|onset|offset)$/i.test(name)
						? [cells[column] ?? '']
						: [],
				)
				.find((text) => text !== '');
			// An offset of 0, or the onset's own, is how a point is coded.
			const isPoint = to === null || to === 0 || to === from;
			return [
				{
					...base,
					clip: stem,
					subject: stem,
					fps: '',
					coder: tier,
					label: label ?? '',
					from,
					to: isPoint ? null : to,
				},
			];
		}),
	);
}
