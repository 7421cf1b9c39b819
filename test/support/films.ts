/**
 * Films of the actor made on the spot with WebCodecs in Chromium: no coder needs to be installed, no
 * film needs to be kept.
 *
 * Owns  a browser and a small server until `close()`
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../../src/lab/browser/chromium.ts';
import { serveApp } from '../../src/lab/serve/server.ts';
import { ROOT } from './built-app.ts';
import type { FilmOrder, MakeFilm } from './film-page.ts';

export type { FilmOrder };

export interface FilmStudio {
	/** Writes the film to `path`; without options 640 x 480 at 30 frames a second. */
	film(
		path: string,
		order: Partial<FilmOrder> & Pick<FilmOrder, 'script' | 'frames'>,
	): Promise<void>;
	close(): Promise<void>;
}

export async function openFilmStudio(): Promise<FilmStudio> {
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-films-'));
	await build({
		configFile: false,
		root: join(ROOT, 'test/support'),
		logLevel: 'warn',
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2023',
			rolldownOptions: {
				input: join(ROOT, 'test/support/film-page.ts'),
				output: { entryFileNames: 'film.js' },
			},
		},
	});
	await writeFile(
		join(folder, 'index.html'),
		'<!doctype html><title>Films</title><script type="module" src="film.js"></script>',
	);
	const served = await serveApp({ root: folder, port: 0 });
	const browser = await launchChromium();
	const page = await browser.newPage();
	await page.goto(served.url);
	await page.waitForFunction(() => 'fleetingFilm' in globalThis);
	return {
		film: async (path, order) => {
			const complete = { width: 640, height: 480, fps: 30, container: 'mp4' as const, ...order };
			await writeFile(path, Buffer.from(await make(page, complete), 'base64'));
		},
		close: async () => {
			await browser.close();
			await served.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

const make = (page: Page, order: FilmOrder): Promise<string> =>
	page.evaluate(
		(asked) => (globalThis as typeof globalThis & { fleetingFilm: MakeFilm }).fleetingFilm(asked),
		order,
	);
