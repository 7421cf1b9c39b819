/** Films that fall silent, or take the page with them, through a page of the test's own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoneFilm } from '../../src/lab/analyze/batch.ts';
import { Batch } from '../../src/lab/analyze/batch.ts';
import { Progress } from '../../src/lab/terminal/index.ts';
import { record } from '../unit/files/export/record.ts';

const GIVE_UP_MS = 4000;
const { engine, quality, events } = record;
const RESULT = { engine, quality, events, widthPx: 640, heightPx: 480, fault: null, usable: true };

/** What the film's name says. */
const SCRIPT = `
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
globalThis.fleetingAnalyze = {
	prepare: async () => null,
	analyze: async () => {
		const { name } = document.querySelector('#film').files[0];
		if (name === 'silent.mp4') await new Promise(() => {});
		if (name === 'busy.mp4') for (;;);
		for (let frames = 0; name === 'long.mp4' && frames < 40; frames++) {
			await wait(${GIVE_UP_MS / 20});
			globalThis.fleetingProgress({ frames, doneMs: 0, totalMs: 0 });
		}
		return ${JSON.stringify({ ...RESULT, rejected: [], unread: [] })};
	},
};`;

let dist: string;
beforeAll(async () => {
	dist = await mkdtemp(join(tmpdir(), 'fleeting-give-up-'));
	const body = '<input type="file" id="film"><script src="analyze.js"></script>';
	await writeFile(join(dist, 'analyze.html'), `<!doctype html>${body}`);
	await writeFile(join(dist, 'analyze.js'), SCRIPT);
});
afterAll(() => rm(dist, { recursive: true, force: true }));

test('a film without news is given up, one that takes long is not, and the next one goes on', async () => {
	const names = ['silent.mp4', 'good.mp4', 'busy.mp4', 'long.mp4'];
	const films = names.map((name) => ({ name, path: join(dist, name) }));
	for (const { path } of films) await writeFile(path, 'a film');
	const said: string[] = [];
	const progress = new Progress({
		terminal: false,
		width: 80,
		write: (text) => void said.push(text),
		nowMs: () => performance.now(),
	});
	const done: DoneFilm[] = [];
	const batch = new Batch(progress, (film) => void done.push(film));
	const options = {
		dist,
		backend: 'auto',
		tracker: 'auto',
		network: null,
		face: 'largest',
		mirrored: false,
		jobs: 1,
	} as const;
	await batch.run(films, { ...options, giveUpMs: GIVE_UP_MS });

	expect(done.map(({ place, records }) => [place, records.length])).toEqual([
		[0, 0],
		[1, 1],
		[2, 0],
		[3, 1],
	]);
	const faults = done.map(({ fault }) => fault?.sentence ?? null);
	expect(faults).toEqual([
		expect.stringMatching(/^silent\.mp4: it was given up after 4 s without a new frame: /),
		null,
		expect.stringMatching(/^busy\.mp4: it was given up after 4 s/),
		null,
	]);
	expect(said.join('')).toContain(faults[2]);
});
