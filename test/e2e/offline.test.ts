/** Once opened, the app needs no network: page, engine and models come out of the browser's store. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltApp } from '../support/built-app.ts';
import {
	LOADING_MS,
	openBuiltApp,
	stopMeasuring,
	waitForMovement,
	waitUntilReady,
} from '../support/built-app.ts';
import { said, saidFirst } from '../support/said.ts';

/** On the actor's own clock the first movements come within ten seconds; machines play it slower. */
const FIRST_MOVEMENT_MS = 240_000;

let app: BuiltApp;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	app = await openBuiltApp();
	context = await app.newContext();
	page = await context.newPage();
});

afterAll(async () => {
	await app?.close();
});

const controllingWorker = (): Promise<string | null> =>
	page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null);

test('the app stores itself and says so', async () => {
	await page.goto(app.url);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
	await waitUntilReady(page);
	await page.getByRole('link', { name: said('common.about') }).click();
	await page.getByText(said('about.offline.ready')).waitFor({ timeout: LOADING_MS });
	// From the next visit on the page itself comes from the worker too.
	await page.reload();
	expect(await controllingWorker()).toBe(`${app.url}sw.js`);
});

test('a video that another app shares with the installed one goes to Analyze, through no network', async () => {
	const other = await context.newPage();
	await other.setContent(
		`<form method="post" enctype="multipart/form-data" action="${app.url}shared-files">
			<input type="file" name="videos" multiple></form>`,
	);
	const shared = {
		name: 'shared.mp4',
		mimeType: 'video/mp4',
		buffer: Buffer.from('not a film, plain text'),
	};
	await other.locator('input').setInputFiles(shared);
	await other.locator('form').evaluate((form: HTMLFormElement) => form.submit());
	const row = other.getByRole('listitem').filter({ hasText: 'shared.mp4' });
	await row.waitFor({ timeout: LOADING_MS });
	await row.getByText(said('live.fault.file/not-video.title')).waitFor({ timeout: LOADING_MS });
	await other.close();
});

test('without a network, a reload still finds movements', async () => {
	await context.setOffline(true);
	expect(await reachesServer()).toBe(false);
	await page.goto(app.url);
	expect(await controllingWorker()).toBe(`${app.url}sw.js`);
	await waitUntilReady(page);
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await waitForMovement(page, FIRST_MOVEMENT_MS);
	const card = page.getByRole('article').first();
	await card
		.getByRole('img', { name: saidFirst('live.card.picture', { title: said('live.card.apex') }) })
		.waitFor();
	await stopMeasuring(page);
});

/** An address that the service worker does not answer: proof that the network is really gone. */
const reachesServer = (): Promise<boolean> =>
	page.evaluate(() =>
		fetch(`not-stored-${Date.now()}.txt`).then(
			() => true,
			() => false,
		),
	);
