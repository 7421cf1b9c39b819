import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	actionUnitsCsv,
	csvFile,
	elanEaf,
	eventsCsv,
	regionsCsv,
	scoreJson,
	sessionJson,
} from '../../../../../src/files/export/index.ts';
import type { Format } from '../../../../../src/lab/analyze/arguments.ts';
import { mergeShards } from '../../../../../src/lab/analyze/merge.ts';
import { begun, filmFiles, finish, measure, recordsOf } from './kept.ts';

const NAMES = [
	'a.mp4',
	'b-bad.mp4',
	'c-still.webm',
	'd-two.mp4',
	'sub-01/rec.mp4',
	'sub-02/rec.mp4',
	'sub-02/rec.webm',
];
let scratch = '';
beforeEach(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-shards-'));
});
afterEach(() => rm(scratch, { recursive: true }));

const at = (name: string): string => join(scratch, name);

/** Every file below a folder, or the one file: by name, its bytes. */
async function contents(path: string): Promise<Record<string, string>> {
	if (!(await stat(path)).isDirectory()) return { '': await readFile(path, 'utf8') };
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const read = files.map(async ({ parentPath, name }) => {
		const file = join(parentPath, name);
		return [file.slice(path.length + 1), await readFile(file, 'utf8')] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

/** Written at once by the writers themselves, with nothing of shards in between. */
function atOnce(format: Format): Record<string, string> {
	const records = NAMES.flatMap(recordsOf);
	if (format === 'csv') return { '': csvFile(eventsCsv(records)) };
	if (format === 'score') return { '': scoreJson(records) };
	const write = format === 'json' ? sessionJson : elanEaf;
	const two = recordsOf('d-two.mp4').map(write);
	const of = (name: string): string => write(recordsOf(name)[0]!);
	return {
		[`a.${format}`]: of('a.mp4'),
		[`c-still.${format}`]: of('c-still.webm'),
		[`d-two.mp4.${format}`]: two[0]!,
		[`d-two.mp4-2.${format}`]: two[1]!,
		[`sub-01/rec.${format}`]: of('sub-01/rec.mp4'),
		[`sub-02/rec.mp4.${format}`]: of('sub-02/rec.mp4'),
		[`sub-02/rec.webm.${format}`]: of('sub-02/rec.webm'),
	};
}

describe('a merged result', () => {
	for (const format of ['json', 'csv', 'eaf', 'score'] as const) {
		it(`has the bytes of one written at once: ${format}, whatever the shards and the order`, async () => {
			const films = await filmFiles(at('films'), NAMES);
			const failed = new Set<string>();
			for (const count of [1, 2, 3, 9]) {
				const out = at(`shards-${count}`);
				for (let index = count; index >= 1; index--) {
					await finish({ out, films, format, shard: { index, count } });
				}
				const merged = at(`merged-${count}${format === 'csv' ? '.csv' : ''}`);
				const { summary } = await mergeShards([out], merged, false);
				expect(summary).toMatchObject({ films: 7, measured: 6, failed: 1, missing: 0 });
				expect(summary).toMatchObject({ wallSeconds: 14, processorSeconds: 21, minutes: 1 });
				expect(summary).toMatchObject({ wallSecondsPerMinute: 14, processorSecondsPerMinute: 21 });
				const { 'summary.json': said, 'failed.csv': table, ...documents } = await contents(merged);
				expect(documents).toEqual(atOnce(format));
				const beside = at(`merged-${count}`);
				if (format === 'csv') {
					const records = NAMES.flatMap(recordsOf);
					const table = (name: string) => readFile(`${beside}.${name}.csv`, 'utf8');
					expect(await table('regions')).toBe(csvFile(regionsCsv(records)));
					expect(await table('action_units')).toBe(csvFile(actionUnitsCsv(records)));
				}
				failed.add(table ?? (await readFile(`${beside}.failed.csv`, 'utf8')));
				const summaryText = said ?? (await readFile(`${beside}.summary.json`, 'utf8'));
				expect(JSON.parse(summaryText)).toEqual(summary);
			}
			expect([...failed]).toEqual([
				'\ufefffile,code,sentence\r\nb-bad.mp4,file/not-video,"it is no film, ""really""."\r\n',
			]);
		});
	}

	it('is refused while films are left, with the shards that have them, unless it may be partial', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const [out, format] = [at('out'), 'csv'] as const;
		await finish({ out, films, format, shard: { index: 1, count: 3 } });
		const second = await begun({ out, films, format, shard: { index: 2, count: 3 } });
		await measure(second, second.todo.slice(1), format);
		await expect(mergeShards([out], at('all.csv'), false)).rejects.toThrow(
			/Shard 2\/3 has 1 film left\.\nShard 3\/3 has 2 films left\.\n.*--resume/,
		);
		const { summary } = await mergeShards([out], at('all.csv'), true);
		expect(summary).toMatchObject({ films: 7, missing: 3 });
		const some = [0, 3, 4, 6].flatMap((film) => recordsOf(NAMES[film]!));
		expect(await readFile(at('all.csv'), 'utf8')).toBe(csvFile(eventsCsv(some)));
	});

	it('takes shards from folders of their own, and refuses those that were made otherwise', async () => {
		const films = await filmFiles(at('films'), NAMES);
		const format = 'score';
		await finish({ out: at('one'), films, format, shard: { index: 1, count: 2 } });
		await finish({ out: at('two'), films, format, shard: { index: 2, count: 2 } });
		await mergeShards([at('two'), join(at('one'), 'shard-1-of-2')], at('all.json'), false);
		expect(await contents(at('all.json'))).toEqual(atOnce(format));

		const settings = { backend: 'wasm' };
		await finish({ out: at('other'), films, format, settings, shard: { index: 2, count: 2 } });
		await expect(mergeShards([at('one'), at('other')], at('x.json'), false)).rejects.toThrow(
			/made with different --backend/,
		);
		const fewer = films.slice(1);
		await finish({ out: at('fewer'), films: fewer, format, shard: { index: 2, count: 2 } });
		await expect(mergeShards([at('one'), at('fewer')], at('x.json'), false)).rejects.toThrow(
			/different lists of films \(7 and 6\)/,
		);
		await expect(mergeShards([at('films')], at('x.json'), false)).rejects.toThrow(/No shards/);
		await expect(mergeShards([at('nowhere')], at('x.json'), false)).rejects.toThrow(
			/check the path/,
		);
	});
});
