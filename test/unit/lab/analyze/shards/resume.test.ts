import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvFile, eventsCsv } from '../../../../../src/files/export/index.ts';
import { entryOf } from '../../../../../src/lab/analyze/analyze-films.ts';
import { mergeShards } from '../../../../../src/lab/analyze/merge.ts';
import { entriesOf, readHead } from '../../../../../src/lab/analyze/shards/shard-folder.ts';
import type { Work } from '../../../../../src/lab/analyze/shards/work.ts';
import { CommandError } from '../../../../../src/lab/terminal/index.ts';
import { mutated } from '../../../../support/mutated.ts';
import { begun, filmFiles, finish, measure, recordsOf } from './kept.ts';

const NAMES = ['a.mp4', 'b-bad.mp4', 'c.mp4', 'd-two.mp4', 'e.mp4'];
const ALL = csvFile(eventsCsv(NAMES.flatMap(recordsOf)));
const format = 'csv';
const shard = { index: 1, count: 1 };

let scratch = '';
beforeEach(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-resume-'));
});
afterEach(() => rm(scratch, { recursive: true }));

const at = (name: string): string => join(scratch, name);
const left = ({ todo }: Work): string[] => todo.map(({ film }) => film.name);

async function merged(out = at('out')): Promise<string> {
	await mergeShards([out], at('all.csv'), false);
	return readFile(at('all.csv'), 'utf8');
}

describe('--resume', () => {
	it('after a kill at any moment measures what is not whole, and nothing twice', async () => {
		const films = await filmFiles(at('films'), NAMES);
		await finish({ out: at('out'), films, format, shard });
		const file = join(at('out'), 'shard-1-of-1', 'films-1.jsonl');
		const whole = await readFile(file);
		const lines = whole.toString().split('\n');
		// A run measures from the last film to the first here, so whole lines stand for the last films.
		for (let cut = 0; cut <= whole.length; cut += cut % 2 === 0 ? 331 : 330) {
			await rm(at('out'), { recursive: true });
			await begun({ out: at('out'), films, format, shard });
			await writeFile(file, whole.subarray(0, cut));
			const ends = lines.map((_, n) => lines.slice(0, n + 1).join('\n').length);
			// Without its line feed a line is whole as well.
			const done = ends
				.slice(0, NAMES.length)
				.filter((end) => Buffer.byteLength(whole.subarray(0, cut).toString()) >= end).length;
			const work = await finish({ out: at('out'), films, format, shard, resume: true });
			expect(left(work)).toEqual(NAMES.slice(0, NAMES.length - done));
			expect(await merged()).toBe(ALL);
		}
	});

	it('appends to a file of its own and leaves what others wrote', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const first = await begun({ out: at('out'), films, format, shard });
		await measure(first, first.todo.slice(0, 2), format);
		const folder = join(at('out'), 'shard-1-of-1');
		const before = await readFile(join(folder, 'films-1.jsonl'));
		await finish({ out: at('out'), films, format, shard, resume: true });
		await finish({ out: at('out'), films, format, shard, resume: true });
		expect((await readdir(folder)).sort()).toEqual([
			'films-1.jsonl',
			'films-2.jsonl',
			'shard.json',
		]);
		expect(await readFile(join(folder, 'films-1.jsonl'))).toEqual(before);
		expect(await merged()).toBe(ALL);
	});

	it('measures a changed film again, says so, and until then does not count it as done', async () => {
		const films = await filmFiles(at('films'), NAMES);
		await finish({ out: at('out'), films, format, shard });
		await writeFile(films[2]!.path, 'another film');
		await utimes(films[4]!.path, 1, 1);
		const work = await begun({ out: at('out'), films, format, shard, resume: true });
		expect(left(work)).toEqual(['c.mp4', 'e.mp4']);
		expect(work.remarks).toHaveLength(2);
		expect(work.remarks[0]).toMatch(/^c\.mp4: the file has changed .* measured again\.$/);
		await expect(merged()).rejects.toThrow('Shard 1/1 has 2 films left.');
		await measure(work, work.todo, format);
		expect(await merged()).toBe(ALL);
	});

	it('tries again what the machine failed at, and not what is wrong with a film', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const kept = { out: at('out'), films, format, shard } as const;
		const { todo, writer, list } = await begun(kept);
		for (const film of todo) {
			const code = film.film.name === 'a.mp4' ? 'worker/crashed' : 'file/not-video';
			const done = { place: 0, records: [], wallMs: 1, processorMs: 1 };
			await writer.add(
				entryOf(film, { ...done, fault: { code, sentence: 'No.' } }, { list, format }),
			);
		}
		await writer.close();
		expect(left(await begun({ ...kept, resume: true }))).toEqual(['a.mp4']);
	});

	it('measures a changed film again also where a clock was ahead', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const kept = { out: at('out'), films, format, shard } as const;
		const { todo, writer, list } = await begun(kept);
		const done = { place: 0, records: [], wallMs: 1, processorMs: 1 };
		const fault = { code: 'file/not-video', sentence: 'No.' };
		for (const film of todo) {
			const entry = entryOf(film, { ...done, fault }, { list, format });
			await writer.add({ ...entry, doneMs: entry.doneMs + 3_600_000 });
		}
		await writer.close();
		for (const { path } of films) await writeFile(path, 'another film');
		expect(left(await finish({ ...kept, resume: true }))).toEqual(NAMES);
		expect(await merged()).toBe(ALL);
	});

	it('is needed where there is finished work, and refuses other settings, networks, and versions', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const kept = { out: at('out'), films, format, shard } as const;
		await finish(kept);
		await expect(begun(kept)).rejects.toThrow(/holds 5 finished films: go on there with --resume/);
		for (const [settings, said] of [
			[{ program: 'q' }, 'another version of the program'],
			[{ network: 'mine' }, 'another --network'],
			[{ face: 'all', tracker: 'mesh' }, 'another --face and another --tracker'],
		] as const) {
			const other = begun({ ...kept, resume: true, settings });
			await expect(other).rejects.toThrow(`was begun with ${said}: `);
			await expect(other).rejects.toBeInstanceOf(CommandError);
		}
		expect(await merged()).toBe(ALL);
	});

	it('takes what other shards have done when their number changes', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const kept = { out: at('out'), films, format, resume: true } as const;
		await finish({ ...kept, shard: { index: 1, count: 2 } });
		const works: Work[] = [];
		for (const index of [1, 2, 3])
			works.push(await finish({ ...kept, shard: { index, count: 3 } }));
		expect(works.flatMap(left).sort()).toEqual(['b-bad.mp4', 'd-two.mp4']);
		expect(await merged()).toBe(ALL);
	});

	it('measures only what is new when the list grows', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const kept = { out: at('out'), format, resume: true } as const;
		for (const index of [1, 2]) {
			await finish({ ...kept, films: films.slice(1), shard: { index, count: 2 } });
		}
		const first = await finish({ ...kept, films, shard: { index: 1, count: 2 } });
		await expect(merged()).rejects.toThrow(/different lists of films \(5 and 4\)/);
		const second = await finish({ ...kept, films, shard: { index: 2, count: 2 } });
		expect([...left(first), ...left(second)]).toEqual(['a.mp4']);
		expect(await merged()).toBe(ALL);
	});
});

describe('a damaged folder', () => {
	it('gives whole entries or none: 2,000 broken copies of the films', async () => {
		const films = await filmFiles(at('films'), NAMES.slice(0, 3));
		await finish({ out: at('out'), films, format, shard });
		const folder = join(at('out'), 'shard-1-of-1');
		const file = join(folder, 'films-1.jsonl');
		const read = async (): Promise<string[]> => {
			const entries: string[] = [];
			for await (const entry of entriesOf(folder)) {
				entries.push(JSON.stringify({ ...entry, place: null }));
			}
			return entries;
		};
		const whole = new Set(await read());
		expect(whole.size).toBe(3);
		const bytes = new Uint8Array(await readFile(file));
		let lost = 0;
		for (const broken of mutated(bytes, 2000)) {
			await writeFile(file, broken);
			const entries = await read();
			for (const entry of entries) expect(whole).toContain(entry);
			if (new Set(entries).size < whole.size) lost += 1;
		}
		expect(lost).toBeGreaterThan(1000);
	});

	it('is refused by name where its head is broken: 2,000 broken copies', async () => {
		const films = await filmFiles(at('films'), NAMES);
		await begun({ out: at('out'), films, format, shard });
		const folder = join(at('out'), 'shard-1-of-1');
		const file = join(folder, 'shard.json');
		const head = await readHead(folder);
		const bytes = new Uint8Array(await readFile(file));
		let refused = 0;
		for (const broken of mutated(bytes, 2000, 2)) {
			await writeFile(file, broken);
			const read = await readHead(folder).catch((error: unknown) => error);
			if (read instanceof CommandError) {
				expect(read.message).toMatch(/shard\.json is damaged: delete the folder/);
				refused += 1;
			} else {
				expect(read).toEqual(head);
			}
		}
		expect(refused).toBeGreaterThan(1000);
	});
});
