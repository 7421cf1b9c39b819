/** `npm run analyze` as two shards, one of them killed and gone on with, then merged: the bytes of a single run. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../src/lab/build/build.ts';
import { ROOT } from '../support/built-app.ts';
import type { Ended } from '../support/command-line.ts';
import { runCommand } from '../support/command-line.ts';
import { openFilmStudio } from '../support/films.ts';

const ANALYZE = 'src/lab/commands/analyze.ts';
const analyze = (...args: string[]): Promise<Ended> => runCommand(ANALYZE, args);

let scratch: string;
const at = (...names: string[]): string => join(scratch, ...names);

beforeAll(async () => {
	await ensureBuilt(ROOT);
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-shards-'));
	for (const folder of ['sub-01', 'sub-02']) await mkdir(at('films', folder), { recursive: true });
	const studio = await openFilmStudio();
	try {
		for (const [seed, name] of ['a.mp4', 'sub-01/rec.mp4', 'sub-02/rec.mp4'].entries()) {
			const script = {
				seed,
				durationMs: 6000,
				microExpressions: { perMinute: 10, peakPx200: [2.5, 3] },
				blinksPerMinute: 20,
				sway: 0.5,
			} as const;
			await studio.film(at('films', name), { script, frames: 60 });
		}
	} finally {
		await studio.close();
	}
	await writeFile(at('films', 'b-letter.mp4'), 'This is a letter, not a film.\n');
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Ends as by a power cut once it has said `sign`; resolves to what it said. */
function killedAt(sign: RegExp, args: readonly string[]): Promise<string[]> {
	return new Promise((resolve, reject) => {
		// The command's own process, so that no other one outlives it.
		const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, ANALYZE), ...args], {
			cwd: ROOT,
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		const said: string[] = [];
		createInterface({ input: child.stderr }).on('line', (line) => {
			said.push(line);
			if (sign.test(line)) child.kill('SIGKILL');
		});
		child.once('error', reject);
		child.once('close', () => resolve(said));
	});
}

async function contents(folder: string): Promise<Map<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const read = files.map(async ({ parentPath, name }) => {
		const path = join(parentPath, name);
		return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
	});
	return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('two shards, one killed and gone on with, are a single run to the byte', async () => {
	const single = await analyze(at('films'), '--out', at('single'));
	expect(single.status, single.said.join('\n')).toBe(1);
	expect(single.said.at(-1)).toMatch(
		/^4 films, 0\.10 minutes measured, 1 failed; a minute of film took/,
	);

	const shard = (index: number): string[] => [
		at('films'),
		'--out',
		at('shards'),
		'--shard',
		`${index}/2`,
		'--resume',
		'--jobs',
		'1',
	];
	const killed = await killedAt(/^\[1\/2\].* rejected; /, shard(1));
	const half = await runCommand('src/lab/commands/merge.ts', [at('shards'), '--out', at('half')]);
	expect(half.status).toBe(1);
	expect(half.said.join('\n')).toMatch(/Shard 1\/2 has 1 film left/);

	const again = await analyze(...shard(1));
	expect(again.status, [...killed, ...again.said].join('\n')).toBe(0);
	expect(again.said.join('\n')).toContain('Done before: 1 film. Left: 1.');
	expect((await analyze(...shard(2))).status).toBe(1);

	const merge = await runCommand('src/lab/commands/merge.ts', [
		at('shards'),
		'--out',
		at('merged'),
	]);
	expect(merge.status, merge.said.join('\n')).toBe(1);
	const [one, many] = [await contents(at('single')), await contents(at('merged'))];
	expect([...one.keys()]).toEqual([
		'a.json',
		'failed.csv',
		'sub-01/rec.json',
		'sub-02/rec.json',
		'summary.json',
	]);
	// What it took differs from run to run.
	for (const documents of [one, many]) {
		const summary = JSON.parse(documents.get('summary.json')!) as Record<string, number>;
		expect(summary).toMatchObject({ films: 4, measured: 3, failed: 1, missing: 0, frames: 180 });
		expect(summary['processorSecondsPerMinute']).toBeGreaterThan(0);
		documents.delete('summary.json');
	}
	expect(many).toEqual(one);
	expect(one.get('failed.csv')).toMatch(/\r\nb-letter\.mp4,file\/not-video,/);
});
