/** What goes wrong on people's machines: each is said in words, with a way out that works. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { MessageKey } from '../../src/core/words/index.ts';
import { serveApp } from '../../src/lab/serve/server.ts';
import type { BuiltApp } from '../support/built-app.ts';
import {
	DIST,
	LOADING_MS,
	openBuiltApp,
	saveSession,
	stopMeasuring,
	waitForMovement,
	waitUntilMeasuring,
	waitUntilReady,
} from '../support/built-app.ts';
import { said } from '../support/said.ts';

/** On the actor's own clock the first movements come within ten seconds; machines play it slower. */
const FIRST_MOVEMENT_MS = 240_000;

async function openPage(
	app: BuiltApp,
	address = app.url,
	options: BrowserContextOptions = {},
): Promise<Page> {
	// Without the service worker every file comes from the server that the test set up.
	const context = await app.newContext({ serviceWorkers: 'block', ...options });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(address);
	return page;
}

/** The value beside a name on the status line. */
const readout = (page: Page, key: MessageKey) =>
	page
		.getByLabel(said('live.status'))
		.locator('div')
		.filter({ has: page.getByRole('term').getByText(said(key), { exact: true }) })
		.getByRole('definition');

/** Serves the built app as if one of its files had been lost; for one test. */
async function serveWithout(file: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-without-'));
	await cp(DIST, folder, {
		recursive: true,
		filter: (from) => relative(DIST, from) !== file,
	});
	const served = await serveApp({ root: folder, port: 0 });
	onTestFinished(async () => {
		await served.close();
		await rm(folder, { recursive: true, force: true });
	});
	return served.url;
}

describe('with a camera in the machine', () => {
	let app: BuiltApp;
	beforeAll(async () => {
		app = await openBuiltApp({ args: ['--use-fake-device-for-media-stream'] });
	});
	afterAll(() => app?.close());

	test('a refused camera is said, and works once it is allowed', async () => {
		const page = await openPage(app);
		await page.getByRole('button', { name: said('live.notice.camera') }).click();
		const alert = page.getByRole('alert');
		await alert.getByRole('heading', { name: said('live.fault.camera/denied.title') }).waitFor();
		await alert.getByRole('button', { name: said('live.way.actor') }).waitFor();
		await page.context().grantPermissions(['camera']);
		await alert.getByRole('button', { name: said('live.way.retry') }).click();
		// The browser's own test picture: no face in it.
		await waitUntilMeasuring(page);
		await readout(page, 'live.status.face')
			.filter({ hasText: said('live.status.face.none') })
			.waitFor();
		await stopMeasuring(page);
	});

	test('a lost GPU device comes back while the actor runs', async () => {
		const page = await openPage(app, `${app.url}?source=actor`);
		await waitUntilMeasuring(page);
		await readout(page, 'live.status.backend')
			.filter({ hasText: 'WebGPU' })
			.waitFor({ timeout: LOADING_MS });
		await page.getByRole('link', { name: said('common.about') }).click();
		await page.getByRole('button', { name: said('about.diagnostics.lose') }).click();
		await page
			.getByText(said('about.diagnostics.recovered', { times: 1 }))
			.waitFor({ timeout: LOADING_MS });
		await page.getByRole('link', { name: said('common.live') }).click();
		await waitForMovement(page, FIRST_MOVEMENT_MS);
		await stopMeasuring(page);
		const { engine, events, quality } = await saveSession(page);
		expect(engine).toMatchObject({ backend: 'webgpu', network: { state: 'ready', fault: null } });
		expect(events.at(-1)?.verdict).not.toBeNull();
		expect(quality).toMatchObject({ dropped: 0, clockBreaks: 0 });
	});

	test('without weights movements are found and measured, and the app says what is missing', async () => {
		const page = await openPage(app, await serveWithout('models/live/weights.bin'));
		await waitUntilReady(page);
		await page.getByRole('button', { name: said('live.notice.actor') }).click();
		await waitUntilMeasuring(page);
		expect(await readout(page, 'live.status.network').textContent()).toContain(
			said('live.status.network.none'),
		);
		await waitForMovement(page, FIRST_MOVEMENT_MS);
		const card = page.getByRole('article').first();
		await card
			.getByText(said('live.card.unread', { why: said('live.fault.model/missing.title') }))
			.waitFor();
		await stopMeasuring(page);
		const { engine, events } = await saveSession(page);
		expect(engine.network).toMatchObject({ state: 'absent', sha256: null, fault: 'model/missing' });
		expect(events.map(({ verdict }) => verdict)).toEqual(events.map(() => null));
		expect(events[0]!.peakPx200).toBeGreaterThan(0);
	});

	test('without the face model nothing can start, and the app says why', async () => {
		const page = await openPage(app, await serveWithout('models/face/face.json'));
		const alert = page.getByRole('alert');
		await alert
			.getByRole('heading', { name: said('live.fault.landmarks/model.title') })
			.waitFor({ timeout: LOADING_MS });
		await alert.getByRole('button', { name: said('live.way.restart') }).waitFor();
	});
});

describe('without a camera and without WebGPU', () => {
	let app: BuiltApp;
	beforeAll(async () => {
		app = await openBuiltApp({ without: ['--enable-unsafe-webgpu'] });
	});
	afterAll(() => app?.close());

	test('a missing camera is said, and the actor is a way out', async () => {
		const page = await openPage(app, app.url, { permissions: ['camera'] });
		expect(await page.evaluate(() => navigator.mediaDevices.enumerateDevices())).toEqual([]);
		await page.getByRole('button', { name: said('live.notice.camera') }).click();
		const alert = page.getByRole('alert');
		await alert.getByRole('heading', { name: said('live.fault.camera/absent.title') }).waitFor();
		await alert.getByRole('button', { name: said('live.way.actor') }).click();
		await waitUntilMeasuring(page);
		await stopMeasuring(page);
	});

	test('the network runs on the next backend, and the app says on which', async () => {
		const page = await openPage(app, `${app.url}?source=actor`);
		const adapter = await page.evaluate(
			async () => (await navigator.gpu?.requestAdapter()) ?? null,
		);
		expect(adapter).toBeNull();
		await waitForMovement(page, LOADING_MS + FIRST_MOVEMENT_MS);
		expect(await readout(page, 'live.status.backend').textContent()).toMatch(
			/^(?:WebGL|WebAssembly)$/,
		);
		await stopMeasuring(page);
		const { engine, events } = await saveSession(page);
		expect(engine.backend).toMatch(/^(?:webgl|wasm)$/);
		expect(engine.network.state).toBe('ready');
		expect(events[0]?.verdict).not.toBeNull();
	});
});
