/**
 * A headless Chromium with the paper network on its page.
 *
 * Out   the page's own calls (contract.ts), awaited from here, and close()
 * Fails CommandError where there is no Chromium; what the page throws otherwise
 */
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../browser/index.ts';
import { serveApp } from '../../serve/index.ts';
import type { PaperPage } from './contract.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

export interface OpenPaperPage extends PaperPage {
	/** The browser's version. */
	readonly chromium: string;
	close(): Promise<void>;
}

type WithPaper = typeof globalThis & { fleetingPaper: PaperPage };

export async function openPaperPage(): Promise<OpenPaperPage> {
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-paper-'));
	const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
	const close = async (): Promise<void> => {
		for (const step of undo.reverse()) await step();
		undo.length = 0;
	};
	try {
		await bundle(folder);
		const served = await serveApp({ root: folder, port: 0 });
		undo.push(() => served.close());
		const browser = await launchChromium();
		undo.push(() => browser.close());
		const page = await browser.newPage();
		await page.goto(served.url);
		await page.waitForFunction(() => 'fleetingPaper' in globalThis);
		return {
			chromium: browser.version(),
			load: (backend, classes, hardware) =>
				page.evaluate(
					([name, count, only]) => (globalThis as WithPaper).fleetingPaper.load(name, count, only),
					[backend, classes, hardware] as const,
				),
			forward: () => page.evaluate(() => (globalThis as WithPaper).fleetingPaper.forward()),
			timeEvent: () => page.evaluate(() => (globalThis as WithPaper).fleetingPaper.timeEvent()),
			timeProducts: () =>
				page.evaluate(() => (globalThis as WithPaper).fleetingPaper.timeProducts()),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function bundle(folder: string): Promise<void> {
	const { build } = await import('vite');
	await build({
		configFile: false,
		root: ROOT,
		publicDir: false,
		logLevel: 'error',
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2023',
			chunkSizeWarningLimit: 1500,
			rolldownOptions: {
				input: join(ROOT, 'src/lab/parity/paper-page/page.ts'),
				output: { entryFileNames: 'page.js' },
			},
		},
	});
	await writeFile(
		join(folder, 'index.html'),
		'<!doctype html><title>Paper network</title><script type="module" src="page.js"></script>',
	);
	const require = createRequire(import.meta.url);
	const wasm = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
	await mkdir(join(folder, 'tfjs-wasm'));
	for (const name of await readdir(wasm)) {
		if (name.endsWith('.wasm')) await copyFile(join(wasm, name), join(folder, 'tfjs-wasm', name));
	}
}
