/** Tables as BORIS, ELAN and Datavyu export them. */
import { expect, test } from 'vitest';
import { readAnnotations, remarkText } from '../../../../src/study/dataset/index.ts';
import { textFile } from '../../../support/annotation-files.ts';

const read = (name: string, lines: readonly string[]) =>
	readAnnotations(textFile(name, `${lines.join('\n')}\n`));
const brief = ({ clips }: ReturnType<typeof readAnnotations>) =>
	clips.map(({ clip, subject, fps, codedMs, emotion, units, place }) => [
		place.row,
		clip,
		subject,
		fps,
		codedMs!.onset,
		codedMs!.apex,
		codedMs!.offset,
		emotion ?? units.map(({ unit }) => unit).join('+'),
	]);

const BORIS =
	'Observation id,Observation date,Description,Observation duration,Observation type,Source,Time offset (s),Media duration (s),FPS,Subject,Behavior,Behavioral category,Behavior type,Time,Media file name,Image index,Image file path,Comment';
const boris = (subject: string, behavior: string, type: string, time: string): string =>
	`obs1,2026-01-02 10:00:00,,65.0,Media file(s),player #1:videos/a.mp4,0,65.0,30.000,${subject},${behavior},,${type},${time},videos/a.mp4,35,NA,`;

test('BORIS, tabular: START and STOP are one movement, an apex in it is its own', () => {
	const reading = read('obs1.csv', [
		BORIS,
		boris('P1', 'AU 1+2', 'START', '1.167'),
		boris('P1', 'apex', 'POINT', '1.300'),
		boris('P1', 'surprise', 'START', '1.2'),
		boris('P1', 'AU 1+2', 'STOP', '1.500'),
		boris('P1', 'surprise', 'STOP', '1.9'),
		boris('P1', 'nod', 'POINT', '3.000'),
		boris('No focal subject', 'blink', 'START', '4.000'),
	]);
	expect(reading.title).toBe('BORIS');
	expect(brief(reading)).toEqual([
		[2, 'videos/a.mp4', 'own:P1', 30, 1167, 1300, 1500, '1+2'],
		[4, 'videos/a.mp4', 'own:P1', 30, 1200, null, 1900, 'surprise'],
	]);
	expect(reading.remarks.map(({ place, why }) => [place.row, remarkText(why)])).toEqual([
		[7, 'it belongs to no onset and lies in no interval'],
		[8, "'blink' starts or stops without the other"],
	]);
});

test('BORIS, aggregated; a second film begins where the first one ends', () => {
	const reading = read('all.tsv', [
		'Observation id\tSource\tMedia duration (s)\tFPS\tSubject\tBehavior\tBehavior type\tStart (s)\tStop (s)\tDuration (s)\tMedia file name',
		'o\tplayer #1:a.mp4;b.mp4\t65.0;10.0\t30.000;25.000\tP1\tdisgust\tSTATE\t66.167\t66.500\t0.333\tb.mp4',
		'o\tplayer #1:a.mp4\t65.0\t30.000\tP1\tdisgust\tSTATE\t1.167\t1.500\t0.333\ta.mp4',
	]);
	expect(brief(reading)).toEqual([
		[2, 'b.mp4', 'own:P1', 25, 1167, null, 1500, 'disgust'],
		[3, 'a.mp4', 'own:P1', 30, 1167, null, 1500, 'disgust'],
	]);
});

test('ELAN, tab-delimited: tiers in rows, tiers in columns, and without headings', () => {
	const times =
		'Begin Time - hh:mm:ss.ms\tBegin Time - ss.msec\tEnd Time - hh:mm:ss.ms\tEnd Time - ss.msec\tDuration - hh:mm:ss.ms\tDuration - ss.msec';
	const row = '00:00:01.167\t1.167\t00:00:01.500\t1.500\t00:00:00.333\t0.333';
	const said = [1, 1167, null, 1500];
	const rows = read('s01.txt', [
		`Tier\tParticipant\t${times}\tAnnotation`,
		`face\tP1\t${row}\tsurprise`,
	]);
	const columns = read('s01.txt', [`${times}\tface\tspeech`, `${row}\tAU12\t`]);
	const bare = read('s01.txt', [`face\tP1\t${row}\tsurprise`]);
	const spans = [rows, columns, bare].map(({ clips }) =>
		clips.map(({ codedMs, coder }) => [coder, codedMs!.onset, codedMs!.apex, codedMs!.offset]),
	);
	for (const each of spans) expect(each).toEqual([['face', ...said.slice(1)]]);
	expect(rows.clips[0]).toMatchObject({ clip: 's01', subject: 'own:P1', emotion: 'surprise' });
	expect(columns.clips[0]!.units).toMatchObject([{ unit: 12 }]);
	expect(bare.clips[0]).toMatchObject({ subject: 'own:P1', place: { row: 1 } });
	const ms = read('s01.txt', [
		'Tier\tBegin Time - msec\tEnd Time - msec\tValue',
		'ann onset\t1167\t1200\t',
		'ann apex\t1300\t1310\t',
		'ann offset\t1500\t1510\t',
	]);
	expect(ms.clips.map(({ codedMs }) => codedMs)).toEqual([
		{ onset: 1167, apex: 1300, offset: 1500 },
	]);
});

test.each([
	['hh:mm:ss:ff PAL', '00:00:01:05', 1200],
	['hh:mm:ss:ff PAL-50', '00:00:01:05', 1100],
	['frames PAL', '30', 1200],
	['hh:mm:ss:ff NTSC', '00:00:01:05', null],
	['hh:mm:ss:ff', '00:00:01:05', null],
	['hh:mm:ss.ms', '00:00:01:05', null],
])('ELAN, tab-delimited: %s has frames at the rate it names, or none', (form, begin, onset) => {
	const end = form.startsWith('frames') ? '40' : '00:00:02:00';
	const reading = read('s01.txt', [
		`Tier\tBegin Time - ${form}\tEnd Time - ${form}\tAnnotation`,
		`face\t${begin}\t${end}\tsurprise`,
	]);
	expect(reading.clips.map(({ codedMs }) => codedMs!.onset)).toEqual(onset === null ? [] : [onset]);
	expect(reading.remarks.map(({ place }) => place.row)).toEqual(onset === null ? [2] : []);
});

test('Datavyu: columns beside each other, each with its own cells', () => {
	const reading = read('s01.csv', [
		'face.ordinal,face.onset,face.offset,face.code01,hands.ordinal,hands.onset,hands.offset,hands.what',
		'1,1167,1500,surprise,1,00:00:02:000,00:00:02:400,up',
		'2,5000,5300,disgust,,,,',
	]);
	expect(reading.title).toBe('Datavyu');
	expect(
		reading.clips.map(({ coder, codedMs, emotion }) => [
			coder,
			codedMs!.onset,
			codedMs!.offset,
			emotion,
		]),
	).toEqual([
		['face', 1167, 1500, 'surprise'],
		['hands', 2000, 2400, 'up'],
		['face', 5000, 5300, 'disgust'],
	]);
});
