/** `npm run dataset`, over folders of CASME II's layout. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readArguments } from '../../../../../src/lab/commands/dataset/arguments.ts';
import { check } from '../../../../../src/lab/commands/dataset/check.ts';
import type { DatasetReport } from '../../../../../src/lab/commands/dataset/report.ts';
import { reportText } from '../../../../../src/lab/commands/dataset/report.ts';
import { UsageError } from '../../../../../src/lab/terminal/usage.ts';
import {
	CASME2_NAME,
	casme2,
	casme3,
	casme3C,
	textFile,
} from '../../../../support/annotation-files.ts';
import type { Row } from '../../../../support/annotation-files.ts';
import { runCommand } from '../../../../support/command-line.ts';
import { greyJpeg } from '../../../../support/grey-jpeg.ts';

// A child process compiles its program first.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let scratch: string;
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-test-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const picture = greyJpeg([8, 8], (column) => 16 * column);

async function pictures(
	folder: string,
	numbers: readonly number[],
	name = 'reg_img',
): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const number of numbers) await writeFile(join(folder, `${name}${number}.jpg`), picture);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, k) => k + 1);

const ROWS: Row[] = [
	['01', 'EP02_01f', null, 2, 4, 6, null, '4+L10', 'happiness'],
	['01', 'EP03_02', null, 1, '/', 3, null, '12', 'disgust'],
	['02', 'EP04_01', null, 1, 2, 3, null, '4', 'others'],
];

/** A folder with the table and, where wanted, its pictures. */
async function folder(name: string, rows: readonly Row[] = ROWS): Promise<string> {
	const dir = join(scratch, name);
	await mkdir(dir, { recursive: true });
	await writeFile(join(dir, CASME2_NAME), casme2(rows).bytes);
	return dir;
}

/** In this process; of the command itself there is a test below. */
async function checked(dir: string, ...args: string[]) {
	const report = await check(readArguments(['check', dir, ...args]), () => {});
	return { report, out: reportText(report), fine: report.fine };
}

test('a whole data set: counts, classes, exit status 0', async () => {
	const dir = await folder('whole');
	await pictures(join(dir, 'Cropped/sub01/EP02_01f'), upTo(7));
	await pictures(join(dir, 'Cropped/sub01/EP03_02'), upTo(3));
	await pictures(join(dir, 'elsewhere/EP04_01'), upTo(3));
	await mkdir(join(dir, 'Cropped/sub02'));
	await symlink(join(dir, 'elsewhere/EP04_01'), join(dir, 'Cropped/sub02/EP04_01'));
	const { report, out, fine } = await checked(dir);
	expect(fine, out).toBe(true);
	const [reading] = report.readings;
	expect(reading).toMatchObject({
		dataset: 'casme2',
		clips: 3,
		kinds: { micro: 3 },
		withoutApex: 1,
		withoutOffset: 0,
		subjects: { 'casme2:01': 2, 'casme2:02': 1 },
		classes: { megc2019: { negative: 1, positive: 1, surprise: 0, 'left out': 1 } },
		pictures: { whole: 3, lacking: [], looked: 8, broken: [] },
	});
	expect(out).toContain("row 3: the apex '/' is missing");
	expect(out).toContain('Folds: 2, with no one in two of them.');
	expect((await checked(dir, '--all')).report.readings[0]!.pictures.looked).toBe(11);
});

test('missing frames, a folder that is not there, broken pictures: by file and row, status 1', async () => {
	const dir = await folder('broken');
	const first = join(dir, 'Cropped/sub01/EP02_01f');
	await pictures(first, [2, 3, 5, 6]);
	await writeFile(join(first, 'reg_img6.jpg'), picture.subarray(0, 200));
	const second = join(dir, 'Cropped/sub01/EP03_02');
	await pictures(second, upTo(3));
	await writeFile(join(second, 'reg_img2.jpg'), '');
	await writeFile(
		join(second, 'reg_img3.jpg'),
		greyJpeg([9, 8], () => 9),
	);
	const { report, out, fine } = await checked(dir, '--all');
	expect(fine).toBe(false);
	const { lacking, broken, whole } = report.readings[0]!.pictures;
	expect(whole).toBe(1);
	expect(lacking.map(({ place, why }) => [place.row, why])).toEqual([
		[2, 'Cropped/sub01/EP02_01f lacks frame 4 of 2 to 6, apex among them'],
		[4, 'the folder Cropped/sub02/EP04_01 is missing or has no pictures'],
	]);
	expect(broken.map(({ place, why }) => [place.row, why])).toEqual([
		[2, 'Cropped/sub01/EP02_01f/reg_img6.jpg: it was cut off: the JPEG has no end after 200 bytes'],
		[3, 'Cropped/sub01/EP03_02/reg_img2.jpg: it has no content'],
		[3, 'Cropped/sub01/EP03_02/reg_img3.jpg: it has 72 x 64 pixels, reg_img1.jpg is 64 x 64'],
	]);
	expect(out).toContain('row 4, EP04_01: the folder Cropped/sub02/EP04_01 is missing');
});

test('paths may be other than usual, by options or by a file', async () => {
	const dir = await folder('unusual', [ROWS[0]!]);
	await pictures(join(dir, 'pix/1-EP02_01f'), upTo(7), 'img');
	await pictures(join(dir, 'pix/1-EP02_01f'), upTo(7), 'flow_');
	await writeFile(
		join(dir, 'fleeting-dataset.json'),
		JSON.stringify({ frames: 'pix', folder: '1-{clip}', picture: 'img{n}.jpg' }),
	);
	expect((await checked(dir)).fine).toBe(true);
	await writeFile(join(dir, 'fleeting-dataset.json'), '{"folder": "1-{clip}"}');
	const { report, fine } = await checked(dir, '--frames', join(dir, 'pix'));
	expect(fine).toBe(false);
	expect(report.readings[0]!.pictures.lacking[0]!.why).toContain('two pictures of one number');
	await writeFile(join(dir, 'fleeting-dataset.json'), '{"foldr": "x"}');
	await expect(checked(dir)).rejects.toThrow(
		'fleeting-dataset.json: there is no field foldr, only dataset, annotations, sheet, frames, folder, picture, fps, columns.',
	);
});

test('several annotation files are read, what is none is passed over, one laboratory is warned of', async () => {
	const dir = await folder('several');
	await writeFile(join(dir, casme3().name), casme3().bytes);
	await mkdir(join(dir, 'c'));
	await writeFile(join(dir, 'c', casme3C().name), casme3C().bytes);
	await writeFile(join(dir, 'people.csv'), textFile('', 'name,age\nA,3\n').bytes);
	const { report, out } = await checked(dir);
	expect(report.readings.map(({ title }) => title)).toEqual([
		'CASME II',
		'CAS(ME)^3 part C',
		'CAS(ME)^3 part A, micro',
	]);
	expect(report.notes[0]).toContain('ignored: people.csv is no annotation file');
	expect(out).toContain('Before pooling: CASME II, CAS(ME)^3 come from one laboratory');
});

test('one subject in two folds is told', async () => {
	const dir = join(scratch, 'torn');
	await mkdir(dir);
	const rows = (subject: string) =>
		`file,subject,onset,apex,offset,fps\nx.mp4,${subject},1,2,3,30\n`;
	await writeFile(join(dir, 'a.csv'), rows('Ann'));
	await writeFile(join(dir, 'b.csv'), rows('Bob'));
	await writeFile(join(dir, 'x.mp4'), 'a film');
	const { report, fine } = await checked(dir);
	expect(fine).toBe(false);
	expect(report.folds.fault).toContain(
		'x.mp4 is in two folds (own:Ann, a.csv row 2; own:Bob, b.csv row 2)',
	);
	expect((await checked(dir, '--annotations', join(dir, 'a.csv'))).fine).toBe(true);
});

test('wrong paths are told in a sentence', async () => {
	const nowhere = join(scratch, 'nowhere');
	await expect(checked(nowhere)).rejects.toThrow(`There is no folder ${nowhere}: check the path.`);
	// The annotations are still worth a report.
	const { report, fine } = await checked(await folder('plain'), '--frames', nowhere);
	expect(fine).toBe(false);
	expect(report.faults[0]).toContain(`There is no folder ${nowhere} for frames`);
	expect(report.readings[0]).toMatchObject({ clips: 3, pictures: { whole: 0 } });
	await mkdir(join(scratch, 'empty'));
	await expect(checked(join(scratch, 'empty'))).rejects.toThrow('There is no annotation file');
});

test.for([
	[[], 'Say what to do: check DIR.'],
	[['check'], 'Name the folder of the data set'],
	[['check', 'a', 'b'], 'Unexpected argument: b.'],
	[['check', 'a', '--dataset', 'casme4'], '--dataset is casme4, which is none of casme,'],
	[['check', 'a', '--fps', 'fast'], '--fps is fast, which is not a number above 0.'],
] as const)('usage %s', ([args, why]) => {
	expect(() => readArguments(args)).toThrow(UsageError);
	expect(() => readArguments(args)).toThrow(why);
});

test('the command: report on standard output and in a file, exit status 1', async () => {
	const dir = await folder('command');
	const json = join(scratch, 'report.json');
	const { status, out, said } = await runCommand('src/lab/commands/dataset.ts', [
		'check',
		dir,
		'--json',
		json,
	]);
	expect(status).toBe(1);
	expect(said[0]).toContain('3 clips, read in');
	expect(out).toContain('CASME II: ');
	const report = JSON.parse(await readFile(json, 'utf8')) as DatasetReport;
	expect(report.readings[0]!.pictures.lacking).toHaveLength(3);
});
