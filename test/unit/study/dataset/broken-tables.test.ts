/** Broken copies of tables end in what their reader promises: records that hold, or its own error. */
import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { AnnotationFile } from '../../../../src/study/dataset/index.ts';
import { AnnotationError, readAnnotations } from '../../../../src/study/dataset/index.ts';
import { textFile, workbook } from '../../../support/annotation-files.ts';
import { mutated } from '../../../support/mutated.ts';

const ROWS = [
	['clip', 'subject', 'onset_ms', 'apex_ms', 'offset_ms', 'fps', 'aus'],
	['a.mp4', 'P1', 1166, 1300, 1433, 30, '1+2'],
	['b.mp4', 'P2', 12166, 12300, 12433, 29.97, 'L12B'],
	['c.mp4', 'P1', 966.5, null, 1233, 30, ''],
];
const CSV = ROWS.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n');

/** With a formula, whose tokens a parser can get lost in. */
function oldWorkbook(): AnnotationFile {
	const sheet = utils.aoa_to_sheet(ROWS);
	sheet['D4'] = { t: 'n', v: 1100, f: 'C4+SUM(C2:C3)*2-IF(C2>3,1,2)' };
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, 'Coding');
	const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
	return { name: 'a.xls', bytes };
}

const SEEDS: [count: number, seed: AnnotationFile][] = [
	[700, textFile('a.csv', CSV)],
	[300, textFile('a.csv', CSV.replaceAll(',', ';').replaceAll('.', ','))],
	[
		300,
		textFile(
			'a.tsv',
			'Observation id\tMedia file name\tFPS\tSubject\tBehavior\tBehavior type\tTime\no\ta.mp4\t30\tP\tx\tSTART\t1.166\no\ta.mp4\t30\tP\tx\tSTOP\t1.500\n',
		),
	],
	[300, workbook('a.xlsx', { Coding: ROWS, More: ROWS.slice(0, 2) })],
	[500, oldWorkbook()],
];

test.for(SEEDS)('%i broken copies', { timeout: 60_000 }, ([count, { name, bytes }]) => {
	let read = 0;
	for (const broken of mutated(new Uint8Array(bytes), count, 7)) {
		const began = performance.now();
		try {
			const { clips } = readAnnotations({ name, bytes: broken });
			read += 1;
			for (const { onset, apex, offset, fps, codedMs } of clips) {
				const key = [onset, apex ?? onset, offset ?? apex ?? onset];
				expect(key.every(Number.isFinite)).toBe(true);
				expect(key).toEqual(key.toSorted((a, b) => a - b));
				expect(fps).toBeGreaterThan(0);
				if (codedMs !== undefined) expect(Number.isFinite(codedMs.onset)).toBe(true);
			}
		} catch (error) {
			if (!(error instanceof AnnotationError)) throw error;
		}
		// A limit for hangs; most take a few ms.
		expect(performance.now() - began).toBeLessThan(5000);
	}
	expect(read).toBeGreaterThan(0);
});

describe('a workbook', () => {
	const sheetXml = (row: number, cell: string): string =>
		`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${ROWS.map(
			(cells, at) =>
				`<row r="${at + 1}">${cells
					.map((each, k) =>
						each === null
							? ''
							: `<c r="${'ABCDEFG'[k]}${at + 1}" t="str"><v>${String(each)}</v></c>`,
					)
					.join('')}</row>`,
		).join('')}<row r="${row}"><c r="${cell}${row}"><v>1</v></c></row></sheetData></worksheet>`;
	/** As Excel writes it but for the sheet. */
	const withSheet = (xml: string): AnnotationFile => ({
		name: 'far.xlsx',
		bytes: zipSync({
			'[Content_Types].xml': strToU8(
				'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
			),
			'_rels/.rels': strToU8(
				'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
			),
			'xl/workbook.xml': strToU8(
				'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
			),
			'xl/worksheets/sheet1.xml': strToU8(xml),
		}),
	});

	test.for([
		[100_000_000, 'A'],
		[1_048_576, 'XFD'],
	] as const)('with a cell in row %i is read without it, and says so', ([row, cell]) => {
		const { clips, notes } = readAnnotations(withSheet(sheetXml(row, cell)));
		expect(clips).toHaveLength(3);
		expect(notes.map(({ code }) => code)).toContain('cells-far');
	});

	test('that unpacks to more than a table has is refused before it is unpacked', () => {
		const { bytes } = withSheet(sheetXml(5, 'A') + ' '.repeat(33 * 2 ** 20));
		expect(bytes.length).toBeLessThan(2 ** 20);
		expect(() => readAnnotations({ name: 'bomb.xlsx', bytes })).toThrow(/unpacks to more/);
	});

	test('of a hundred thousand rows with one far cell each is refused', () => {
		const far = Array.from(
			{ length: 90_000 },
			(_, at) => `<row r="${at + 10}"><c r="XFD${at + 10}"><v>1</v></c></row>`,
		).join('');
		const xml = sheetXml(5, 'A').replace('</sheetData>', `${far}</sheetData>`);
		expect(() => readAnnotations(withSheet(xml))).toThrow(/unpacks to more/);
	});

	const openSheet = (rows: string): AnnotationFile => ({
		name: 'a.ods',
		bytes: zipSync({
			mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
			'styles.xml': strToU8('<?xml version="1.0"?><office:document-styles/>'),
			'META-INF/manifest.xml': strToU8('<?xml version="1.0"?><manifest:manifest/>'),
			'content.xml': strToU8(
				`<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
			),
		}),
	});
	const openCells = (cells: readonly (string | number | null)[], attributes = ''): string =>
		cells
			.map(
				(cell) =>
					`<table:table-cell${attributes} office:value-type="string"><text:p>${cell ?? ''}</text:p></table:table-cell>`,
			)
			.join('');
	const openRow = (cells: string, attributes = ''): string =>
		`<table:table-row${attributes}>${cells}</table:table-row>`;
	const openRows = ROWS.map((cells) => openRow(openCells(cells))).join('');

	test.for([
		['rows', openRow(openCells(ROWS[1]!), ' a="x>y" table:number-rows-repeated="100000"')],
		['columns', openRow(openCells(['x'], " table:number-columns-repeated='1000000'"))],
		[
			'both',
			openRow(
				openCells(['x'], ' table:number-columns-repeated="2000"'),
				' table:number-rows-repeated="2000"',
			),
		],
	] as const)('of OpenDocument that repeats filled %s is refused', ([, further]) => {
		expect(() => readAnnotations(openSheet(openRows + further))).toThrow(/unpacks to more/);
	});

	test('of OpenDocument is read to its end, blank rows to the last one included', () => {
		const blank = openRow(
			'<table:table-cell table:number-columns-repeated="16384"/>',
			' table:number-rows-repeated="1048570"',
		);
		const { clips, notes } = readAnnotations(openSheet(openRows + blank));
		expect(clips).toHaveLength(3);
		expect(notes.map(({ code }) => code)).not.toContain('cells-far');
		const far = readAnnotations(openSheet(openRows + blank + openRow(openCells(ROWS[1]!))));
		expect(far.notes.map(({ code }) => code)).toContain('cells-far');
	});

	test('of Excel 97 is read with the values of its formulas', () => {
		const { clips } = readAnnotations(oldWorkbook());
		expect(clips.map(({ codedMs }) => codedMs)).toEqual([
			{ onset: 1166, apex: 1300, offset: 1433 },
			{ onset: 12166, apex: 12300, offset: 12433 },
			{ onset: 966.5, apex: 1100, offset: 1233 },
		]);
	});

	test('that is a zip of something else says what to do', () => {
		const bytes = zipSync({ 'a.txt': strToU8('x') });
		expect(() => readAnnotations({ name: 'a.xlsx', bytes })).toThrow(/save it as \.xlsx/);
	});
});
