/** Each data set's own layout, read with nothing said about it. */
import { expect, test } from 'vitest';
import type { AnnotatedUnit } from '../../../../src/core/record/index.ts';
import type { AnnotationReading } from '../../../../src/study/dataset/index.ts';
import {
	readAnnotations,
	readingNoteText,
	remarkText,
} from '../../../../src/study/dataset/index.ts';
import {
	casme,
	casme2,
	casme3,
	casme3All,
	casme3C,
	casmeSq,
	dfme,
	fourD,
	mmew,
	samm,
	sammLv,
	smic,
} from '../../../support/annotation-files.ts';

/** Key frames of every clip. */
const frames = ({ clips }: AnnotationReading) =>
	clips.map(({ onset, apex, offset }) => [onset, apex, offset]);
const of = <K extends keyof AnnotationReading['clips'][number]>(
	{ clips }: AnnotationReading,
	field: K,
) => clips.map((clip) => clip[field]);
const units = ({ clips }: AnnotationReading): string[] =>
	clips.map((clip) => clip.units.map(unitText).join(' '));
const unitText = ({ unit, side, intensity, uncertain, kept }: AnnotatedUnit): string =>
	`${side ?? ''}${unit}${intensity ?? ''}${uncertain ? '?' : ''}${kept ? 'k' : ''}`;
const remarks = (reading: AnnotationReading): string[] =>
	reading.remarks.map(({ place, outcome, why }) => `${place.row} ${outcome}: ${remarkText(why)}`);

test('CASME', () => {
	const reading = readAnnotations(casme());
	expect(reading).toMatchObject({ dataset: 'casme', faults: [], notes: [] });
	expect(frames(reading)).toEqual([
		[73, 81, 91],
		[26, 32, 42],
		[20, 27, null],
	]);
	expect(of(reading, 'subject')).toEqual(['casme:01', 'casme:01', 'casme:02']);
	expect(of(reading, 'folder')).toEqual([
		'casme/sub01/EP01_5',
		'casme/sub01/EP03_1',
		'casme/sub02/EP06_1',
	]);
	expect(units(reading)).toEqual(['12', '4 9?', '1 2']);
	expect(of(reading, 'fps')).toEqual([60, 60, 60]);
	expect(of(reading, 'class3')).toEqual(['positive', null, 'surprise']);
	expect(remarks(reading)).toEqual(['4 amended: the offset 22 lies before 27; taken as missing']);
});

test('CASME II', () => {
	const reading = readAnnotations(casme2());
	expect(reading).toMatchObject({ dataset: 'casme2', faults: [], notes: [] });
	expect(frames(reading)).toEqual([
		[46, 59, 86],
		[131, null, 161],
		[19, 51, null],
		[1, 20, 50],
		[20, 62, 70],
	]);
	expect(of(reading, 'subject')).toEqual(
		['01', '01', '02', '02', '17'].map((number) => `casme2:${number}`),
	);
	expect(of(reading, 'folder')[0]).toBe('Cropped/sub01/EP02_01f');
	expect(units(reading)).toEqual(['4 left10', '12', '4', '15 17', 'right1 2?']);
	expect(of(reading, 'emotion')).toEqual([
		'happiness',
		'happiness',
		'disgust',
		'repression',
		'others',
	]);
	expect(of(reading, 'class3')).toEqual(['positive', 'positive', 'negative', 'negative', null]);
	expect(remarks(reading)).toEqual([
		"3 amended: the apex '/' is missing",
		'4 amended: the offset 28 lies before 51; taken as missing',
	]);
	expect(reading.clips[0]!.columns).toMatchObject({
		Subject: '01',
		Filename: 'EP02_01f',
		'Action Units': '4+L10',
	});
	expect(reading.clips[0]!.place).toEqual({
		file: 'CASME2-coding-20140508.xlsx',
		sheet: 'Sheet1',
		row: 2,
	});
});

test('SAMM, whose table begins late', () => {
	const reading = readAnnotations(samm());
	expect(reading).toMatchObject({ dataset: 'samm', faults: [] });
	expect(frames(reading)).toEqual([
		[5562, 5588, 5632],
		[157, 175, 199],
		[1099, null, 1180],
		[200, 240, null],
	]);
	expect(of(reading, 'subject')).toEqual(['samm:006', 'samm:007', 'samm:011', 'samm:018']);
	expect(of(reading, 'folder')[0]).toBe('006/006_1_2');
	expect(units(reading)).toEqual(['4B right12B', '', '12C', 'left14']);
	expect(of(reading, 'objective')).toEqual(['III', 'VII', 'I', 'VII']);
	expect(of(reading, 'class3')).toEqual(['negative', 'negative', 'positive', null]);
	expect(remarks(reading)).toEqual([
		"16 amended: 'R12 or R15' is no action unit; left out",
		"17 amended: the apex '/' is missing",
		'18 amended: the offset 239 lies before 240; taken as missing',
	]);
});

test('SAMM Long Videos', () => {
	const reading = readAnnotations(sammLv());
	expect(reading).toMatchObject({ dataset: 'samm-lv', faults: [] });
	expect(of(reading, 'kind')).toEqual(['macro', 'micro', 'macro']);
	expect(frames(reading).at(-1)).toEqual([6000, 6050, null]);
	expect(of(reading, 'folder')[1]).toBe('SAMM_longvideos/006_1');
	expect(remarks(reading)).toEqual([
		'13 amended: the offset is 0: it did not return; taken as missing',
		'14 skipped: its onset is 0: it began before the film',
	]);
	expect(reading.remarks[1]!.expected).toBe(true);
});

test('SMIC, at the rate of its camera', () => {
	const reading = readAnnotations(smic());
	expect(reading).toMatchObject({ dataset: 'smic', faults: [] });
	expect(frames(reading)[0]).toEqual([308866, null, 308899]);
	expect(of(reading, 'class3')).toEqual(['negative', 'surprise', 'positive']);
	expect(of(reading, 'fps')).toEqual([100, 100, 100]);
	expect(of(reading, 'folder')[0]).toBe('HS/s1/micro/negative/s1_ne_01');
	expect(remarks(reading)).toEqual([
		'5 skipped: the clip s4_po_02 is of subject 4, but the row says 3',
	]);
	const nir = readAnnotations(smic('SMIC-NIR-E_annotation.xlsx'));
	expect(nir.clips[0]).toMatchObject({ fps: 25, folder: 'NIR/s1/micro/negative/s1_ne_01' });
});

test('CAS(ME)^2, a table without header and two of names', () => {
	const reading = readAnnotations(casmeSq());
	expect(reading).toMatchObject({ dataset: 'casme-sq', faults: [] });
	expect(of(reading, 'subject')).toEqual(
		['15', '15', '16', '16'].map((number) => `casme-sq:${number}`),
	);
	expect(of(reading, 'kind')).toEqual(['macro', 'micro', 'micro', 'macro']);
	expect(frames(reading)[1]).toEqual([2647, 2655, null]);
	expect(of(reading, 'folder').slice(0, 3)).toEqual([
		'rawpic/s15/15_0401*',
		'rawpic/s15/15_0401*',
		'rawpic/s16/16_0507*',
	]);
	expect(of(reading, 'class3')[0]).toBe('negative');
	expect(reading.clips[0]!.columns['self-report']).toBe('anger');
	expect(remarks(reading)).toEqual([
		'2 amended: the offset is 0: it did not return; taken as missing',
		"5 skipped: the subject '9' is none",
	]);
});

test('CAS(ME)^3 part A, micro', () => {
	const reading = readAnnotations(casme3());
	expect(reading).toMatchObject({ dataset: 'casme3', faults: [] });
	expect(of(reading, 'subject')).toEqual(['casme3:1', 'casme3:1', 'casme3:10']);
	expect(units(reading)).toEqual(['left4 top5', '14', '1 2']);
	expect(of(reading, 'folder')[2]).toBe('part_A/spNO.10/b/color');
	expect(of(reading, 'class3')).toEqual(['negative', 'positive', 'surprise']);
	expect(frames(reading)).toEqual([
		[31, 34, 36],
		[200, 204, 208],
		[12, 16, null],
	]);
});

test('CAS(ME)^3 part A, macro and micro, an .xls', () => {
	const reading = readAnnotations(casme3All());
	expect(reading.title).toBe('CAS(ME)^3 part A, macro and micro');
	expect(of(reading, 'kind')).toEqual(['micro', 'macro']);
	expect(of(reading, 'objective')).toEqual(['III', 'I']);
	expect(remarks(reading)).toEqual(["4 skipped: the type 'eye blink' is neither micro nor macro"]);
});

test('CAS(ME)^3 part C, whose people are others', () => {
	const reading = readAnnotations(casme3C());
	expect(of(reading, 'subject')).toEqual(['casme3:C1', 'casme3:C1']);
	expect(frames(reading)).toEqual([
		[120, null, 130],
		[400, null, 409],
	]);
	expect(units(reading)).toEqual(['4 left7', '12']);
	expect(of(reading, 'folder')).toEqual(['part_C/1/1/color', 'part_C/1/2/color']);
});

test('4DME, several emotions at once, and sums below', () => {
	const reading = readAnnotations(fourD());
	expect(reading).toMatchObject({ dataset: '4dme', faults: [] });
	expect(units(reading)).toEqual(['1 2 4k', '4', '2 4']);
	expect(of(reading, 'class3')).toEqual(['surprise', 'negative', null]);
	expect(of(reading, 'folder')[0]).toBe('gray_micro/001/S1_v2_01');
	expect(of(reading, 'subject')).toEqual(['4dme:01', '4dme:01', '4dme:02']);
	expect(reading.remarks).toMatchObject([
		{ place: { row: 5 }, outcome: 'skipped', expected: true },
	]);
	expect(readingNoteText(reading.notes[0]!)).toContain('60 frames a second');
});

test('MMEW', () => {
	const reading = readAnnotations(mmew());
	expect(reading).toMatchObject({ dataset: 'mmew', faults: [], remarks: [] });
	expect(of(reading, 'subject')).toEqual(['mmew:01', 'mmew:01', 'mmew:30']);
	expect(frames(reading)[1]).toEqual([1, null, 60]);
	expect(of(reading, 'folder')[1]).toBe('Micro_Expression/happiness/S01-02-001');
	expect(of(reading, 'class3')).toEqual(['negative', 'positive', null]);
});

test('DFME, at the rate of every row', () => {
	const reading = readAnnotations(dfme());
	expect(reading).toMatchObject({ dataset: 'dfme', faults: [] });
	expect(of(reading, 'fps')).toEqual([200, 300, 500]);
	expect(of(reading, 'emotion')).toEqual(['disgust', 'happiness', 'anger']);
	expect(of(reading, 'folder')[0]).toBe('DFME_train/sub0003_01');
	expect(of(reading, 'subject')).toEqual(['dfme:0003', 'dfme:0003', 'dfme:0004']);
	expect(remarks(reading)).toEqual([
		"4 amended: the emotion 'anger' has the EmotionId of surprise; the emotion counts",
		'5 skipped: the clip sub0005_01 is of subject 0005, but the row says 0004',
	]);
});
