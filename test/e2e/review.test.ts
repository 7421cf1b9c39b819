/**
 * The Review workspace on the built app: a film, a table that is off by a known amount, the way to a
 * file; and a movement that was found in the film, looked at frame by frame.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { ActorScript } from '../../src/study/actor/index.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { LOADING_MS, openBuiltApp, waitForMovement } from '../support/built-app.ts';
import { openFilmStudio } from '../support/films.ts';
import { said, saidFirst } from '../support/said.ts';

const FPS = 30;
/** The opening of the demo: a smile after three seconds, and time to decide on it. */
const FRAMES = 150;
const SCRIPT: ScriptOptions = {
	seed: 2329,
	durationMs: 60_000,
	blinksPerMinute: 13,
	sway: 0.7,
	microExpressions: { perMinute: 12, peakPx200: [2, 3.2] },
};
/** Frames that the coder is late by, at all three key frames. */
const LATE = 4;

/** Name of a picture, whatever the frame. */
const pictureOf = (what: string): RegExp => saidFirst('review.picture.at', { what });

let app: BuiltApp;
let scratch: string;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-review-'));
	const studio = await openFilmStudio();
	try {
		await studio.film(at('talk.mp4'), { script: SCRIPT, frames: FRAMES });
	} finally {
		await studio.close();
	}
	app = await openBuiltApp();
});

afterAll(async () => {
	await app.close();
	await rm(scratch, { recursive: true, force: true });
});

test('a film and a table: a row with its doubt, a new table beside the original', async () => {
	const { onset, apex, offset } = new ActorScript(SCRIPT).truth(FPS).events[0]!;
	expect(offset).toBeLessThan(FRAMES - 15);
	const late = [onset, apex, offset].map((frame) => frame + LATE);
	const table = `clip;subject;coder;onset;apex;offset;fps;mine\r\ntalk;p1;Ann;${late.join(';')};${FPS};"kept; as is"\r\nlost;p1;Ann;1;2;3;${FPS};\r\n`;
	await writeFile(at('codes.csv'), table);

	const page = await app.newPage();
	await page.goto(`${app.url}#/review/annotations`);
	await page.getByLabel(said('review.audit.choose.filmInput')).setInputFiles(at('talk.mp4'));
	await page.getByLabel(said('review.audit.choose.annotationInput')).setInputFiles(at('codes.csv'));
	await page.getByText(said('review.audit.matched.unmatched', { n: 1 })).waitFor();
	await page.getByRole('button', { name: said('review.audit.matched.go', { n: 1 }) }).click();
	await page
		.getByText(said('review.audit.results.looked', { n: 1 }), { exact: true })
		.waitFor({ timeout: LOADING_MS });

	await page.getByRole('button', { name: 'talk', exact: true }).click();
	const view = page.getByRole('article');
	await view.locator('canvas').nth(6).waitFor({ timeout: LOADING_MS });
	await view
		.getByRole('group', { name: said('review.audit.decide.apex') })
		.getByLabel(said('review.audit.take'))
		.check();

	await page.getByRole('button', { name: said('live.save'), exact: true }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: /\(CSV\)/ }).click(),
	]);
	expect(download.suggestedFilename()).toBe('codes.audited.csv');
	const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
	const original = table.split('\r\n');
	expect(lines.map((line, row) => line.startsWith(original[row]!))).toEqual([
		true,
		true,
		true,
		true,
	]);
	const headings = lines[0]!.slice(original[0]!.length).split(';');
	const cells = lines[1]!.slice(original[1]!.length).split(';');
	const cell = (heading: string): number => Number(cells[headings.indexOf(heading)]);
	expect(Math.abs(cell('audited_onset') - onset)).toBeLessThanOrEqual(1);
	expect(Math.abs(cell('audited_apex') - apex)).toBeLessThanOrEqual(1);
	expect(cell('doubt')).toBeGreaterThan(0.8);
	expect(cell('decided_apex')).toBe(cell('audited_apex'));
	expect(await readFile(at('codes.csv'), 'utf8')).toBe(table);
	await page.close();
});

test('a movement found in a film is looked at, exaggerated, labelled, and kept', async () => {
	const page = await app.newPage();
	await page.goto(`${app.url}#/analyze`);
	await page.getByLabel(said('common.picker')).setInputFiles(at('talk.mp4'));
	await waitForMovement(page, LOADING_MS);
	await page
		.getByRole('region', { name: said('analyze.result', { name: 'talk.mp4' }) })
		.getByText(said('analyze.summary.frames', { frames: FRAMES }))
		.waitFor();
	await page.getByRole('link', { name: said('common.review'), exact: true }).click();
	await page.getByRole('button', { name: said('library.open', { name: 'talk.mp4' }) }).click();
	// The worker sent the faces around it, the film is read on the page: both show the same frame.
	await page.getByRole('img', { name: pictureOf(said('review.film')) }).waitFor();
	const face = page.getByRole('img', { name: pictureOf(said('review.face')) });
	await face.waitFor();
	await page.keyboard.press('m');
	await page
		.getByRole('img', {
			name: pictureOf(said('review.face.motion', { factor: 8 })),
		})
		.waitFor();
	await page.keyboard.press('a');
	await page.getByText(said('review.saved.saved')).waitFor();
	await page.reload();
	await page.getByRole('button', { name: said('library.open', { name: 'talk.mp4' }) }).click();
	await page
		.getByRole('button', {
			name: said('review.filter.count', { name: said('review.filter.accepted'), count: 1 }),
		})
		.waitFor();
	await page.close();
});
