/**
 * Nothing leaves the device: a minute and a half of use, every request watched from outside the page,
 * where neither workers nor service workers can hide one.
 */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECURITY_HEADERS } from '../../src/lab/serve/server.ts';
import type { BuiltApp } from '../support/built-app.ts';
import {
	DIST,
	LOADING_MS,
	openBuiltApp,
	stopMeasuring,
	waitForMovement,
	waitUntilReady,
} from '../support/built-app.ts';
import { AXE_TAGS } from '../support/axe.ts';
import { openFilmStudio } from '../support/films.ts';
import type { MessageKey } from '../../src/core/words/index.ts';
import { loadCatalogue } from '../../src/core/words/index.ts';
import { said, saidIn } from '../support/said.ts';

/** MediaPipe releases after 0.10.35 report every 60 s. */
const WATCHED_MS = 90_000;
/** Where those releases report to. */
const METRICS_HOST = 'odml.pa.googleapis.com';
const FRAMES = 60;
/** On the actor's own clock the first movements come within ten seconds; machines play it slower. */
const FIRST_MOVEMENT_MS = 240_000;
/** All but Live and Analyze, which are looked at while they work. */
const SCREENS = ['common.review', 'common.practice', 'common.settings', 'common.about'] as const;

let app: BuiltApp;
let scratch: string;

beforeAll(async () => {
	app = await openBuiltApp();
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-requests-'));
	const studio = await openFilmStudio();
	try {
		await studio.film(join(scratch, 'actor.mp4'), { script: 'proof', frames: FRAMES });
	} finally {
		await studio.close();
	}
});

afterAll(async () => {
	await app?.close();
	await rm(scratch, { recursive: true, force: true });
});

describe('a minute and a half of use', () => {
	const asked: string[] = [];
	const logged: string[] = [];
	let page: Page;
	let startedAt: number;

	test('Live and Analyze work under the policy', async () => {
		const context = await app.newContext();
		// The context hears what pages, workers and service workers ask for.
		context.on('request', (request) => asked.push(request.url()));
		page = await context.newPage();
		page.on('console', (message) => logged.push(message.text()));
		page.on('worker', (worker) => worker.on('console', (message) => logged.push(message.text())));
		page.on('pageerror', (error) => logged.push(error.message));

		startedAt = performance.now();
		const response = await page.goto(app.url);
		const policy = (await response?.headerValue('content-security-policy')) ?? '';
		expect(policy).toBe(SECURITY_HEADERS['Content-Security-Policy']);
		expect(policy).toMatch(/default-src 'none'/);
		expect(policy).not.toMatch(/'unsafe-(?:eval|inline)'/);

		await waitUntilReady(page);
		await page.getByRole('button', { name: said('live.notice.actor') }).click();
		// So that axe sees findings, too.
		await waitForMovement(page, FIRST_MOVEMENT_MS);
		expect(await axeSays(page), 'axe on Live').toEqual([]);
		await stopMeasuring(page);

		await page.getByRole('link', { name: said('common.analyze') }).click();
		await page.getByLabel(said('common.picker')).setInputFiles(join(scratch, 'actor.mp4'));
		await page
			.getByRole('region', { name: said('analyze.result', { name: 'actor.mp4' }) })
			.getByText(said('analyze.summary.frames', { frames: FRAMES }))
			.waitFor({ timeout: LOADING_MS });
		expect(await axeSays(page), 'axe on Analyze').toEqual([]);
	});

	test('axe finds nothing on any screen, on a desk and on a phone, in two languages', async () => {
		for (const key of SCREENS) {
			const name = said(key);
			await page.getByRole('link', { name, exact: true }).click();
			await page.getByRole('main').getByRole('heading').first().waitFor();
			expect(await axeSays(page), `axe on ${name}`).toEqual([]);
		}
		await page.getByRole('link', { name: said('common.settings'), exact: true }).click();
		await page
			.getByRole('combobox', { name: said('settings.language'), exact: true })
			.selectOption('ja');
		await page.setViewportSize({ width: 390, height: 844 });
		const japanese = await loadCatalogue('ja');
		const inJapanese = (key: MessageKey): string => saidIn('ja', japanese, key);
		for (const key of SCREENS) {
			const name = inJapanese(key);
			await page.getByRole('link', { name, exact: true }).click();
			await page.getByRole('main').getByRole('heading').first().waitFor();
			expect(await axeSays(page), `axe on ${name}`).toEqual([]);
			const widerBy = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(widerBy, `${name} is wider than the phone`).toBe(0);
		}
		await page.getByRole('link', { name: inJapanese('common.settings'), exact: true }).click();
		await page
			.getByRole('combobox', { name: inJapanese('settings.language'), exact: true })
			.selectOption('en');
	});

	test('nobody was asked but the app’s own address', async () => {
		await page.getByRole('link', { name: said('common.about'), exact: true }).click();
		await page.getByRole('heading', { name: said('about.offered.card') }).waitFor();
		// No wait for something to happen, but how long nothing may happen: that is what is tested.
		await page.waitForTimeout(Math.max(5000, WATCHED_MS - (performance.now() - startedAt)));
		await page.getByRole('button', { name: said('about.privacy.again') }).click();
		const counted = page.getByText(said('about.privacy.requests'));
		expect(await counted.textContent()).toMatch(/\D0\s/);

		const own = new URL(app.url).origin;
		const foreign = asked.filter((address) => /^(?:https?|wss?):/.test(address)).map(originOf);
		expect(foreign.length, 'requests seen').toBeGreaterThan(10);
		expect(foreign.filter((origin) => origin !== own)).toEqual([]);
		expect(logged.filter((text) => /content security policy/i.test(text))).toEqual([]);
		await page.context().close();
	});
});

/** What axe finds on the page, one line a violation. Evaluated from outside, it needs no leave of the policy. */
async function axeSays(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	return page.evaluate(async (tags) => {
		const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
			runOnly: { type: 'tag', values: tags },
		});
		// Two candidates close together lie close together on the timeline, too: that is what it shows,
		// and the list beside it has each as a control of full size (WCAG 2.5.8, "equivalent").
		const onTimeline = (target: unknown): boolean =>
			document.querySelector(String(target))?.closest('ol.marks') != null;
		return violations
			.map(({ id, help, nodes }) => ({
				id,
				help,
				nodes: nodes.filter(({ target }) => id !== 'target-size' || !onTimeline(target[0])),
			}))
			.filter(({ nodes }) => nodes.length > 0)
			.map(
				({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(' | ')})`,
			);
	}, AXE_TAGS);
}

const originOf = (address: string): string => new URL(address).origin.replace(/^ws/, 'http');

test('the built files do not name the address of MediaPipe’s metrics', async () => {
	const files = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter((entry) =>
		entry.isFile(),
	);
	expect(files.length).toBeGreaterThan(10);
	const naming: string[] = [];
	for (const { parentPath, name } of files) {
		const bytes = await readFile(join(parentPath, name));
		if (bytes.includes(METRICS_HOST)) naming.push(name);
	}
	expect(naming).toEqual([]);
});
