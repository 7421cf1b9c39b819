/**
 * Small annotation files in the layout of each data set, column for column and with the cells that are
 * messy in the originals: text where numbers should be, blank columns, tables that begin late, notes
 * below them. Names of people and clips are made up.
 */
import type { WorkSheet } from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import type { AnnotationFile } from '../../src/study/dataset/index.ts';

type Cell = string | number | null;
export type Row = readonly Cell[];

export function workbook(
	name: string,
	sheets: Readonly<Record<string, readonly Row[]>>,
	adjust?: (sheet: WorkSheet, name: string) => void,
): AnnotationFile {
	const book = utils.book_new();
	for (const [title, rows] of Object.entries(sheets)) {
		const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
		adjust?.(sheet, title);
		utils.book_append_sheet(book, sheet, title);
	}
	const bookType = name.endsWith('.xls') ? 'biff8' : 'xlsx';
	return { name, bytes: new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer) };
}

export const textFile = (name: string, text: string): AnnotationFile => ({
	name,
	bytes: new TextEncoder().encode(text),
});

const blank = (count: number): Row[] => Array.from({ length: count }, () => []);

const CASME_HEADER = [
	'Subject',
	'Filename',
	'',
	'OnsetF',
	'ApexF1',
	'ApexF2',
	'OffsetF',
	'',
	'AU',
	'Emotion',
];
export const casme = (rows: readonly Row[] = CASME_ROWS): AnnotationFile =>
	workbook('casme.xlsx', { Sheet1: [CASME_HEADER, ...rows] });
const CASME_ROWS: Row[] = [
	[1, 'EP01_5', null, 73, 81, 0, 91, null, '12', 'happiness'],
	[1, 'EP03_1', null, 26, '32', 0, 42, null, '4+9?', 'tense'],
	[2, 'EP06_1', null, 20, 27, 0, 22, null, '1+2', 'surprise'],
];

export const CASME2_HEADER = [
	'Subject',
	'Filename',
	'',
	'OnsetFrame',
	'ApexFrame',
	'OffsetFrame',
	'',
	'Action Units',
	'Estimated Emotion',
];
export const CASME2_NAME = 'CASME2-coding-20140508.xlsx';
export const casme2 = (rows: readonly Row[] = CASME2_ROWS, name = CASME2_NAME): AnnotationFile =>
	workbook(name, { Sheet1: [CASME2_HEADER, ...rows] });
export const CASME2_ROWS: Row[] = [
	['01', 'EP02_01f', null, 46, 59, 86, null, '4+L10', 'happiness'],
	['01', 'EP03_02', null, '131', '/', 161, null, '12', 'happiness'],
	[2, 'EP02_04f', null, 19, 51, 28, null, '4', 'disgust'],
	['sub02', 'EP08_04', null, 1, 20, 50, null, '15+17', 'Repression '],
	['17', 'EP05_09', null, 20, 62, 70, null, 'R1+2?', 'others'],
];

export const SAMM_HEADER = [
	'Subject',
	'Filename',
	'Inducement Code',
	'Onset Frame',
	'Apex Frame',
	'Offset Frame',
	'Duration',
	'Micro',
	'Action Units',
	'Estimated Emotion',
	'Objective Classes',
	'Notes',
];
export const SAMM_NAME = 'SAMM_Micro_FACS_Codes_v2.xlsx';
export const samm = (rows: readonly Row[] = SAMM_ROWS): AnnotationFile =>
	workbook(SAMM_NAME, {
		MICRO_ONLY: [
			['SAMM Micro-Movement Dataset'],
			['Please cite the subject and the Filename as given'],
			...blank(10),
			['Notes on the coding'],
			SAMM_HEADER,
			...rows,
		],
	});
const SAMM_ROWS: Row[] = [
	['006', '006_1_2', '1', 5562, 5588, 5632, 71, 'Micro - 1/2', 'AU4A/B+R12B', 'Anger', 3, ''],
	[7, '007_3_1', '3', 157, 175, 199, 43, 'Micro', 'R12 or R15', 'Contempt', '7', 'unsure'],
	['011', '011_5_3', '5', 1099, '/', 1180, 82, 'Micro', '12C', 'Happiness', 1, ''],
	['018', '018_3_1', '3', 200, 240, 239, 40, 'Micro', 'L14', 'Other', 'VII', ''],
];

const SAMM_LV_HEADER = [
	'Subject',
	'Filename',
	'Inducement Code',
	'Onset',
	'Apex',
	'Offset',
	'Duration',
	'Type',
	'Action Units',
	'Notes',
];
export const sammLv = (): AnnotationFile =>
	workbook('SAMM_LongVideos_V2_Release.xlsx', {
		Sheet1: [
			['SAMM Long Videos'],
			...blank(8),
			SAMM_LV_HEADER,
			['006', '006_1_1', 1, 353, 385, 445, 93, 'Macro', '4+12', ''],
			['006', '006_1_2', 1, 5562, 5588, 5632, 71, 'Micro - 1/2', '12', ''],
			['006', '006_1_3', 1, 6000, 6050, 0, 0, 'Macro', '4', 'does not end in the film'],
			['007', '007_2_1', 2, 0, 40, 90, 90, 'Macro', '25', 'begins before the film'],
		],
	});

export const smic = (name = 'SMIC-HS-E_annotation.xlsx'): AnnotationFile =>
	workbook(name, {
		Sheet1: [
			['Subject', 'Filename', '', 'OnsetF', 'OffsetF', 'Emotion', 'FirstF', 'TotalFL'],
			[1, 's1_ne_01', null, 308866, 308899, 'negative', 308860, 46],
			[1, 's1_sur_01', null, 1200, 1231, 'surprise', 1195, 40],
			[3, 's3_po_02', null, 500, 520, 'Positive', 490, 40],
			[3, 's4_po_02', null, 700, 720, 'positive', 690, 40],
		],
	});

export const casmeSq = (rule1: readonly Row[] = RULE_1): AnnotationFile =>
	workbook('CAS(ME)^2code_final.xlsx', {
		CASFEcode_final: [
			[1, 'anger1_1', 557, 572, 608, '4', 'negative', 'macro-expression', 'anger'],
			[1, 'anger1_2', 2647, 2655, 0, '4+7', 'negative', 'micro-expression', 'anger'],
			[2, 'happy3_1', 10, 14, 20, 'R12', 'positive', 'micro-expression', 'happiness'],
			[2, 'gone9_1', 10, 14, 20, '12', 'positive', 'macro-expression', 'happiness'],
			[9, 'happy3_2', 30, 34, 40, '12', 'positive', 'macro-expression', 'happiness'],
		],
		'naming rule1': rule1,
		'naming rule2': [
			['0401', 'anger1'],
			['0507', 'happy3'],
		],
	});
const RULE_1: Row[] = [
	['s15', 'casme_015', 1],
	['s16', 'casme_016', 2],
];

const CASME3_HEADER = [
	'Subject',
	'Filename',
	'Onset',
	'Apex',
	'Offset',
	'AU',
	'Objective class',
	'emotion',
];
export const casme3 = (): AnnotationFile =>
	workbook('cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx', {
		label: [
			CASME3_HEADER,
			['spNO.1', 'a', '31', '34', '36', 'L4+T5', 'III', 'fear'],
			['spNO.1', 'a', '200', '204', '208', '14', 'VII', 'happy'],
			['spNO.10', 'b', '12', '16', '14', '1+2', 'II', 'surprise'],
		],
	});
export const casme3All = (): AnnotationFile =>
	workbook('CAS(ME)3_part_A_v2.xls', {
		'AU+Emotion': [
			[
				'Subject',
				'Filename',
				'Onset',
				'Apex',
				'Offset',
				'AU',
				'Expression type',
				'Objective class',
			],
			['spNO.1', 'a', '31', '34', '36', 'L4', 'Micro-expression', 'III'],
			['spNO.1', 'a', '300', '340', '390', '6+12', 'Macro-expression', 'I'],
			['spNO.2', 'c', '5', '9', '12', '4', 'eye blink', 'III'],
		],
		'eye blink': [
			['Subject', 'Filename', 'Onset', 'Apex', 'Offset'],
			['spNO.1', 'a', 50, 53, 58],
		],
	});
export const casme3C = (): AnnotationFile =>
	workbook('CAS(ME)3_part_C_ME.xlsx', {
		Sheet1: [
			['sub', 'count', 'onset', 'offset', 'au'],
			[1, 1, 120, 130, '4,L7'],
			['1', 2, 400, 409, 12],
		],
	});

export const fourD = (): AnnotationFile =>
	workbook('4DME_Labelling_Micro_release v1.xlsx', {
		Sheet1: [
			[
				'sub_ID',
				'fold_name',
				'fold',
				'Onset',
				'Apex',
				'Offset',
				'AUs',
				'Emotion',
				'AU1',
				'AU2',
				'AU4',
				'eye blink',
				'Positive',
				'Negative',
				'Surprise',
				'Repression',
				'Others',
				'Total',
			],
			['001', 'S1_v2_01', 1, 40, 52, 70, '1+2+4(k)', 'Surprise', 1, 1, 0, 0, 0, 0, 1, 0, 0, 1],
			['001', 'S1_v3_01', 1, 10, 22, 33, '4', 'Negative+Repression', 0, 0, 1, 1, 0, 1, 0, 1, 0, 2],
			['002', 'S2_v1_01', 2, 10, 22, 33, '2+4', 'Negative+Surprise', 0, 1, 1, 0, 0, 1, 1, 0, 0, 2],
			[...Array.from({ length: 8 }, () => null), 1, 2, 2, 1, 0, 2, 2, 1, 0, 5],
		],
	});

export const mmew = (): AnnotationFile =>
	workbook('MMEW_Micro_Exp.xlsx', {
		Sheet1: [
			[
				'Subject',
				'Filename',
				'OnsetFrame',
				'ApexFrame',
				'OffsetFrame',
				'Action Units',
				'Estimated Emotion',
				'remarks',
			],
			[1, 'S01-01-001', 1, 12, 40, '4+7', 'disgust', ''],
			['S01', 'S01-02-001', 1, null, 60, '12', 'happiness', 'no apex'],
			[30, 'S30-02-001', 1, 20, 60, '14', 'others', ''],
		],
	});

const DFME_HEADER = [
	'Subject',
	'Filename',
	'OnsetFrame',
	'ApexFrame',
	'OffsetFrame',
	'Emotion',
	'EmotionId',
	'Fps',
	'AU',
];
export const dfme = (rows: readonly Row[] = DFME_ROWS): AnnotationFile =>
	workbook('training_full_with_AU.xlsx', { Sheet1: [DFME_HEADER, ...rows] });
const DFME_ROWS: Row[] = [
	['sub0003', 'sub0003_01', 109, 130, 160, 'disgust', 2, 200, 4],
	['sub0003', 'sub0003_02', 10, 40, 90, null, 4, 300, 'L12'],
	['sub0004', 'sub0004_01', 10, 40, 90, 'anger', 6, '500', '4+7'],
	['sub0004', 'sub0005_01', 10, 40, 90, 'anger', 0, 500, '4'],
];
