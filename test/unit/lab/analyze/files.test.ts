import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInputs } from '../../../../src/lab/terminal/inputs.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import { distinctFilms } from '../../../../src/lab/analyze/distinct-names.ts';
import { documentNames } from '../../../../src/lab/analyze/document-names.ts';
import { JOINS, joinedTables, filmDocuments } from '../../../../src/lab/analyze/fragments.ts';
import type { FinishedDocuments, OutputPlan } from '../../../../src/lab/analyze/outputs.ts';
import { planOutput, refuseAlike, writeDocuments } from '../../../../src/lab/analyze/outputs.ts';
import { replaceFile } from '../../../../src/lab/analyze/replace-file.ts';
import { actionUnitsCsv, csvFile, sessionDocument } from '../../../../src/files/export/index.ts';
import { jsonText } from '../../../../src/lab/terminal/index.ts';
import { record } from '../../files/export/record.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'fleeting-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('inputs', () => {
	it('takes the films of a folder, those below it too, in the same order every time', async () => {
		await mkdir(join(folder, 'sub'));
		for (const name of ['b.MP4', 'a.webm', 'notes.txt', '.hidden.mp4', 'sub/c.mkv', 'Z.mov']) {
			await writeFile(join(folder, name), '');
		}
		const { files, problems, several } = await findInputs([folder]);
		expect(files.map(({ name }) => name)).toEqual(['Z.mov', 'a.webm', 'b.MP4', 'sub/c.mkv']);
		expect(problems).toEqual([]);
		expect(several).toBe(true);
	});

	it('takes a named file whatever its ending, and goes on after one that is missing', async () => {
		await writeFile(join(folder, 'film.bin'), '');
		const missing = join(folder, 'missing.mp4');
		const { files, problems, several } = await findInputs([missing, join(folder, 'film.bin')]);
		expect(files).toEqual([{ path: join(folder, 'film.bin'), name: 'film.bin' }]);
		expect(problems).toEqual([`${missing}: there is no such file or folder; check the path.`]);
		expect(several).toBe(false);
	});

	it('says when a folder holds no film', async () => {
		expect((await findInputs([folder])).problems[0]).toMatch(/no video file/);
	});
});

describe('document names', () => {
	it('replace the ending, and keep it where two films would meet', () => {
		const names = documentNames(['sub/a.mp4', 'b.mp4', 'b.webm', 'c.d.mov'], 'json');
		expect(names).toEqual(['sub/a.json', 'b.mp4.json', 'b.webm.json', 'c.d.json']);
	});

	it('never repeat, also where case does not count, and accents may be composed', () => {
		const films = [
			'a.mp4',
			'a.mp4',
			'A.mp4',
			'b.mp4',
			'b.webm',
			'b.mp4.mov',
			'é.mp4',
			'e\u0301.mp4',
		];
		const names = documentNames(films, 'eaf').map((name) => name.normalize('NFC').toLowerCase());
		expect(new Set(names).size).toBe(films.length);
	});

	it('are never those of other files, or of a folder that others lie in', () => {
		const films = ['summary.mp4', 'x.mp4', 'x.json/y.mp4'];
		const names = documentNames(films, 'json', ['summary.json']);
		expect(names).toEqual(['summary.mp4.json', 'x.mp4.json', 'x.json/y.json']);
	});

	it('of a hundred thousand films do not take a look at each other film', () => {
		const films = Array.from({ length: 100_000 }, (_, n) => `sub-${n}/rec.mp4`);
		expect(new Set(documentNames(films, 'json')).size).toBe(films.length);
	});
});

describe('films of the same name', () => {
	it('are told apart by the folders they lie in, and one that was named twice is one', () => {
		const named = [
			'/d/sub-01/rec.mp4',
			'/d/sub-02/rec.mp4',
			'/d/a.mp4',
			'/e/sub-02/rec.mp4',
			'/d/a.mp4',
		];
		const { films, remarks } = distinctFilms(named.map((path) => ({ path, name: basename(path) })));
		expect(films.map(({ name }) => name)).toEqual([
			'sub-01/rec.mp4',
			'd/sub-02/rec.mp4',
			'a.mp4',
			'e/sub-02/rec.mp4',
		]);
		expect(remarks).toEqual(['a.mp4 was named twice: it is analyzed once.']);
	});

	it('are refused where the format cannot tell them apart', () => {
		const names = ['sub-01/rec.mp4', 'sub-02/rec.mp4'];
		expect(() => refuseAlike('score', names)).toThrow(/more than one is called rec\.mp4/);
		expect(() => refuseAlike('json', names)).not.toThrow();
	});
});

describe('a file that is replaced', () => {
	it('is the old one until the new one is whole', async () => {
		const path = join(folder, 'f.json');
		await replaceFile(path, ['old']);
		const broken = (function* () {
			yield 'new, but';
			throw new Error('the disk is full');
		})();
		await expect(replaceFile(path, broken)).rejects.toThrow(/cannot be written: the disk is full/);
		expect(await readFile(path, 'utf8')).toBe('old');
		expect(await readdir(folder)).toEqual(['f.json']);
	});
});

/** As the films' folder hands it out. */
function finished({ format }: OutputPlan, records: readonly SessionRecord[]): FinishedDocuments {
	const documents = records.flatMap((each) => filmDocuments(format, [each]));
	const texts = async function* (only?: string) {
		for (const { name, text } of documents) {
			if (only === undefined || name === only) yield await Promise.resolve(text);
		}
	};
	return { names: documents.map(({ name }) => name), texts };
}

const write = (plan: OutputPlan, records: readonly SessionRecord[]): Promise<string[]> =>
	writeDocuments(plan, finished(plan, records));

describe('output', () => {
	const other = { ...record, source: { ...record.source, name: 'other.mp4' } };

	it('is one document a film in a new folder', async () => {
		const out = join(folder, 'new', 'results');
		const plan = await planOutput('json', out, true);
		await write(plan, [other, { ...record, source: { ...record.source, name: 's/x.mp4' } }]);
		expect((await readdir(out, { recursive: true })).sort()).toEqual([
			'other.json',
			's',
			's/x.json',
		]);
		const document: unknown = JSON.parse(await readFile(join(out, 'other.json'), 'utf8'));
		expect(document).toMatchObject({ format: 'fleeting-session/1', source: { name: 'other.mp4' } });
	});

	it('is the document itself for a single film', async () => {
		const out = join(folder, 'one.eaf');
		await write(await planOutput('eaf', out, false), [other]);
		expect(await readFile(out, 'utf8')).toMatch(/^<\?xml/);
	});

	it('is a table, with those of one fact a row and the dictionary beside it', async () => {
		const out = join(folder, 'all.csv');
		await write(await planOutput('csv', out, true), [record, other]);
		expect((await readdir(folder)).sort()).toEqual([
			'all.action_units.csv',
			'all.csv',
			'all.dictionary.csv',
			'all.regions.csv',
		]);
		const beside = await readFile(join(folder, 'all.action_units.csv'), 'utf8');
		expect(beside).toBe(csvFile(actionUnitsCsv([record, other])));
		const table = await readFile(out, 'utf8');
		expect(table.split('\r\n').filter((row) => row !== '')).toHaveLength(5);
		// By which Excel knows UTF-8.
		expect(table).toMatch(/^\ufefffile,/);
	});

	it('is one document for the scorer, frames and scores of events only', async () => {
		const out = join(folder, 'score.json');
		await write(await planOutput('score', out, true), [record]);
		const { clips } = JSON.parse(await readFile(out, 'utf8')) as { clips: object[] };
		expect(clips).toHaveLength(1);
		expect(clips[0]).toMatchObject({
			file: basename(record.source.name),
			events: record.events.map(({ onset, apex, offset }) => ({
				onset: onset.frame,
				apex: apex.frame,
				offset: offset.frame,
			})),
		});
	});

	it('is a list of documents where several go to standard output, none of them held', async () => {
		const joined = async (records: readonly SessionRecord[]): Promise<string> => {
			const plan = await planOutput('json', null, true);
			let text = '';
			for await (const piece of JOINS.json(finished(plan, records).texts())) text += piece;
			return text;
		};
		for (const records of [[], [record], [record, other, record]]) {
			expect(await joined(records)).toBe(jsonText(records.map(sessionDocument)));
		}
	});

	it('is refused where a film was written by another version', async () => {
		const pieces = joinedTables(
			'events',
			(async function* () {
				yield await Promise.resolve('file,something,else\r\n');
			})(),
		);
		await pieces.next();
		await expect(pieces.next()).rejects.toThrow(/another version of the program/);
	});

	it('is refused before the work begins where it cannot be written', async () => {
		const file = join(folder, 'file');
		await writeFile(file, '');
		await expect(planOutput('json', file, true)).rejects.toThrow(/is a file, but several/);
		await expect(planOutput('score', folder, true)).rejects.toThrow(/is a folder, but score/);
		await expect(planOutput('csv', join(file, 'x.csv'), true)).rejects.toThrow(/cannot be written/);
		await expect(planOutput('eaf', null, true)).rejects.toThrow(/name a folder with --out/);
	});
});
