/** Tables as people in other places write them: letters, separators, numbers, times, workbooks. */
import { describe, expect, test } from 'vitest';
import {
	annotationText,
	readAnnotations,
	readingNoteText,
	remarkText,
} from '../../../../src/study/dataset/index.ts';
import { textFile, workbook } from '../../../support/annotation-files.ts';

const HEADER = 'clip,subject,onset,apex,offset,fps';
const own = (header: string, ...rows: string[]) =>
	readAnnotations(textFile('mine.csv', [header, ...rows].join('\n')));
const notesOf = ({ notes }: ReturnType<typeof readAnnotations>) =>
	notes.filter(({ code }) => code !== 'taken-by-columns').map(readingNoteText);
const keyOf = ({ clips }: ReturnType<typeof readAnnotations>) =>
	clips.map(({ onset, apex, offset, codedMs }) =>
		codedMs === undefined ? [onset, apex, offset] : [codedMs.onset, codedMs.apex, codedMs.offset],
	);

/** Encoding, clip, subject, and both with a comma as they are encoded. */
const ENCODED: readonly (readonly [string, string, string, string])[] = [
	['gb18030', '张伟_01', '王芳', 'd5c5ceb05f30312ccdf5b7bc'],
	['big5', '張偉_01', '陳美玲', 'b169b0b65f30312cb3afacfcacc2'],
	['shift_jis', '山田', '佐藤さくら', '8e5293632c8db293a182b382ad82e7'],
	['euc-jp', 'ビデオ', 'さとう', 'a5d3a5c7a5aa2ca4b5a4c8a4a6'],
	[
		'euc-kr',
		'김민수',
		'이영희 박지성 최유리',
		'b1e8b9cebcf62cc0ccbfb5c8f120b9dac1f6bcba20c3d6c0afb8ae',
	],
	['windows-1252', 'élève', 'Zoé Müller', 'e96ce876652c5a6fe9204dfc6c6c6572'],
	['macintosh', 'Müller', 'Zoé', '4d9f6c6c65722c5a6f8e'],
	['windows-1250', 'Łukasz', 'Zdeněk', 'a3756b61737a2c5a64656eec6b'],
	['windows-1251', 'Иван', 'Мария', 'c8e2e0ed2ccce0f0e8ff'],
	['koi8-r', 'Иван', 'Мария', 'e9d7c1ce2cedc1d2c9d1'],
	['windows-1253', 'Γιάννης', 'Μαρία', 'c3e9dcedede7f22ccce1f1dfe1'],
	['windows-1254', 'Şükrü', 'Çağla', 'defc6b72fc2cc761f06c61'],
	['windows-1256', 'محمد', 'فاطمة', 'e3cde3cf2cddc7d8e3c9'],
	['windows-874', 'สมชาย', 'สมหญิง', 'cac1aad2c22ccac1cbadd4a7'],
];

describe('letters', () => {
	const bytesOf = (hex: string): Uint8Array => {
		const head = new TextEncoder().encode(`${HEADER}\n`);
		const names = hex.match(/../g)!.map((pair) => parseInt(pair, 16));
		return Uint8Array.from([...head, ...names, ...new TextEncoder().encode(',10,15,20,30\n')]);
	};

	test.for(ENCODED)('in %s are known, and the guess is said', ([encoding, clip, subject, hex]) => {
		const bytes = bytesOf(hex);
		const reading = readAnnotations({ name: 'a.csv', bytes });
		expect(reading.clips).toMatchObject([{ clip, subject: `own:${subject}`, onset: 10 }]);
		expect(notesOf(reading)).toEqual([
			`a.csv does not say how its letters are encoded; it was read as ${encoding}, such as "${clip}". If that is wrong, name the encoding with --encoding.`,
		]);
		// What is written beside it is UTF-8 with a mark.
		expect(annotationText(bytes)).toBe(`\uFEFF${HEADER}\n${clip},${subject},10,15,20,30\n`);
	});

	test('that could be of two languages are refused, until a person says which', () => {
		const bytes = bytesOf('c0eec0d72cbaabc3b7c3b7');
		const read = () => readAnnotations({ name: 'a.csv', bytes });
		expect(read).toThrow(/may be euc-kr or gb18030: save it as UTF-8 .* --encoding/);
		const { clips, notes } = readAnnotations({ name: 'a.csv', bytes }, { encoding: 'gb18030' });
		expect(clips).toMatchObject([{ clip: '李雷', subject: 'own:韩梅梅' }]);
		expect(notes.map(({ code }) => code)).toEqual(['taken-by-columns']);
		expect(() => readAnnotations({ name: 'a.csv', bytes }, { encoding: 'utf-8' })).toThrow(
			'a.csv is not utf-8',
		);
	});

	test.for([
		['utf-8', true],
		['utf-16le', true],
		['utf-16le', false],
		['utf-16be', true],
		['utf-16be', false],
	] as const)('in %s, marked: %s, are certain', ([encoding, marked]) => {
		const text = `${marked ? '\uFEFF' : ''}${HEADER}\n张伟,王芳,10,15,20,30\n`;
		const units = [...text].map((letter) => letter.charCodeAt(0));
		const bytes =
			encoding === 'utf-8'
				? new TextEncoder().encode(text)
				: Uint8Array.from(
						units.flatMap((unit) =>
							encoding === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
						),
					);
		const reading = readAnnotations({ name: 'a.csv', bytes });
		expect(reading.clips).toMatchObject([{ clip: '张伟', subject: 'own:王芳', offset: 20 }]);
		expect(notesOf(reading)).toEqual([]);
		expect(annotationText(bytes)!.replace('\uFEFF', '')).toBe(text.replace('\uFEFF', ''));
	});

	test('of a UTF-8 file without a mark stay as they are, to the byte', () => {
		const { bytes } = textFile('a.csv', `${HEADER}\nZoé,é,1,2,3,30\r\n`);
		expect(new TextEncoder().encode(annotationText(bytes)!)).toEqual(bytes);
	});

	test('that are none are refused', () => {
		const bytes = Uint8Array.from([1, 0, 0, 7, 0, 255, 254, 0, 0, 13]);
		expect(() => readAnnotations({ name: 'a.csv', bytes })).toThrow('neither text nor');
	});
});

describe('separators', () => {
	test.for([',', ';', '\t', '|'])('%s, with quotes, titles, and blank lines', (sign) => {
		const lines = [
			['My coding of 2026'],
			[''],
			HEADER.split(','),
			['"a, b; c|d.mp4"', 'P1', '10', '15', '20', '30'],
			[''],
			['e.mp4', '"P ""2"""', '11', '16', '21', '30'],
			['', '', '', '', '42', ''],
		];
		const reading = own(...(lines.map((cells) => cells.join(sign)) as [string, ...string[]]));
		expect(reading.clips.map(({ clip, subject, place }) => [clip, subject, place.row])).toEqual([
			['a, b; c|d.mp4', 'own:P1', 4],
			['e.mp4', 'own:P "2"', 6],
		]);
	});

	test("Excel's own line names it; rows count as Excel counts them", () => {
		const { clips } = own('sep=;', 'clip;subject;onset;apex;offset;fps', 'a;P,1;10;15;20;29,97');
		expect(clips).toMatchObject([{ subject: 'own:P,1', fps: 29.97, place: { row: 3 } }]);
	});
});

describe('numbers', () => {
	const MS = 'clip;subject;onset_ms;apex_ms;offset_ms;fps';

	test('of a German spreadsheet: points part thousands where key frames say so', () => {
		const reading = own(
			MS,
			'c1;s1;1.166;1.300;1.433;30',
			'c1;s1;12.166;12.300;12.433;30',
			'c1;s1;966;1.100;1.233;30',
		);
		expect(keyOf(reading)).toEqual([
			[1166, 1300, 1433],
			[12166, 12300, 12433],
			[966, 1100, 1233],
		]);
		expect(notesOf(reading)[0]).toBe(
			'mine.csv, column onset_ms: 1.166 was read as 1166, and the others likewise.',
		);
	});

	test.for([
		['12.166,5;12.300;12.433', [12166.5, 12300, 12433]],
		["12'166.5;12'300;12'433", [12166.5, 12300, 12433]],
		['12 166,5;12 300;12 433', [12166.5, 12300, 12433]],
		['"12,166.5";"12,300";"12,433"', [12166.5, 12300, 12433]],
		['33,333;66,667;1000,000', [33.333, 66.667, 1000]],
		['33.333;66.667;0100.000', [33.333, 66.667, 100]],
		['33.333;66;100', [33.333, 66, 100]],
		['１１６６;１３００;１４３３', [1166, 1300, 1433]],
		['1166.667;1300.000;1433.333', [1166.667, 1300, 1433.333]],
	] as const)('%s', ([cells, key]) => {
		expect(keyOf(own(MS, `c;s;${cells};30`))).toEqual([key]);
	});

	test('that may be two things are refused with a way out, never taken for one', () => {
		expect(() => own(MS, 'c;s;1.166;;;30')).toThrow(
			/column onset_ms: 1\.166 may be 1166 or 1\.166, .* write thousands without a sign/,
		);
		expect(() => own(MS, 'c;s;1.166.000;1.5;2;30')).toThrow(/points and commas mean different/);
	});

	test('of frames and rates', () => {
		const header = 'clip;subject;onset;apex;offset;fps';
		expect(keyOf(own(header, 'c;s;1.166;1.170;1.180;200', 'c;s;1.234.567;;;200'))).toEqual([
			[1166, 1170, 1180],
			[1234567, null, null],
		]);
		expect(own(header, 'c;s;10,0;12,0;20,0;29,970').clips).toMatchObject([
			{ onset: 10, fps: 29.97 },
		]);
		expect(own(header, 'c;s;10;12;20;1.000').clips).toMatchObject([{ fps: 1000 }]);
		expect(own(header, 'c;s;10;12;20;59.940').clips).toMatchObject([{ fps: 59.94 }]);
	});

	test('of seconds or thousands of frames are refused in a column without a unit', () => {
		const read = () => own(HEADER, 'a.mp4,P1,1.166,1.300,1.500,30');
		expect(read).toThrow(/column onset: 1\.166 may be 1166 or 1\.166, and nothing/);
	});

	test('of thousands are not taken for decimals because another row has some', () => {
		const rows = ['c;s;1.166;1.300;1.500;30', 'c;s;766.7;833.3;966.7;30'];
		expect(() => own(MS, ...rows)).toThrow(/column onset_ms: points .* as in 1\.166/);
		expect(() => own(MS, 'c;s;966;1.100;1.233;30', rows[1]!)).toThrow(/as in 1\.100/);
		expect(() => own(MS, 'c;s;1;2;30;1.000', 'c;s;1;2;30;29.97')).toThrow(/column fps: points/);
		expect(keyOf(own(MS, 'c;s;33.333;66.667;100.000;30', rows[1]!))).toEqual([
			[33.333, 66.667, 100],
			[766.7, 833.3, 966.7],
		]);
	});

	test('of ms are no decimals only because a movement would be long', () => {
		for (const cells of ['1.166;;30.166', '33,333;66,667;100,000']) {
			expect(() => own(MS, `c;s;${cells};30`)).toThrow(/column onset_ms: .* nothing in the table/);
		}
		// Another row tells.
		expect(keyOf(own(MS, 'c;s;1.166;;30.166;30', 'c;s;1.166;1.300;1.500;30'))).toEqual([
			[1166, null, 30166],
			[1166, 1300, 1500],
		]);
	});

	test('of seconds are never thousands because a movement would be short', () => {
		const header = 'clip,subject,onset_s,apex_s,offset_s,fps';
		expect(keyOf(own(header, 'c,s,1.166,1.300,1.433,30'))).toEqual([[1166, 1300, 1433]]);
		expect(() => own(header, 'c,s,1.166,1.168,1.170,500')).toThrow(/nothing in the table tells/);
	});

	test('of a workbook need no guess', () => {
		const file = workbook('a.xlsx', {
			A: [
				MS.split(';'),
				['c', 's', 33.333, 66.667, 100.125, 30],
				['d', 's', 1.166, 1.3, 9.433, 30],
			],
		});
		expect(keyOf(readAnnotations(file))).toEqual([
			[33.333, 66.667, 100.125],
			[1.166, 1.3, 9.433],
		]);
	});
});

describe('times', () => {
	test.for([
		['onset_s,apex_s,offset_s', '1.166,1.300,1.433', [1166, 1300, 1433]],
		['onset (s),apex (s),offset (s)', '1.166,,', [1166, null, null]],
		['onset [ms],apex [ms],offset [ms]', '1166.7,1300,1433', [1166.7, 1300, 1433]],
		['onset,apex,offset', '00:00:01.166,0:01.300,00:01.433', [1166, 1300, 1433]],
		['onset,apex,offset', '1:02:03.5,,', [3_723_500, null, null]],
		['onset,apex,offset', '00:00:01:05,00:00:01:09,00:00:01:13', [1200, 1360, 1520]],
		['onset_ms,apex_ms,offset_ms', '00:00:01:166,00:00:01:300,00:00:01:433', [1166, 1300, 1433]],
	] as const)('%s: %s', ([columns, cells, key]) => {
		expect(keyOf(own(`clip,subject,fps,${columns}`, `a,P1,25,${cells}`))).toEqual([key]);
	});

	test('in another unit than the onset are left out, and told by row', () => {
		const header = 'clip,subject,onset_ms,apex,offset_ms,offset_s,fps';
		const reading = own(header, 'a,P,1166,39,1500,,30', 'b,P,1166,,/,1.5,30', 'c,P,1166,,,,30');
		expect(keyOf(reading)).toEqual([
			[1166, null, 1500],
			[1166, null, null],
			[1166, null, null],
		]);
		expect(reading.remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
			[2, "the apex '39' is in another unit than the onset; taken as missing"],
			[3, "the offset '1.5' is in another unit than the onset; taken as missing"],
		]);
	});

	test('that contradict the frames of their row are told', () => {
		const header = `${HEADER},onset_ms,apex_ms,offset_s`;
		const reading = own(
			header,
			'a,P,35,39,45,30,1166,1300,1.5',
			'b,P,35,39,45,30,1166,2600,1.5',
			'c,P,35,39,45,30,,1300,0:03',
			'd,P,34,38,44,30,1167,1300,1.5',
		);
		expect(keyOf(reading)).toEqual([
			[35, 39, 45],
			[35, 39, 45],
			[35, 39, 45],
			[34, 38, 44],
		]);
		expect(reading.remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
			[3, 'the apex is frame 39 and also 2600 ms, more than a frame apart; the frames were taken'],
			[
				4,
				'the offset is frame 45 and also 3000 ms, more than a frame apart; the frames were taken',
			],
		]);
	});

	test('that are none are told by row', () => {
		const { clips, remarks } = own(
			HEADER,
			'a,P,0:75.5,,,25',
			'b,P,00:00:01:25,,,25',
			'c,P,9999999999,,,25',
		);
		expect(clips).toEqual([]);
		expect(remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
			[2, "the onset '0:75.5' is no frame number"],
			[3, "the onset '00:00:01:25' is no frame number"],
			[4, "the onset '9999999999' is no frame number"],
		]);
	});
});

describe('workbooks', () => {
	const row = (clip: string, onset = 10) => [clip, 'P1', onset, 15, 20, 30];

	test('every sheet with the columns is read, and others are named', () => {
		const reading = readAnnotations(
			workbook('a.xlsx', {
				Monday: [HEADER.split(','), row('a')],
				Tuesday: [['Second day'], HEADER.split(','), row('b')],
				Notes: [['to do'], ['call']],
			}),
		);
		expect(reading.clips.map(({ clip, place }) => [clip, place.sheet, place.row])).toEqual([
			['a', 'Monday', 2],
			['b', 'Tuesday', 3],
		]);
		expect(notesOf(reading)).toEqual([
			'a.xlsx: the sheets Monday, Tuesday were read; left out, for other columns: Notes.',
		]);
	});

	test('dates are read as displayed, errors as missing, hidden rows like others: all said', () => {
		const reading = readAnnotations(
			workbook('a.xlsx', { A: [HEADER.split(','), row('x'), row('b'), row('c')] }, (sheet) => {
				sheet['A2'] = { t: 'n', v: 46024, z: 'd-mmm' };
				sheet['D3'] = { t: 'e', v: 0x2a, w: '#N/A' };
				sheet['!rows'] = [{}, {}, {}, { hidden: true }];
			}),
		);
		expect(reading.clips.map(({ clip, apex }) => [clip, apex])).toEqual([
			['2-Jan', 15],
			['b', null],
			['c', 15],
		]);
		expect(reading.remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
			[2, "clip is a date in the workbook; read as displayed, '2-Jan'"],
			[3, 'apex is an error in the workbook (#N/A); taken as missing'],
		]);
		expect(notesOf(reading)).toEqual([
			'a.xlsx, sheet A: 1 hidden row and 0 hidden columns were read like the others.',
		]);
	});

	test('a cell that Excel made a time is that time, to the millisecond', () => {
		const file = workbook('a.xlsx', { A: [HEADER.split(','), row('x')] }, (sheet) => {
			sheet['C2'] = { t: 'n', v: 1.166 / 86_400, z: 'mm:ss.0' };
			sheet['D2'] = { t: 'n', v: 1.3 / 86_400, z: 'mm:ss.0' };
			sheet['E2'] = { t: 'n', v: 1.433 / 86_400, z: '[h]:mm:ss' };
		});
		expect(keyOf(readAnnotations(file))).toEqual([[1166, 1300, 1433]]);
	});

	test('a time without seconds is what is displayed, minutes and seconds of a film, and said', () => {
		const file = workbook('a.xlsx', { A: [HEADER.split(','), row('x')] }, (sheet) => {
			sheet['C2'] = { t: 'n', v: 70 / 1440, z: 'h:mm' };
			sheet['D2'] = { t: 'n', v: 71 / 1440, z: '[$-409]h:mm' };
			sheet['E2'] = { t: 'n', v: 72 / 1440, z: 'hh:mm' };
		});
		const reading = readAnnotations(file);
		expect(keyOf(reading)).toEqual([[70_000, 71_000, 72_000]]);
		expect(reading.remarks.map(({ why }) => remarkText(why))).toEqual([
			"onset is a date in the workbook; read as displayed, '1:10'",
			"apex is a date in the workbook; read as displayed, '1:11'",
			"offset is a date in the workbook; read as displayed, '01:12'",
		]);
	});
});

test('composed and decomposed letters are the same name', () => {
	const name = 'Zoë';
	const { clips, remarks } = own(
		HEADER,
		`${name.normalize('NFC')}.mp4,P1,10,15,20,30`,
		`${name.normalize('NFD')}.mp4,P1,10,15,20,30`,
	);
	expect(clips).toHaveLength(1);
	expect(remarks.map(({ why }) => why.code)).toEqual(['row-repeated']);
});
