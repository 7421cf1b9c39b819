import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../../../src/lab/terminal/command-error.ts';
import { readArguments } from '../../../../src/lab/evaluate/features/arguments.ts';
import { csvRecords } from '../../../../src/lab/evaluate/csv.ts';
import { flowOf, isStill } from '../../../../src/lab/evaluate/features/flow-file.ts';
import { indexRows } from '../../../../src/lab/evaluate/features/index-file.ts';
import { readNetwork } from '../../../../src/lab/evaluate/features/network.ts';
import { readSamples } from '../../../../src/lab/evaluate/features/samples.ts';
import { UsageError } from '../../../../src/lab/terminal/usage.ts';
import { HEADER, bytesOf, flow, lay, still, wayBack } from './feature-cases.ts';

const sentenceOf = (kind: typeof CommandError | typeof UsageError, read: () => unknown): string => {
	try {
		read();
	} catch (error) {
		expect(error).toBeInstanceOf(kind);
		return (error as Error).message;
	}
	throw new Error('accepted');
};

describe('arguments of features', () => {
	const complaint = (...args: string[]) => sentenceOf(UsageError, () => readArguments(args));

	it('have their defaults', () => {
		expect(readArguments(['--dir', 'x'])).toEqual({
			dir: 'x',
			scale: 'common',
			network: null,
			json: false,
			help: false,
		});
		expect(readArguments(['--dir=x', '--scale=separate', '--network=n', '--json'])).toMatchObject({
			scale: 'separate',
			network: 'n',
			json: true,
		});
	});

	it('are rejected in one sentence that names what is wrong', () => {
		expect(complaint()).toMatch(/^Name the folder with the motions: --dir DIR\./);
		expect(complaint('--dir', '')).toMatch(/--dir needs a value/);
		expect(complaint('x', '--dir', 'x')).toMatch(/^Unexpected argument: x/);
		expect(complaint('--dir', 'x', '--scale', 'own')).toMatch(
			/--scale is own, .* common, separate/,
		);
		expect(complaint('--dir', 'x', '--jsn')).toMatch(/^Unknown option '--jsn'/);
		expect(readArguments(['--help']).help).toBe(true);
	});
});

describe('CSV', () => {
	const fields = (text: string) => csvRecords(text).map((record) => record.fields);

	it('is read with either end of line, with and without a last one, and after a byte order mark', () => {
		const rows = [
			['a', 'b'],
			['c', ''],
		];
		for (const text of ['a,b\nc,', 'a,b\r\nc,\r\n', '\uFEFFa,b\nc,\n', 'a,b\rc,\r']) {
			expect(fields(text)).toEqual(rows);
		}
	});

	it('has quoted fields with commas, quotes and lines in them', () => {
		expect(fields('"a,b","c ""d""",""\n"e\r\nf",g"h,\n')).toEqual([
			['a,b', 'c "d"', ''],
			['e\r\nf', 'g"h', ''],
		]);
	});

	it('counts lines, also those inside quotes and the blank ones that it passes over', () => {
		const lines = csvRecords('a\n\n"b\nc"\n  \nd').map(({ line, fields: [first] }) => [
			line,
			first,
		]);
		expect(lines).toEqual([
			[1, 'a'],
			[3, 'b\nc'],
			[6, 'd'],
		]);
	});

	it('of nothing is nothing', () => {
		expect(fields('')).toEqual([]);
		expect(fields('\uFEFF\r\n\r\n')).toEqual([]);
	});

	it('names the line of a quote that is wrong', () => {
		expect(() => csvRecords('a\n"b')).toThrow('a quoted field has no closing quote');
		expect(() => csvRecords('a\n"b"c,d')).toThrow('goes on after its closing quote');
		expect(() => csvRecords('a\n"b"c,d')).toThrow(expect.objectContaining({ line: 2 }));
	});
});

describe('the index', () => {
	const row = 's1,p1,lab,surprise,rise/1.f32,fall/1.f32';
	const complaint = (...lines: string[]) =>
		sentenceOf(CommandError, () => indexRows(lines.join('\n')));

	it('is read whatever the order of its columns, further ones passed over', () => {
		const text =
			'\uFEFFfall, note ,rise,label,"dataset",subject,id\r\n,"a, b",r.f32, positive ,lab,007,s1\r\n';
		expect(indexRows(text)).toEqual([
			{
				where: 'index.csv, line 2',
				id: 's1',
				subject: '007',
				dataset: 'lab',
				label: 'positive',
				rise: 'r.f32',
				fall: null,
			},
		]);
	});

	it('that is wrong is named with its line and the way out', () => {
		expect(complaint('')).toBe(
			'index.csv has no column id, subject, dataset, label, rise, fall: its first row must name id, subject, dataset, label, rise, fall.',
		);
		expect(complaint('id,subject,label,rise', 's1,p,surprise,r')).toMatch(
			/^index\.csv has no column dataset, fall:/,
		);
		expect(complaint(`${HEADER},id`, `${row},s2`)).toMatch(/has two columns id: rename/);
		expect(complaint(HEADER)).toBe(
			'index.csv has no row below its header: add one for each sample.',
		);
		expect(complaint(HEADER, row, 's2,p1,lab,happy,r,')).toBe(
			'index.csv, line 3: the label happy is not one of positive, negative, surprise: correct it, or leave the row out.',
		);
		expect(complaint(HEADER, '', row, row)).toBe(
			'index.csv, line 4: the id s1 has already been used (index.csv, line 3): give each sample its own.',
		);
		expect(complaint(HEADER, 's1,p1,lab,surprise,r')).toMatch(
			/^index\.csv, line 2 has 5 fields, the header 6:/,
		);
		expect(complaint(HEADER, `"${row}`)).toMatch(/^index\.csv, line 2: .* no closing quote;/);
	});

	it.each(['id', 'subject', 'dataset', 'label', 'rise'])('needs the %s of every row', (column) => {
		const at = HEADER.split(',').indexOf(column);
		const cells = row.split(',').map((cell, i) => (i === at ? ' ' : cell));
		expect(complaint(HEADER, cells.join(','))).toBe(
			`index.csv, line 2 has no ${column}: fill it in, or leave the row out.`,
		);
	});
});

describe('a motion file', () => {
	it('holds u, then v, wherever its bytes lie', () => {
		const given = flow(1);
		const shifted = new Uint8Array(6273);
		shifted.set(bytesOf(given), 1);
		expect(flowOf(shifted.subarray(1), 'a.f32')).toEqual(given);
	});

	it('may be zeros', () => {
		expect(isStill(flowOf(bytesOf(still()), 'a.f32'))).toBe(true);
		expect(isStill(flow(1))).toBe(false);
		expect(isStill({ ...still(), v: flow(1).v })).toBe(false);
	});

	it('of another length is refused', () => {
		expect(sentenceOf(CommandError, () => flowOf(new Uint8Array(6268), 'a.f32'))).toBe(
			'a.f32 has 6268 bytes, expected 6272: write it as float32 of shape [2, 28, 28], without a header.',
		);
	});

	it.each([NaN, Infinity, -Infinity])('with %s in it is refused', (value) => {
		const given = flow(1);
		given.v[30] = value;
		expect(sentenceOf(CommandError, () => flowOf(bytesOf(given), 'a.f32'))).toBe(
			`a.f32 has ${value} in v, row 1, column 2: repair the motion, or leave the row out.`,
		);
	});
});

describe('a folder', () => {
	let folder = '';
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'fleeting-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	const complaint = async (reading: Promise<unknown>): Promise<string> => {
		const error: unknown = await reading.then(
			() => null,
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(CommandError);
		return (error as Error).message;
	};

	it('gives its samples in the order of the index', async () => {
		const rise = flow(1);
		const fall = wayBack(rise, 2);
		await lay(folder, {
			'index.csv': `${HEADER}\nb,p1,lab,surprise,m/b.rise,m/b.fall\na,p1,lab,negative,m/a.rise,\n`,
			'm/a.rise': bytesOf(still()),
			'm/b.rise': bytesOf(rise),
			'm/b.fall': bytesOf(fall),
		});
		expect(await readSamples(folder)).toEqual({
			name: basename(folder),
			samples: [
				{ id: 'b', subject: 'p1', dataset: 'lab', label: 'surprise', rise, fall },
				{ id: 'a', subject: 'p1', dataset: 'lab', label: 'negative', rise: still(), fall: null },
			],
		});
	});

	it('that is none, or has no index, is named', async () => {
		expect(await complaint(readSamples(join(folder, 'x')))).toMatch(
			/x is not a folder: check the path given with --dir\.$/,
		);
		await writeFile(join(folder, 'file'), '');
		expect(await complaint(readSamples(join(folder, 'file')))).toMatch(/file is not a folder/);
		expect(await complaint(readSamples(folder))).toMatch(
			/ has no index\.csv that can be read \(there is no such file\): put one there/,
		);
	});

	it('says which row names a file that is not there, or is none', async () => {
		await lay(folder, { 'index.csv': `${HEADER}\na,p1,lab,negative,a.f32,b.f32\n` });
		expect(await complaint(readSamples(folder))).toMatch(
			/^index\.csv, line 2: a\.f32 cannot be read \(there is no such file\): correct its path/,
		);
		await lay(folder, { 'a.f32': bytesOf(flow(1)) });
		expect(await complaint(readSamples(folder))).toMatch(/^index\.csv, line 2: b\.f32 cannot/);
		await lay(folder, { 'b.f32': 'short' });
		expect(await complaint(readSamples(folder))).toMatch(
			/^index\.csv, line 2: b\.f32 has 5 bytes, expected 6272/,
		);
	});

	it('without a network says what is missing', async () => {
		expect(await complaint(readNetwork(folder))).toMatch(
			/^The network cannot be used \(.*model\.json could not be read\): name a folder with model\.json and weights\.bin with --network\.$/,
		);
		await lay(folder, { 'model.json': '{}' });
		expect(await complaint(readNetwork(folder))).toMatch(/names no weight file/);
	});
});
