/**
 * A page of a tool's own in headless Chromium, beside the built app or by itself.
 *
 * In    the file that the page, or a worker of it, starts from: bundled when it is asked for, and no part
 *       of the app
 * Out   the page, ready
 * Owns  browser, server, and a folder for the bundle: `close()`; nothing is left over where one fails
 * Fails CommandError where there is no Chromium, or the page does not start: with what it said
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ServeOptions } from '../serve/index.ts';
import { serveApp } from '../serve/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { LaunchOptions } from './chromium.ts';
import { launchChromium, launchWithProfile } from './chromium.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Where the page lies when the built app is at `/`. */
const BESIDE = '/tool/';
const SCRIPT = 'script.js';
const READY_MS = 30_000;

export interface ToolPageOptions {
	/** Path of the file. */
	readonly entry: string;
	/**
	 * What the page's script sets on `globalThis` when it is ready. Null: the file is a worker's, which
	 * the caller starts from `scriptUrl`.
	 */
	readonly ready: string | null;
	readonly title: string;
	/** Markup of the page's body, such as inputs for files. */
	readonly body?: string;
	/** Folder of the built app, served at `/`; without it the page itself is there. */
	readonly app?: string;
	/** Further folders by address prefix. */
	readonly extra?: ServeOptions['extra'];
	/** What the server takes from the page, by address. */
	readonly receive?: ServeOptions['receive'];
	/** Storage on the disk instead of in memory; the browser is then started as it comes. @default false */
	readonly onDisk?: boolean;
	/** How the browser is started, and what its window is like. */
	readonly launch?: LaunchOptions;
	readonly context?: BrowserContextOptions;
	/** Gets the page before it loads anything. */
	readonly onPage?: (page: Page) => void;
}

export interface ToolPage {
	readonly page: Page;
	/** Of the server, with a slash at its end. */
	readonly url: string;
	readonly scriptUrl: string;
	/** The browser's version. */
	readonly chromium: string;
	readonly close: () => Promise<void>;
}

export async function openToolPage(options: ToolPageOptions): Promise<ToolPage> {
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-page-'));
	const undo = [() => rm(folder, { recursive: true, force: true })];
	const close = async (): Promise<void> => {
		// Last opened, first closed; one that fails does not keep the others open.
		for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
			await step().catch((error: unknown) => console.error(error));
		}
	};
	try {
		const files = join(folder, 'page');
		await bundle(options, files);
		const { app, extra = {}, receive } = options;
		const served = await serveApp({
			root: app ?? files,
			port: 0,
			extra: app === undefined ? extra : { ...extra, [BESIDE]: files },
			receive,
		});
		undo.push(() => served.close());
		const page = await openPage(options, join(folder, 'profile'), undo);
		options.onPage?.(page);
		const url = app === undefined ? served.url : new URL(BESIDE, served.url).href;
		await openReady(page, url, options.ready);
		return {
			page,
			url: served.url,
			scriptUrl: new URL(SCRIPT, url).href,
			chromium: page.context().browser()?.version() ?? '',
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function openPage(
	{ onDisk, launch, context }: ToolPageOptions,
	profile: string,
	undo: (() => Promise<void>)[],
): Promise<Page> {
	if (onDisk) {
		const started = await launchWithProfile(profile);
		undo.push(() => started.close());
		return started.newPage();
	}
	const started = await launchChromium(launch);
	undo.push(() => started.close());
	return started.newPage(context);
}

/** What a page throws on its way is said: a script that does not start gives no other sign. */
async function openReady(page: Page, url: string, ready: string | null): Promise<void> {
	let fail: (error: Error) => void = () => {};
	const broken = new Promise<never>((_resolve, reject) => (fail = reject));
	broken.catch(() => {}); // nobody waits for it any more once the page is ready
	page.on('pageerror', (error) => {
		console.error(`The page ${url} threw: ${error.stack ?? error.message}`);
		fail(error);
	});
	await page.goto(url);
	if (ready === null) return;
	const set = page.waitForFunction((name) => name in globalThis, ready, { timeout: READY_MS });
	try {
		await Promise.race([set, broken]);
	} catch (cause) {
		set.catch(() => {}); // it lost the race, and ends with the page
		const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
		throw new CommandError(`The page ${url} did not start in Chromium: ${why}`, { cause });
	}
}

async function bundle(
	{ entry, ready, title, body = '' }: ToolPageOptions,
	folder: string,
): Promise<void> {
	const { build } = await import('vite');
	await build({
		configFile: false,
		root: ROOT,
		base: './',
		publicDir: false,
		logLevel: 'error',
		worker: { format: 'es' },
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2023',
			// There is no document in a worker to preload anything with.
			modulePreload: false,
			rolldownOptions: { input: entry, output: { entryFileNames: SCRIPT } },
		},
	});
	const script = ready === null ? '' : `<script type="module" src="${SCRIPT}"></script>`;
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, 'index.html'),
		`<!doctype html><title>${title}</title>${body}${script}`,
	);
}
