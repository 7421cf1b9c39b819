/** A network that a person brings in one file: seen before it is used, used, and put away again. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetworkFile } from '../../src/line/classify/index.ts';
import { packBundle } from '../../src/line/classify/index.ts';
import { sha256Hex } from '../../src/core/kernel/index.ts';
import type { BuiltApp } from '../support/built-app.ts';
import {
	LOADING_MS,
	ROOT,
	openBuiltApp,
	saveSession,
	stopMeasuring,
	waitUntilMeasuring,
} from '../support/built-app.ts';
import { said } from '../support/said.ts';

let app: BuiltApp;
let scratch: string;
let sha256: string;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
	app = await openBuiltApp();
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-weights-'));
	const shipped = (name: string) => readFile(join(ROOT, 'static/models/live', name));
	const model = JSON.parse((await shipped('model.json')).toString()) as NetworkFile;
	const weights = new Uint8Array(await shipped('weights.bin'));
	weights.fill(0, 0, 40); // other weights, if not better ones
	sha256 = await sha256Hex(weights);
	const mine: NetworkFile = {
		...model,
		name: 'mine',
		version: '7',
		naming: [
			{ coverage: 0.9, from: 0.4, accuracy: 0.8 },
			{ coverage: 0.5, from: 0.8, accuracy: 0.9 },
		],
		weights: { ...model.weights, sha256 },
	};
	await writeFile(at('mine.json'), packBundle(mine, { licence: 'CC0' }, weights));
	const claim = { ...mine, weights: model.weights };
	await writeFile(at('damaged.json'), packBundle(claim, null, weights));
});

afterAll(async () => {
	await app?.close();
	await rm(scratch, { recursive: true, force: true });
});

/** Name of the button that opens the choice. */
const readings = (n: number): string =>
	`${said('live.readings.title')}${said('movement.percent', { n })}${said('live.readings.rest')}`;

test('a file is refused, another is used for a session, and the shipped network comes back', async () => {
	const context = await app.newContext({ acceptDownloads: true });
	const page = await context.newPage();
	await page.goto(app.url);
	const go = (key: 'common.about' | 'common.live') =>
		page.getByRole('link', { name: said(key), exact: true }).click();
	const network = page.getByRole('region', { name: said('about.network') });
	const choose = (name: string) =>
		page.getByLabel(said('about.network.file')).setInputFiles(at(name));
	await go('common.about');
	await network
		.getByText(said('about.network.from.app'), { exact: true })
		.waitFor({ timeout: LOADING_MS });

	await choose('damaged.json');
	await network.getByRole('alert').getByText(`weights have sha256 ${sha256}`).waitFor();
	expect(await network.getByText(said('about.network.from.app'), { exact: true }).isVisible()).toBe(
		true,
	);

	await choose('mine.json');
	const offer = network.getByRole('group', { name: said('about.offered') });
	for (const words of ['mine 7', sha256, 'CC0']) await offer.getByText(words).waitFor();
	await offer.getByRole('button', { name: said('about.offered.use') }).click();
	await network
		.getByText(said('about.network.switched', { name: 'mine 7' }))
		.waitFor({ timeout: LOADING_MS });

	await go('common.live');
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await waitUntilMeasuring(page);
	await page.getByRole('button', { name: readings(90) }).click();
	await page.getByRole('slider', { name: said('live.readings.label') }).fill('0');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: readings(50) }).waitFor();
	await stopMeasuring(page);
	expect((await saveSession(page)).engine).toMatchObject({
		network: { name: 'mine 7', sha256, source: 'file', state: 'ready' },
		settings: { readingCoverage: 0.5 },
	});

	await go('common.about');
	await network.getByRole('button', { name: said('about.network.back') }).click();
	await network
		.getByText(said('about.network.from.app'), { exact: true })
		.waitFor({ timeout: LOADING_MS });
	// What a person set stays, what a person brought does not.
	await page.reload();
	await network
		.getByText(said('about.network.from.app'), { exact: true })
		.waitFor({ timeout: LOADING_MS });
	// The diagnostics, which are for reports and always in English.
	await page.getByText('readings wanted: 0.5 of movements').waitFor();
	await context.close();
});
