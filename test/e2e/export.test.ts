/** What a lab gets: a film analyzed in the built app, saved as everything and as BIDS. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { bidsReport } from '../support/bids-validator.ts';
import type { BuiltApp } from '../support/built-app.ts';
import { LOADING_MS, openBuiltApp, waitForMovement } from '../support/built-app.ts';
import { openFilmStudio } from '../support/films.ts';
import { said } from '../support/said.ts';

/** The opening of the demo: a smile after three seconds, and time to decide on it. */
const FRAMES = 150;
const SCRIPT: ScriptOptions = {
	seed: 2329,
	durationMs: 60_000,
	blinksPerMinute: 13,
	sway: 0.7,
	microExpressions: { perMinute: 12, peakPx200: [2, 3.2] },
};

let app: BuiltApp;
let scratch: string;

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-export-'));
	const studio = await openFilmStudio();
	try {
		await studio.film(join(scratch, 'talk.mp4'), { script: SCRIPT, frames: FRAMES });
	} finally {
		await studio.close();
	}
	app = await openBuiltApp();
});

afterAll(async () => {
	await app.close();
	await rm(scratch, { recursive: true, force: true });
});

async function saved(page: Page, format: 'zip' | 'bids'): Promise<[string, Map<string, string>]> {
	await page.getByRole('button', { name: said('live.save'), exact: true }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: said(`library.format.${format}`) }).click(),
	]);
	const entries = Object.entries(unzipSync(await readFile(await download.path())));
	const texts = entries.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const);
	return [download.suggestedFilename(), new Map(texts)];
}

const below = (folder: string, files: ReadonlyMap<string, string>) =>
	[...files]
		.filter(([name]) => name.startsWith(folder))
		.map(([name, text]) => ({ name: name.slice(folder.length), text }));

test('a film is saved as a valid BIDS data set, alone and with everything', async () => {
	const page = await app.newPage();
	await page.goto(`${app.url}#/analyze`);
	await page.getByLabel(said('common.picker')).setInputFiles(join(scratch, 'talk.mp4'));
	await waitForMovement(page, LOADING_MS);
	await page
		.getByRole('region', { name: said('analyze.result', { name: 'talk.mp4' }) })
		.getByText(said('analyze.summary.frames', { frames: FRAMES }))
		.waitFor();

	const [name, files] = await saved(page, 'zip');
	expect(name).toBe('talk.zip');
	const names = [...files.keys()];
	expect(names.slice(0, 2)).toEqual(['README.txt', 'session.json']);
	for (const each of ['regions.csv', 'action_units.csv', 'frames.csv', 'dictionary.csv']) {
		expect(names).toContain(each);
	}
	const inside = below('bids/', files);
	const { errors, warnings, subjects } = await bidsReport(inside);
	expect({ errors, warnings, subjects }).toEqual({
		errors: [],
		warnings: ['NO_AUTHORS'],
		subjects: ['unknown'],
	});
	const table = inside.find((file) => file.name.endsWith('_events.tsv'))!.text;
	expect(table).toMatch(/\tmicro_expression\te1\t/);

	const [alone, dataset] = await saved(page, 'bids');
	expect(alone).toBe('talk-bids.zip');
	expect(below('talk-bids/', dataset)).toEqual(inside);
	await page.close();
});
