/** A person's own annotations: a table, or ELAN. */
import { describe, expect, test } from 'vitest';
import {
	AnnotationError,
	UnknownTableError,
	readAnnotations,
	readingNoteText,
	remarkText,
} from '../../../../src/study/dataset/index.ts';
import { elanEaf } from '../../../../src/files/export/index.ts';
import { textFile, workbook } from '../../../support/annotation-files.ts';
import { eafFile } from '../../../support/eaf-file.ts';
import { record } from '../../files/export/record.ts';

describe('a table', () => {
	test('with every column, and one to group by', () => {
		const { clips, dataset, faults, remarks } = readAnnotations(
			textFile(
				'mine.csv',
				[
					'\uFEFFclip,subject,onset,apex,offset,fps,coder,emotion,aus,culture',
					'a/0001,P1,10,15,22,30,Ann,Happiness,6+L12,north',
					'a/0001,P1,11,16,22,30,Bob,happiness,12,north',
					'"b,2.mp4",P2,5,,,59.94,Ann,,,south',
				].join('\r\n'),
			),
		);
		expect({ dataset, faults, remarks }).toEqual({ dataset: 'own', faults: [], remarks: [] });
		expect(clips).toHaveLength(3);
		expect(clips[0]).toMatchObject({
			subject: 'own:P1',
			clip: 'a/0001',
			folder: 'a/0001',
			fps: 30,
			kind: 'micro',
			onset: 10,
			apex: 15,
			offset: 22,
			coder: 'Ann',
			emotion: 'happiness',
			class3: 'positive',
			columns: { culture: 'north' },
			place: { row: 2 },
		});
		expect(clips[0]!.units.map(({ unit, side }) => [unit, side])).toEqual([
			[6, null],
			[12, 'left'],
		]);
		expect(clips[1]!.coder).toBe('Bob');
		expect(clips[2]).toMatchObject({
			clip: 'b,2.mp4',
			folder: null,
			film: 'b,2.mp4',
			apex: null,
			offset: null,
			fps: 59.94,
			emotion: null,
		});
	});

	test('with semicolons, or as a spreadsheet', () => {
		const text = readAnnotations(
			textFile('mine.csv', 'file;subject;onset;apex;offset;fps\nx.mp4;1;3;4;9;25\n'),
		);
		const sheet = readAnnotations(
			workbook('mine.xlsx', {
				A: [
					['File', 'Subject', 'Onset', 'Apex', 'Offset', 'FPS'],
					['x.mp4', 1, 3, 4, 9, 25],
				],
			}),
		);
		for (const { clips } of [text, sheet]) {
			expect(clips).toHaveLength(1);
			expect(clips[0]).toMatchObject({
				subject: 'own:1',
				onset: 3,
				offset: 9,
				fps: 25,
				folder: null,
			});
		}
	});

	test('in ms, as this product exports its events, once it says who', () => {
		const rows = 'file,subject,onset_ms,apex_ms,offset_ms,fps\nx.mp4,1,1000,1133.3,1433,30\n';
		const [clip] = readAnnotations(textFile('events.csv', rows)).clips;
		expect(clip).toMatchObject({ onset: 30, apex: 34, offset: 43 });
		expect(clip!.codedMs).toEqual({ onset: 1000, apex: 1133.3, offset: 1433 });
	});

	test('takes the rate from outside where it has none, and skips rows without', () => {
		const file = textFile('mine.csv', 'file,subject,onset,offset\nx.mp4,1,3,9\n');
		expect(readAnnotations(file, { fps: 50 }).clips[0]!.fps).toBe(50);
		const { clips, remarks } = readAnnotations(file);
		expect(clips).toEqual([]);
		expect(remarkText(remarks[0]!.why)).toBe('it has no frame rate (fps), and none was given');
	});

	test('with a name for the clip and a file that it is in', () => {
		const [film, pictures] = readAnnotations(
			textFile('mine.csv', 'Clip,File,subject,onset,fps\nc1,a/x.mp4,1,3,25\nc2,a/x,1,3,25\n'),
		).clips;
		expect(film).toMatchObject({ clip: 'c1', folder: null, film: 'a/x.mp4' });
		expect(pictures).toMatchObject({ clip: 'c2', folder: 'a/x' });
		expect(pictures!.film).toBeUndefined();
	});

	test('of people, not of movements, is none', () => {
		const file = textFile('people.csv', 'file,subject,age\nx.mp4,1,30\n');
		expect(() => readAnnotations(file)).toThrow(UnknownTableError);
		expect(() => readAnnotations(file, { dataset: 'own' })).toThrow('has no column onset');
	});

	test('without subjects is refused', () => {
		const file = textFile('mine.csv', 'file,onset,offset,fps\nx.mp4,3,9,25\n');
		expect(() => readAnnotations(file, { dataset: 'own' })).toThrow(AnnotationError);
		expect(() => readAnnotations(file, { dataset: 'own' })).toThrow('has no column subject');
	});

	test('with a quote that does not end says where', () => {
		const file = textFile('mine.csv', 'file,subject,onset\n"x.mp4,1,3\n');
		expect(() => readAnnotations(file)).toThrow('mine.csv, row 2');
	});
});

describe('ELAN', () => {
	const key = (file: Parameters<typeof readAnnotations>[0], fps = 25) => {
		const { clips, remarks } = readAnnotations(file, { fps });
		return {
			clips: clips.map(({ codedMs, coder }) => [
				codedMs!.onset,
				codedMs!.apex,
				codedMs!.offset,
				coder,
			]),
			remarks: remarks.map(
				({ place, outcome, why }) => `${place.sheet} ${place.row} ${outcome} ${remarkText(why)}`,
			),
		};
	};

	test('an interval whose text names the apex', () => {
		const file = eafFile([
			{
				name: 'micro',
				attributes: 'ANNOTATOR="Ann" PARTICIPANT="P7"',
				annotations: [[1000, 1480, 'surprise; AU1; AU2 left; apex 1200 ms']],
			},
		]);
		const [clip] = readAnnotations(file, { fps: 25 }).clips;
		expect(clip).toMatchObject({
			subject: 'own:P7',
			clip: 'person 1.mp4',
			folder: null,
			coder: 'Ann',
			fps: 25,
			onset: 25,
			apex: 30,
			offset: 37,
			emotion: 'surprise',
			class3: 'surprise',
			place: { file: 'session.eaf', sheet: 'micro', row: 1 },
		});
		expect(clip!.units.map(({ unit, side }) => [unit, side])).toEqual([
			[1, null],
			[2, 'left'],
		]);
	});

	test('an interval with a point on the tier of apices', () => {
		const file = eafFile([
			{
				name: 'Ann',
				annotations: [
					[0, 400, '4+L10'],
					[1000, 1400, '12'],
					[2000, 2400, ''],
				],
			},
			{
				name: 'Ann apex',
				annotations: [
					[200, 240, ''],
					[1160, 1200, ''],
				],
			},
		]);
		expect(key(file).clips).toEqual([
			[0, 200, 400, 'Ann'],
			[1000, 1160, 1400, 'Ann'],
			[2000, null, 2400, 'Ann'],
		]);
	});

	test('a tier each for onset, apex and offset, of two coders', () => {
		const points = (...times: number[]) => times.map((ms) => [ms, ms + 40, ''] as const);
		const file = eafFile([
			{ name: 'onset', attributes: 'ANNOTATOR="A"', annotations: points(1000, 3000) },
			{ name: 'apex', attributes: 'ANNOTATOR="A"', annotations: points(3200, 1200) },
			{ name: 'offset', attributes: 'ANNOTATOR="A"', annotations: points(1500) },
			{ name: 'onset', attributes: 'ANNOTATOR="B"', annotations: points(1040) },
			{ name: 'apex', attributes: 'ANNOTATOR="B"', annotations: points(1240) },
		]);
		expect(key(file).clips).toEqual([
			[1000, 1200, 1500, 'A'],
			[3000, 3200, null, 'A'],
			[1040, 1240, null, 'B'],
		]);
	});

	test('one tier of words', () => {
		const file = eafFile([
			{
				name: 'Ann',
				annotations: [
					[100, 140, 'Onset'],
					[300, 340, 'apex'],
					[500, 540, 'offset'],
				],
			},
		]);
		expect(key(file).clips).toEqual([[100, 300, 500, 'Ann']]);
	});

	test('remarks on what belongs to nothing', () => {
		const file = eafFile([
			{
				name: 'Ann',
				annotations: [
					[null, null, 'x'],
					[100, 500, 'apex 900 ms'],
				],
			},
			{ name: 'Bob apex', annotations: [[300, 340, '']] },
		]);
		expect(key(file)).toEqual({
			clips: [],
			remarks: [
				'Ann 1 skipped the annotation is tied to no time',
				'Ann 2 skipped the apex at 900 ms lies outside of 100 to 500 ms',
				'Bob apex 1 skipped it belongs to no onset and lies in no interval',
			],
		});
	});

	test('as this product exports it: events of the machine, nothing that was rejected', () => {
		const named = [{ au: 12, from: 0.5 }];
		const network = { ...record.engine.network, nameable: named };
		const own = { ...record, engine: { ...record.engine, network } };
		const { clips, remarks } = readAnnotations(textFile('a.eaf', elanEaf(own)), { fps: 30 });
		expect(remarks).toEqual([]);
		expect(clips.map(({ onset, apex, offset }) => [onset, apex, offset])).toEqual(
			record.events.map(({ onset, apex, offset }) => [onset.frame, apex.frame, offset.frame]),
		);
		expect(clips[0]).toMatchObject({
			coder: 'machine',
			emotion: 'positive',
			clip: 'a "b" & c.mp4',
		});
		expect(clips[0]!.units).toMatchObject([{ unit: 12, side: 'left' }]);
	});

	test('without a rate, frames are ms, and it says so', () => {
		const { clips, notes } = readAnnotations(
			eafFile([{ name: 'A', annotations: [[100, 500, '']] }]),
		);
		expect(clips[0]).toMatchObject({ fps: 1000, onset: 100, offset: 500 });
		expect(readingNoteText(notes[0]!)).toContain('frame numbers are ms');
	});

	test('that is broken says where', () => {
		const text = new TextDecoder().decode(eafFile([]).bytes);
		expect(() => readAnnotations(textFile('a.eaf', text.slice(0, -20)))).toThrow(
			/a\.eaf is damaged in line \d+/,
		);
		expect(() => readAnnotations(textFile('a.eaf', '<html></html>'))).toThrow('is no ELAN file');
	});
});
