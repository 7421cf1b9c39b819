/**
 * The examples as an experimenter opens them, and a kiosk as it stands somewhere; with the actor. The network runs
 * on wasm: a software GPU takes long to warm up.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltApp } from '../support/built-app.ts';
import { LOADING_MS, openBuiltApp } from '../support/built-app.ts';
import { said } from '../support/said.ts';

let app: BuiltApp;
let page: Page;
const logged: string[] = [];

beforeAll(async () => {
	app = await openBuiltApp({ openings: { embed: ['self'] } });
	page = await app.newPage();
	page.on('console', (message) => logged.push(message.text()));
	page.on('pageerror', (error) => logged.push(error.message));
});
afterAll(() => app?.close());

const refused = (): string[] => logged.filter((text) => /content security policy/i.test(text));

test('a plain iframe: a marker in, a movement out, a stop by program', async () => {
	await page.goto(`${app.url}examples/iframe.html?source=actor&backend=wasm`);
	await page.locator('#begin').click();
	// Enabled once the app measures.
	await page.locator('#mark').click({ timeout: LOADING_MS });
	const log = page.getByRole('listitem');
	const marker = log.filter({ hasText: '"marker 1"' });
	await marker.waitFor();
	const { time } = JSON.parse((await marker.textContent())!) as {
		time: { session: { ms: number; uncertaintyMs: number }; pageMs: number; wallMs: number };
	};
	expect(time.session.ms).toBeGreaterThan(0);
	expect(Math.abs(time.pageMs - time.wallMs)).toBeLessThan(1000);
	await log.filter({ hasText: '"type":"event"' }).first().waitFor({ timeout: LOADING_MS });
	await page.locator('#stop').click();
	// So many frames, so many movements.
	await page
		.locator('#state')
		.getByText(/[1-9]\d*\D+[1-9]/)
		.waitFor();
	expect(refused()).toEqual([]);
});

test('jsPsych: each trial’s data say where it lay on the session clock', async () => {
	await page.goto(`${app.url}examples/jspsych.html?source=actor&backend=wasm`);
	await page.locator('#begin').click();
	for (const word of ['sunrise', 'thunder']) {
		await page.getByText(word).waitFor({ timeout: LOADING_MS });
		await page.locator('.jspsych-btn').click();
	}
	await page.locator('#data').waitFor();
	const trials = JSON.parse((await page.locator('#data').textContent())!) as {
		fleeting_start_ms: number;
		fleeting_end_ms: number;
		fleeting_events: unknown[];
	}[];
	expect(trials).toHaveLength(2);
	expect(trials[0]!.fleeting_end_ms).toBeGreaterThan(trials[0]!.fleeting_start_ms);
	expect(trials[1]!.fleeting_start_ms).toBeGreaterThan(trials[0]!.fleeting_end_ms);
	expect(trials[0]!.fleeting_events).toBeInstanceOf(Array);
	expect(refused()).toEqual([]);
});

test('a kiosk asks before the camera opens, and its PIN is out of the address at once', async () => {
	await page.goto(`${app.url}?kiosk=1&pin=2468&idle=20&backend=wasm`);
	await page.getByRole('button', { name: said('kiosk.try.camera') }).waitFor();
	expect(page.url()).toBe(`${app.url}?kiosk=1&idle=20&backend=wasm`);
	await page.keyboard.press('a');
	await page.getByRole('heading', { name: said('kiosk.consent.title') }).waitFor();
	await page.getByRole('button', { name: said('kiosk.consent.no') }).click();
	await page.getByRole('button', { name: said('kiosk.try.camera') }).waitFor();
});
