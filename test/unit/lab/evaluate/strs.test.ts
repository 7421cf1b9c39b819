import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { readArguments } from '../../../../src/lab/evaluate/strs/arguments.ts';
import type { StrsDocument } from '../../../../src/lab/evaluate/strs/document.ts';
import { strsDocument } from '../../../../src/lab/evaluate/strs/document.ts';
import { movementsOf } from '../../../../src/lab/evaluate/strs/movements-file.ts';
import { runCommand } from '../../../support/command-line.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HEADER = 'subject,video,onset,offset,emotion';
const tableOf = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

describe('a table of movements', () => {
	it('is read in any order of columns, as spreadsheets write it', () => {
		const text = '\uFEFFvideo, emotion ,subject,onset,offset\r\n"EP,1",joy,01,-3,12.0\r\n';
		expect(movementsOf('t.csv', text)).toEqual([
			{ subject: '01', video: 'EP,1', onset: -3, offset: 12, emotion: 'joy' },
		]);
		expect(movementsOf('t.csv', HEADER)).toEqual([]);
	});

	test.each([
		['', 't.csv has no column subject, video, onset, offset, emotion: its first row must name'],
		['subject,video,onset,emotion', 't.csv has no column offset:'],
		[`${HEADER},score\n1,a,1,2,joy,0.5`, 't.csv has a column score, which is unknown: remove it; '],
		[`${HEADER},\n1,a,1,2,joy,`, 't.csv has a column without a name,'],
		[`${HEADER},onset\n`, 't.csv has two columns onset:'],
		[tableOf('1,a,1,2,joy', '1,a,1,2'), 't.csv, line 3 has 4 fields, the header 5:'],
		[tableOf('1,a,1,2,'), 't.csv, line 2 has no emotion:'],
		[tableOf('1,a,,2,joy'), 't.csv, line 2 has no onset:'],
		[tableOf('1,a,1.5,2,joy'), 't.csv, line 2: the onset 1.5 is not a frame number: '],
		[tableOf('1,a,1,/,joy'), 't.csv, line 2: the offset / is not a frame number: '],
		[tableOf('1,a,9,2,joy'), 't.csv, line 2: the offset 2 lies before the onset 9:'],
		[tableOf('1,"a,1,2,joy'), 't.csv, line 2: a quoted field has no closing quote;'],
	])('%j is refused with a sentence', (text, sentence) => {
		expect(() => movementsOf('t.csv', text)).toThrow(sentence);
	});
});

describe('arguments of strs', () => {
	it('name both tables', () => {
		expect(readArguments(['--truth', 't', '--predictions=p', '--json', 'j'])).toEqual({
			truth: 't',
			predictions: 'p',
			json: 'j',
			help: false,
		});
		expect(readArguments(['-h']).help).toBe(true);
		expect(() => readArguments([])).toThrow(/--truth CSV/);
		expect(() => readArguments(['--truth', 't'])).toThrow(/--predictions CSV/);
		expect(() => readArguments(['t', '--truth', 't'])).toThrow(/Unexpected argument/);
	});
});

describe('the document', () => {
	it('says what the public script drops, and which words are never true', () => {
		const truths = movementsOf('t', tableOf('1,a,1,9,joy', '2,a,1,9,joy', '2,b,1,9,joy'));
		const found = movementsOf(
			'p',
			tableOf('1,a,1,9,Joy', '1,b,1,9,joy', '3,a,1,9,joy', '3,a,20,29,joy'),
		);
		expect(strsDocument(truths, found)).toMatchObject({
			movements: 3,
			predictions: 4,
			unknownVideos: { videos: 2, predictions: 3 },
			silentSubjects: { subjects: 1, movements: 2 },
			unknownEmotions: ['Joy'],
			oneToOne: { spotting: { hits: 1, falseAlarms: 3, misses: 2 } },
			publicScript: { spotting: { hits: 1, falseAlarms: 0, misses: 0 } },
		});
	});
});

describe('evaluate strs', () => {
	let folder: string;
	const at = (name: string): string => join(folder, name);
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'fleeting-strs-'));
		await writeFile(at('truth.csv'), tableOf('1,a,10,19,joy', '1,a,50,59,fear', '2,a,1,9,joy'));
		await writeFile(at('found.csv'), tableOf('1,a,10,19,joy', '1,a,52,61,fear', '1,quiet,1,9,woe'));
		await writeFile(at('wrong.csv'), tableOf('1,a,10,nineteen,joy'));
		await writeFile(at('empty.csv'), tableOf());
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));
	const strs = (truth: string, predictions: string, ...more: string[]) =>
		runCommand('src/lab/commands/evaluate.ts', [
			'strs',
			'--truth',
			at(truth),
			'--predictions',
			at(predictions),
			...more,
		]);

	test('prints both ways of counting, and writes them', async () => {
		const { status, out, said } = await strs('truth.csv', 'found.csv', '--json', at('out.json'));
		expect(status, said.join('\n')).toBe(0);
		expect(said).toEqual([expect.stringMatching(/^Predicted but never true: woe\./)]);
		expect(out).toMatch(/^hits +2 +2$/m);
		expect(out).toMatch(/^false alarms +1 +0$/m);
		expect(out).toMatch(/^misses +1 +0$/m);
		expect(out).toMatch(/^spotting F1 +0\.6667 +1\.0000$/m);
		expect(out).toMatch(/^STRS +0\.6667 +1\.0000$/m);
		expect(out).toContain('dropped: 1 prediction in 1 video without a movement');
		expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
		const document = JSON.parse(await readFile(at('out.json'), 'utf8')) as StrsDocument;
		expect(document).toMatchObject({
			format: 'fleeting-strs/1',
			oneToOne: { analysis: { f1: 1 } },
		});
	});

	test('says in one sentence what is wrong', async () => {
		const wrong = await strs('truth.csv', 'wrong.csv');
		expect([wrong.status, wrong.out]).toEqual([1, '']);
		expect(wrong.said).toEqual([expect.stringMatching(/^wrong\.csv, line 2: the offset nineteen/)]);
		const empty = await strs('empty.csv', 'found.csv');
		expect([empty.status, empty.said]).toEqual([
			1,
			[expect.stringMatching(/^empty\.csv has no row/)],
		]);
		const gone = await strs('gone.csv', 'found.csv');
		expect([gone.status, gone.said]).toEqual([1, [expect.stringMatching(/cannot be read/)]]);
	});
});
