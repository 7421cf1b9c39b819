/** `npm run evaluate` as a child process, over a film of the actor, whose movements are known. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { ActorScript } from '../../src/study/actor/index.ts';
import { ensureBuilt } from '../../src/lab/build/build.ts';
import type { SpottingFigures } from '../../src/files/export/index.ts';
import { ROOT } from '../support/built-app.ts';
import { runCommand } from '../support/command-line.ts';
import { openFilmStudio } from '../support/films.ts';

const FPS = 30;
const SCRIPT: ScriptOptions = {
	seed: 5,
	durationMs: 6000,
	microExpressions: { perMinute: 10, peakPx200: [2.5, 3] },
	blinksPerMinute: 20,
	sway: 0.5,
};
const FRAMES = (SCRIPT.durationMs * FPS) / 1000;
const { events } = new ActorScript(SCRIPT).truth(FPS);

const evaluate = (...args: string[]) =>
	runCommand('src/lab/commands/evaluate.ts', ['spotting', ...args]);

let scratch: string;
const truth = (file: string) => ({
	file,
	fps: FPS,
	frames: FRAMES,
	part: 'actor',
	person: file,
	events: events.map(({ onset, apex, offset }) => ({
		onset,
		apex,
		offset,
		peakPx200: 3,
		context: 'calm',
	})),
});

beforeAll(async () => {
	await ensureBuilt(ROOT);
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-evaluate-'));
	for (const folder of ['clips', 'truth']) await mkdir(join(scratch, folder));
	const studio = await openFilmStudio();
	try {
		await studio.film(join(scratch, 'clips/good.mp4'), {
			script: SCRIPT,
			frames: FRAMES,
			fps: FPS,
		});
	} finally {
		await studio.close();
	}
	await writeFile(join(scratch, 'truth/good.json'), JSON.stringify(truth('good.mp4')));
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

test('a truth without its film is said before anything is measured', async () => {
	await writeFile(join(scratch, 'truth/text.json'), JSON.stringify(truth('text.mp4')));
	const { status, out, said } = await evaluate('--truth', scratch);
	expect(status).toBe(1);
	expect(out).toBe('');
	expect(said).toEqual([expect.stringMatching(/^text\.mp4 has a truth but no video/)]);
});

test('what was found is counted, as a table and as JSON; a film that cannot be analysed is named', async () => {
	await writeFile(join(scratch, 'truth/text.json'), JSON.stringify(truth('text.mp4')));
	await writeFile(join(scratch, 'clips/text.mp4'), 'This is a letter, not a film.\n');
	const json = join(scratch, 'new/figures.json');
	const { status, out, said } = await evaluate('--truth', scratch, '--json', json);
	expect(status).toBe(1);
	expect(said).toContain('text.mp4: not analyzed to its end, so not counted.');
	expect(out).toContain('NOT COUNTED: 1 clip that could not be analyzed.');
	expect(out).toMatch(/^Spotting on fleeting-evaluate-\w+: 1 clip of 1 person, 0\.1 minutes/);
	expect(out).toMatch(/^all +\d+ +[1-9]/m);
	const { overall, parts, gates } = JSON.parse(await readFile(json, 'utf8')) as SpottingFigures;
	expect(overall.events).toBe(events.length);
	expect(overall.hits).toBeGreaterThan(0);
	expect(parts.map(({ part }) => part)).toEqual(['actor']);
	const [accepted] = gates.outcomes;
	expect(accepted).toMatchObject({
		outcome: 'accepted',
		candidates: overall.hits + overall.falseAlarms,
	});
});
