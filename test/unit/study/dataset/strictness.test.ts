/** What must not pass: columns, sheets, subjects and rows that contradict what a data set is. */
import { describe, expect, test } from 'vitest';
import {
	AnnotationError,
	readAnnotations,
	readingNoteText,
	remarkText,
} from '../../../../src/study/dataset/index.ts';
import {
	CASME2_HEADER,
	CASME2_NAME,
	CASME2_ROWS,
	SAMM_HEADER,
	SAMM_NAME,
	casme2,
	casmeSq,
	dfme,
	mmew,
	samm,
	textFile,
	workbook,
} from '../../../support/annotation-files.ts';

const why = (read: () => unknown): string => {
	try {
		read();
	} catch (error) {
		if (error instanceof AnnotationError) return error.message;
		throw error;
	}
	throw new Error('it was read');
};

describe('a file as a whole', () => {
	test('a missing column is named, with those that were found', () => {
		const header = CASME2_HEADER.map((name) => (name === 'ApexFrame' ? 'Apx' : name));
		const file = workbook(CASME2_NAME, { Sheet1: [header, ...CASME2_ROWS] });
		expect(why(() => readAnnotations(file))).toBe(
			'CASME2-coding-20140508.xlsx, sheet Sheet1 has no column ApexFrame, which CASME II has; found were: Subject, Filename, OnsetFrame, Apx, OffsetFrame, Action Units, Estimated Emotion.',
		);
	});

	test('an unknown column is a fault until it is named as the own one it is', () => {
		const file = workbook(CASME2_NAME, {
			Sheet1: [
				[...CASME2_HEADER, 'differ'],
				[...CASME2_ROWS[0]!, 1],
			],
		});
		const reading = readAnnotations(file);
		expect(reading.faults).toHaveLength(1);
		expect(readingNoteText(reading.faults[0]!)).toContain('CASME II has no column differ');
		expect(reading.clips[0]!.columns['differ']).toBe('1');
		expect(readAnnotations(file, { layout: { columns: ['differ'] } }).faults).toEqual([]);
	});

	test('columns that several data sets have need a name', () => {
		const file = workbook('coding.xlsx', { Sheet1: [CASME2_HEADER, ...CASME2_ROWS] });
		const reading = readAnnotations(file);
		expect(reading.dataset).toBe('casme2');
		expect(readingNoteText(reading.notes[0]!)).toContain('taken for CASME II by its columns');
		expect(readAnnotations(file, { dataset: 'mmew' }).dataset).toBe('mmew');
		expect(readAnnotations({ ...mmew(), name: 'a.xlsx' }).dataset).toBe('mmew');
		expect(readAnnotations({ ...samm(), name: 'a.xlsx' }).dataset).toBe('samm');
		expect(readAnnotations({ ...dfme(), name: 'a.xlsx' }).dataset).toBe('dfme');
		expect(readAnnotations({ ...casmeSq(), name: 'a.xlsx' }).dataset).toBe('casme-sq');
	});

	test('an unknown table says what it holds', () => {
		expect(why(() => readAnnotations(textFile('list.csv', 'name,age\nA,3\n')))).toContain(
			'list.csv is no annotation file of a known data set: its columns are name, age.',
		);
	});

	test('a broken workbook, an empty file, a sheet that is not there', () => {
		const cut = { ...casme2(), bytes: casme2().bytes.subarray(0, 900) };
		expect(why(() => readAnnotations(cut))).toContain('cannot be opened as a spreadsheet');
		expect(why(() => readAnnotations(textFile('a.csv', '')))).toContain('a.csv is empty');
		expect(why(() => readAnnotations(casme2(), { layout: { sheet: 'Sheet9' } }))).toBe(
			'CASME2-coding-20140508.xlsx has no sheet Sheet9, only Sheet1.',
		);
	});

	test('a sheet of another name is known by its columns', () => {
		const file = workbook(SAMM_NAME, {
			About: [['nothing']],
			Tabelle1: [
				[],
				SAMM_HEADER,
				['006', '006_1_2', 1, 5, 9, 20, 16, 'Micro', '4', 'Anger', 3, ''],
			],
		});
		expect(readAnnotations(file).clips).toHaveLength(1);
	});
});

describe('subjects', () => {
	test('two indices of one person in the naming sheet', () => {
		const file = casmeSq([
			['s15', 'casme_015', 1],
			['s15', 'casme_015', 2],
		]);
		expect(why(() => readAnnotations(file))).toBe(
			'CAS(ME)^2code_final.xlsx, sheet naming rule1, row 2: the subjects 1 and 2 are both s15: correct one of them.',
		);
	});

	test('a recording under two subjects is left out whole', () => {
		const header = ['Subject', 'Filename', 'OnsetFrame', 'ApexFrame', 'OffsetFrame'];
		const file = workbook('MMEW_Micro_Exp.xlsx', {
			Sheet1: [
				[...header, 'Action Units', 'Estimated Emotion', 'remarks'],
				[1, 'S01-01', 1, 9, 20, '4', 'disgust', ''],
				[2, 'S01-01', 1, 9, 21, '4', 'disgust', ''],
				[2, 'S02-01', 1, 9, 21, '4', 'disgust', ''],
			],
		});
		const { clips, remarks } = readAnnotations(file);
		expect(clips.map(({ clip }) => clip)).toEqual(['S02-01']);
		expect(remarks.map(({ place, outcome }) => [place.row, outcome])).toEqual([
			[2, 'skipped'],
			[3, 'skipped'],
		]);
		expect(remarkText(remarks[0]!.why)).toContain(
			'under two subjects, mmew:01 (row 2) and mmew:02 (row 3)',
		);
	});

	test('a cell that is no subject', () => {
		const { remarks, clips } = readAnnotations(
			casme2([['?', 'EP02_01f', null, 4, 5, 6, null, '4', 'disgust']]),
		);
		expect(clips).toEqual([]);
		expect(remarkText(remarks[0]!.why)).toBe("the subject '?' is none");
	});

	test('spellings of an own table that may be one person', () => {
		const rows = 'clip,subject,onset,apex,offset,fps\n';
		const alike = readAnnotations(
			textFile('mine.csv', `${rows}a,P01,1,2,3,30\nb,p01 ,1,2,3,30\nc,P2,1,2,3,30\n`),
		);
		expect(alike.faults).toEqual([]);
		expect(alike.clips.map(({ subject }) => subject)).toEqual(['own:P01', 'own:P01', 'own:P2']);
		const unsure = readAnnotations(
			textFile('mine.csv', `${rows}a,P01,1,2,3,30\nb,P1,1,2,3,30\nc,P10,1,2,3,30\n`),
		);
		expect(unsure.faults).toHaveLength(1);
		expect(readingNoteText(unsure.faults[0]!)).toContain(
			'the subjects P01 and P1 may be one person',
		);
	});
});

describe('rows', () => {
	const remarkOn = (...row: (string | number | null)[]): string | undefined => {
		const { remarks, clips } = readAnnotations(casme2([row]));
		expect(clips).toEqual([]);
		return `${remarks[0]!.place.row}: ${remarkText(remarks[0]!.why)}`;
	};

	test('an onset that is missing, no number, or after the apex', () => {
		expect(remarkOn('01', 'EP', null, null, 5, 6, null, '4', 'x')).toBe('2: it has no onset');
		expect(remarkOn('01', 'EP', null, 'soon', 5, 6, null, '4', 'x')).toBe(
			"2: the onset 'soon' is no frame number",
		);
		expect(remarkOn('01', 'EP', null, 46, 40, 86, null, '4', 'x')).toBe(
			'2: the onset 46 lies after the apex 40',
		);
		expect(remarkOn('01', '', null, 46, 50, 86, null, '4', 'x')).toBe('2: it names no clip');
	});

	test('a row that is there twice', () => {
		const [first] = CASME2_ROWS;
		const { clips, remarks } = readAnnotations(
			casme2([first!, first!, [...first!.slice(0, 8), 'disgust']]),
		);
		expect(clips).toHaveLength(1);
		expect(remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
			[3, 'EP02_01f of casme2:01, frames 46 to 86: it repeats row 2'],
			[4, 'EP02_01f of casme2:01, frames 46 to 86: it codes the same frames as row 2'],
		]);
	});

	test('a rate that is none', () => {
		const { remarks } = readAnnotations(
			dfme([['sub0003', 'sub0003_01', 1, 2, 3, 'fear', 3, 'fast', 4]]),
		);
		expect(remarkText(remarks[0]!.why)).toBe("'fast' is no frame rate");
	});
});
