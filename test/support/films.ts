/**
 * Films of the actor made on the spot with WebCodecs in Chromium: no coder needs to be installed, no
 * film needs to be kept.
 *
 * Owns  a browser and a small server until `close()`
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openToolPage } from '../../src/lab/browser/index.ts';
import { ROOT } from './built-app.ts';
import type { FilmOrder, MakeFilm } from './film-page.ts';

export interface FilmStudio {
	/** Writes the film to `path`; without options 640 x 480 at 30 frames a second. */
	film(
		path: string,
		order: Partial<FilmOrder> & Pick<FilmOrder, 'script' | 'frames'>,
	): Promise<void>;
	close(): Promise<void>;
}

export async function openFilmStudio(): Promise<FilmStudio> {
	const { page, close } = await openToolPage({
		entry: join(ROOT, 'test/support/film-page.ts'),
		ready: 'fleetingFilm',
		title: 'Films',
	});
	return {
		film: async (path, order) => {
			const complete = { width: 640, height: 480, fps: 30, container: 'mp4' as const, ...order };
			await writeFile(path, Buffer.from(await make(page, complete), 'base64'));
		},
		close,
	};
}

const make = (page: Page, order: FilmOrder): Promise<string> =>
	page.evaluate(
		(asked) => (globalThis as typeof globalThis & { fleetingFilm: MakeFilm }).fleetingFilm(asked),
		order,
	);
