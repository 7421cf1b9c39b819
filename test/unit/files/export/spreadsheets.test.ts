/** Whatever people and cameras are called and notes say: no cell is run as a formula, no row breaks. */
import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import type { AuditedRecord } from '../../../../src/study/audit/index.ts';
import type { TextFormat } from '../../../../src/files/export/index.ts';
import {
	auditCsv,
	auditedColumns,
	auditedTable,
	bidsEventsTsv,
	eventsCsv,
	writtenFiles,
} from '../../../../src/files/export/index.ts';
import { readAnnotations } from '../../../../src/study/dataset/index.ts';
import { event, fullRecord, verdict } from './record.ts';

const RUN = [
	'=1+1',
	'+1',
	'-1',
	'@x',
	'\t=1',
	'\r=1',
	'\n=1',
	' =1',
	'\ufeff=1',
	'\u200b@x',
	'＝1',
];
const ODD = ['"=1\t2', 'a\r\n=1', 'a "b" c', "'x", 'a\u2028b', 'a,b;c\td'];

const said = (text: string): SessionRecord => ({
	...fullRecord,
	name: text,
	source: { ...fullRecord.source, name: text },
	events: [event(text, 30, { ...verdict, network: text })],
	markers: [{ id: text, frame: 1, ms: millis(1), text, origin: text, wallMs: null }],
	labels: fullRecord.labels.map((label) => ({
		...label,
		about: label.about === 'e1' ? text : label.about,
		note: text,
		coder: text,
		reading: text,
		actionUnits: [text, text],
	})),
	study: { ...fullRecord.study!, participant: text, session: text },
});

const TABLES = ['events', 'regions', 'units', 'rejected', 'bids', 'megc', 'dictionary'] as const;

const cellsOf = (text: string, delimiter: string): string[][] =>
	Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;

/** Numbers are numbers also where they are below 0. */
const isRun = (cell: string): boolean =>
	/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell) && !/^-?[\d.]+(?:e-?\d+)?$/.test(cell);

describe('a spreadsheet runs nothing, and every row is whole', () => {
	test.each([...RUN, ...ODD])('%j', (text) => {
		for (const format of TABLES satisfies readonly TextFormat[]) {
			const files = writtenFiles(format, [{ record: said(text), signals: null }]);
			for (const { name, text: table } of files) {
				if (!/\.[ct]sv$/.test(name)) continue;
				const rows = cellsOf(table, name.endsWith('.tsv') ? '\t' : ',');
				for (const row of rows) {
					expect(row, `${name} of ${format}`).toHaveLength(rows[0]!.length);
					// The mark at the beginning of a file is none of its text.
					for (const cell of row) expect(isRun(cell.replace(/^\ufefffile$/, 'file'))).toBe(false);
				}
			}
		}
	});

	test.each(RUN)('%j in an audit', (text) => {
		const table = `subject,clip,onset,apex,offset,note\n1,a.mp4,10,15,20,x\n`;
		const [record] = readAnnotations(
			{ name: 'my.csv', bytes: new TextEncoder().encode(table) },
			{ dataset: 'own', fps: 100 },
		).clips;
		const row: AuditedRecord = {
			record: { ...record!, subject: text, coder: text, columns: { [text]: text } },
			reselection: null,
			why: null,
			decision: { onset: null, apex: null, offset: null, note: text },
		};
		for (const written of [auditCsv([row]), auditedColumns([row]), auditedTable(table, [row])]) {
			for (const cell of cellsOf(written, ',').flat()) expect(isRun(cell)).toBe(false);
		}
	});
});

it('what is no formula stays as it is, and a quote at the beginning is a quote', () => {
	const texts = (text: string): unknown[] => [
		cellsOf(eventsCsv([said(text)]), ',')[1]!.at(-3),
		cellsOf(bidsEventsTsv(said(text)), '\t').find((row) => row[2] === 'marker')![14],
	];
	expect(texts('a "b", c; -1')).toEqual(['a "b", c; -1', 'a "b", c; -1']);
	expect(texts('"a"')).toEqual(['"a"', '"a"']);
	expect(texts('李雷')).toEqual(['李雷', '李雷']);
	expect(texts('-1')).toEqual(["'-1", "'-1"]);
});

it('every table begins with the mark by which Excel knows UTF-8, and those of BIDS do not', () => {
	for (const format of TABLES) {
		for (const { name, text } of writtenFiles(format, [{ record: said('x'), signals: null }])) {
			expect(text.startsWith('\ufeff'), name).toBe(name.endsWith('.csv'));
		}
	}
});
