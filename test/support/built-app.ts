/**
 * The built app as a person meets it: served with its headers, opened in Chromium, used through its
 * controls by role and name.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { LaunchOptions } from '../../src/lab/browser/index.ts';
import { openServedBrowser } from '../../src/lab/browser/index.ts';
import { ensureBuilt } from '../../src/lab/build/index.ts';
import type { ServerOpenings } from '../../src/lab/serve/index.ts';
import type { SessionDocument } from '../../src/files/export/index.ts';
import { said, saidLike } from './said.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

/** Loading compiles 11 MB of WebAssembly and warms up a software GPU, on a machine that may be busy. */
export const LOADING_MS = 180_000;
/** For whatever follows from a click at once. */
const SOON_MS = 60_000;

export interface BuiltApp {
	/** With a slash at its end. */
	readonly url: string;
	/** Whatever is done in it has `SOON_MS` unless it says otherwise. */
	newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
	/** In a context of its own. */
	newPage(): Promise<Page>;
	close(): Promise<void>;
}

export interface BuiltAppOptions extends LaunchOptions {
	/** Another folder than `dist`. */
	readonly root?: string;
	readonly openings?: ServerOpenings;
}

export async function openBuiltApp(options: BuiltAppOptions = {}): Promise<BuiltApp> {
	const { root = DIST, openings, ...launch } = options;
	await ensureBuilt(ROOT);
	const { url, browser, close } = await openServedBrowser({ root, openings }, launch);
	const newContext = async (settings?: BrowserContextOptions): Promise<BrowserContext> => {
		const context = await browser.newContext(settings);
		context.setDefaultTimeout(SOON_MS);
		return context;
	};
	return {
		url,
		newContext,
		newPage: async () => {
			const context = await newContext();
			const page = await context.newPage();
			// The browser itself may be on its way out.
			page.once('close', () => void context.close().catch(() => {}));
			return page;
		},
		close,
	};
}

/** The notice says that everything is loaded. */
export async function waitUntilReady(page: Page): Promise<void> {
	await page
		.getByRole('status')
		.getByText(said('live.loading.ready'))
		.waitFor({ timeout: LOADING_MS });
}

/** The status line shows a frame rate: frames are going through the line. */
export async function waitUntilMeasuring(page: Page): Promise<void> {
	const line = page.getByLabel(said('live.status'));
	await line
		.getByText(saidLike('live.status.frames.value', { fps: /[1-9]\d*/ }))
		.waitFor({ timeout: LOADING_MS });
}

/** How many movements the Findings tab counts. */
export async function movementCount(page: Page): Promise<number> {
	const name =
		(await page.getByRole('tab', { name: said('live.findings.events') }).textContent()) ?? '';
	return Number(/\d+/.exec(name)?.[0] ?? NaN);
}

export async function waitForMovement(page: Page, timeoutMs: number): Promise<void> {
	await page
		.getByRole('tab', { name: new RegExp(`^${said('live.findings.events')} [1-9]`) })
		.waitFor({ timeout: timeoutMs });
}

/** Stops the session; everything pending is reported when this returns. */
export async function stopMeasuring(page: Page): Promise<void> {
	await page.getByRole('button', { name: said('live.stop'), exact: true }).click();
	await waitUntilStopped(page, SOON_MS);
}

export async function waitUntilStopped(page: Page, timeoutMs: number): Promise<void> {
	await page.getByText(said('live.stage.stopped')).waitFor({ timeout: timeoutMs });
}

/** Saves the session as the person would, and reads the file. */
export async function saveSession(page: Page): Promise<SessionDocument> {
	await page.getByRole('button', { name: said('live.save'), exact: true }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: said('library.format.json') }).click(),
	]);
	return JSON.parse(await readFile(await download.path(), 'utf8')) as SessionDocument;
}
