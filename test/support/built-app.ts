/**
 * The built app as a person meets it: served with its headers, opened in Chromium, used through its
 * controls by role and name.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { LaunchOptions, ServedBrowser } from '../../src/lab/browser/index.ts';
import { openServedBrowser } from '../../src/lab/browser/index.ts';
import { ensureBuilt } from '../../src/lab/build/index.ts';
import type { ServerOpenings } from '../../src/lab/serve/index.ts';
import type { SessionDocument } from '../../src/files/export/index.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

/** Loading compiles 11 MB of WebAssembly and warms up a software GPU, on a machine that may be busy. */
export const LOADING_MS = 180_000;
/** For whatever follows from a click at once. */
export const SOON_MS = 60_000;

export type BuiltApp = ServedBrowser;

export interface BuiltAppOptions extends LaunchOptions {
	/** Another folder than `dist`. */
	readonly root?: string;
	readonly openings?: ServerOpenings;
}

export async function openBuiltApp(options: BuiltAppOptions = {}): Promise<BuiltApp> {
	const { root = DIST, openings, ...launch } = options;
	await ensureBuilt(ROOT);
	return openServedBrowser({ root, openings }, launch);
}

/** The notice says that everything is loaded. */
export async function waitUntilReady(page: Page): Promise<void> {
	await page.getByRole('status').getByText('Ready.').waitFor({ timeout: LOADING_MS });
}

/** The status line shows a measured frame rate: frames are going through the line. */
export async function waitUntilMeasuring(page: Page): Promise<void> {
	const line = page.getByLabel('Measurement status');
	await line.getByText(/[1-9]\d* fps/).waitFor({ timeout: LOADING_MS });
}

/** How many movements the Findings tab counts. */
export async function movementCount(page: Page): Promise<number> {
	const name = (await page.getByRole('tab', { name: /^Movements/ }).textContent()) ?? '';
	return Number(/\d+/.exec(name)?.[0] ?? NaN);
}

export async function waitForMovement(page: Page, timeoutMs: number): Promise<void> {
	await page.getByRole('tab', { name: /^Movements [1-9]/ }).waitFor({ timeout: timeoutMs });
}

/** Stops the session; everything pending is reported when this returns. */
export async function stopMeasuring(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await waitUntilStopped(page, SOON_MS);
}

export async function waitUntilStopped(page: Page, timeoutMs: number): Promise<void> {
	await page.getByText('Stopped. What was found is kept').waitFor({ timeout: timeoutMs });
}

/** Saves the session as the person would, and reads the file. */
export async function saveSession(page: Page): Promise<SessionDocument> {
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download', { timeout: SOON_MS }),
		page.getByRole('button', { name: /^Session \(JSON\)/ }).click(),
	]);
	return JSON.parse(await readFile(await download.path(), 'utf8')) as SessionDocument;
}
