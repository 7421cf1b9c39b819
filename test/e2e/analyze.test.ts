/** `npm run analyze` as a child process, over films made on the spot: good, bad, and cut in the middle. */
import { existsSync } from 'node:fs';
import {
	mkdtemp,
	readFile,
	readdir,
	rm,
	stat,
	truncate,
	copyFile,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { ActorScript } from '../../src/study/actor/index.ts';
import { networkBundle } from '../../src/lab/analyze/network.ts';
import { ensureBuilt } from '../../src/lab/build/build.ts';
import type { SessionDocument } from '../../src/files/export/index.ts';
import { ROOT } from '../support/built-app.ts';
import type { Ended } from '../support/command-line.ts';
import { runCommand } from '../support/command-line.ts';
import { openFilmStudio } from '../support/films.ts';
import { sharedFolder } from '../support/shared-folder.ts';
import { compare, inWords } from '../support/shown-movements.ts';

const FPS = 30;
const SCRIPT: ScriptOptions = {
	seed: 5,
	durationMs: 6000,
	microExpressions: { perMinute: 10, peakPx200: [2.5, 3] },
	blinksPerMinute: 20,
	sway: 0.5,
};
const FRAMES = (SCRIPT.durationMs * FPS) / 1000;

const analyze = (...args: string[]): Promise<Ended> =>
	runCommand('src/lab/commands/analyze.ts', args);

let scratch: string;
let good: string;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
	await ensureBuilt(ROOT);
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-analyze-'));
	good = at('good.mp4');
	const studio = await openFilmStudio();
	try {
		await studio.film(good, { script: SCRIPT, frames: FRAMES, fps: FPS });
		await studio.film(at('nobody.webm'), { script: null, frames: 24, container: 'webm' });
		await studio.film(at('tiny.mp4'), { script: null, frames: 24, width: 2, height: 2 });
		await studio.film(at('one-frame.mp4'), { script: SCRIPT, frames: 1 });
	} finally {
		await studio.close();
	}
	await writeFile(at('text.mp4'), 'This is a letter, not a film.\n');
	await writeFile(at('empty.mp4'), '');
	await copyFile(good, at('cut.mp4'));
	await truncate(at('cut.mp4'), Math.floor((await stat(good)).size / 2));
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('one good film', () => {
	let first: Ended;
	let document: SessionDocument;

	beforeAll(async () => {
		first = await analyze(good);
		document = JSON.parse(first.out) as SessionDocument;
	});

	test('what was shown in it is found, on the frame', () => {
		expect(first.status, first.said.join('\n')).toBe(0);
		expect(document).toMatchObject({
			format: 'fleeting-session/1',
			source: { kind: 'file', name: 'good.mp4', widthPx: 640, heightPx: 480, complete: true },
			quality: { frames: FRAMES, dropped: 0, faceLost: 0 },
		});
		const comparison = compare(document.events, new ActorScript(SCRIPT).truth(FPS), 0);
		console.log(inWords(comparison));
		expect(comparison.matches.length).toBeGreaterThan(0);
		for (const { apexErrorFrames } of comparison.matches) {
			expect(Math.abs(apexErrorFrames)).toBeLessThanOrEqual(2);
		}
	});

	test('csv: a row an event, and the dictionary beside it', async () => {
		const { status, said } = await analyze(good, '--format', 'csv', '--out', at('events.csv'));
		expect(status, said.join('\n')).toBe(0);
		const [header, ...rows] = (await readFile(at('events.csv'), 'utf8')).trim().split(/\r?\n/);
		expect(header).toMatch(/^file,id,onset_frame,apex_frame,offset_frame,/);
		expect(rows.map((row) => row.split(',').slice(0, 5))).toEqual(
			document.events.map(({ id, onset, apex, offset }) =>
				['good.mp4', id, onset.frame, apex.frame, offset.frame].map(String),
			),
		);
		const dictionary = await readFile(at('events.dictionary.csv'), 'utf8');
		for (const name of header!.split(',')) expect(dictionary).toContain(name);
	});

	test('a network in one file runs instead, and the document says so', async () => {
		const folder = join(ROOT, 'static/models/live');
		const text = await networkBundle(folder);
		await writeFile(at('network.json'), text!);
		const { status, out, said } = await analyze(good, '--network', at('network.json'));
		expect(status, said.join('\n')).toBe(0);
		const other = JSON.parse(out) as SessionDocument;
		expect(other.engine.network).toEqual({ ...document.engine.network, source: 'file' });
		expect(other.events).toEqual(document.events);
		const wrong = await analyze(good, '--network', at('text.mp4'));
		expect(wrong.status).toBe(2);
		expect(wrong.said).toHaveLength(1);
		expect(wrong.said[0]).toContain('text.mp4, which cannot be used: it is not JSON.');
	});

	test('bad files in a batch: a sentence for each, and of the good one the same bytes again', async () => {
		const bad = ['text.mp4', 'empty.mp4', 'nobody.webm', 'tiny.mp4', 'one-frame.mp4', 'cut.mp4'];
		const { status, out, said } = await analyze(
			...bad.map(at),
			at('missing.mp4'),
			good,
			'--out',
			at('batch'),
		);
		expect(status).toBe(1);
		expect(out).toBe('');
		const sentence = (name: string): string =>
			// What is to be known comes before why it failed.
			said.findLast((line) => line.startsWith(`${name}: `)) ?? `nothing was said about ${name}`;
		expect(sentence('text.mp4')).toMatch(/no video can be read from it.*\.$/);
		expect(sentence('empty.mp4')).toMatch(/empty \(0 bytes\).*\.$/);
		expect(sentence('nobody.webm')).toMatch(/no face was found in any frame.*\.$/);
		expect(sentence('tiny.mp4')).toMatch(/too small to hold a face.*\.$/);
		expect(sentence('one-frame.mp4')).toMatch(/too few frames.*\.$/);
		expect(sentence('cut.mp4')).toMatch(/decoded to its end|no video can be read from it.*\.$/);
		expect(said.join('\n')).toMatch(/missing\.mp4: there is no such file/);
		expect(
			said.some((line) => /^\s+at .*:\d+/.test(line)),
			'a stack trace',
		).toBe(false);

		expect(await readdir(at('batch'))).toContain('good.json');
		const text = await readFile(join(at('batch'), 'good.json'), 'utf8');
		expect(text).toBe(first.out);
	});
});

test('wrong usage is one sentence and exit status 2', async () => {
	const { status, out, said } = await analyze(good, '--format', 'pdf');
	expect(status).toBe(2);
	expect(out).toBe('');
	expect(said.at(-1)).toMatch(/^--format is pdf, which is none of json, csv, eaf, score\./);
});

const bench = join(sharedFolder, 'bench');
const CLIPS = ['photo_05_20.mp4', 'photo_09_15.mp4'];

test('the benchmark scores two of its clips', async ({ skip }) => {
	skip(!existsSync(bench), 'the benchmark clips are not beside this checkout');
	const clips = CLIPS.map((name) => join(bench, 'clips', name));
	const { status, out, said } = await analyze(...clips, '--format', 'score');
	expect(status, said.join('\n')).toBe(0);
	const scorer = (await import(pathToFileURL(join(bench, 'score.mjs')).href)) as {
		loadTruth(folder: string): { file: string }[];
		score(
			truths: object[],
			prediction: object,
		): { overall: { tp: number; fp: number; f1: number } };
	};
	const truths = scorer.loadTruth(bench).filter(({ file }) => CLIPS.includes(basename(file)));
	expect(truths).toHaveLength(CLIPS.length);
	const { overall } = scorer.score(truths, JSON.parse(out) as object);
	console.log(`two benchmark clips: ${JSON.stringify(overall)}`);
	// 0.86 when this was written.
	expect(overall.f1).toBeGreaterThanOrEqual(0.6);
});
