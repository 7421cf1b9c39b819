/**
 * Brings films and pictures to Node as the line gets them: decoded and meshed in headless Chromium.
 *
 * Owns  the browser, the server and a folder for the bundled worker: `close()`
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Browser, Page } from 'playwright-core';
import type { FilmSize } from '../footage.ts';
import { ensureBuilt } from '../../build/index.ts';
import { launchChromium } from '../../browser/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { Served } from '../../serve/index.ts';
import { serveApp } from '../../serve/index.ts';
import type { FootageAnswer, FootageOrder } from './contract.ts';

const PREFIX = '/footage/';
const DELIVERY = '/deliver-footage';
const PAGE = '<!doctype html><title>Footage</title><input type="file" multiple id="footage">';

/** An order without its files: the page adds those. */
type Asked =
	| Extract<FootageOrder, { kind: 'prepare' }>
	| Omit<Extract<FootageOrder, { file: File }>, 'file'>
	| Omit<Extract<FootageOrder, { kind: 'read-pictures' }>, 'files'>;
type Read = Extract<FootageAnswer, { kind: 'read' }>;
type WithWorker = typeof globalThis & { footageWorker: Worker };

/** Pictures of one folder, in order of time. */
export interface PictureSet {
	readonly paths: readonly string[];
	/** Frame numbers, increasing; what is missing is a gap in time. */
	readonly numbers: readonly number[];
	readonly fps: number;
}

export class FootageBrowser {
	readonly #folder: string;
	#served: Served | null = null;
	#browser: Browser | null = null;
	#page: Page | null = null;
	/** File that the frames of the film in hand go to. */
	#target: string | null = null;

	private constructor(folder: string) {
		this.#folder = folder;
	}

	static async open(root: string): Promise<FootageBrowser> {
		await ensureBuilt(root);
		const opened = new FootageBrowser(await mkdtemp(join(tmpdir(), 'fleeting-footage-')));
		try {
			await opened.#start(root);
			return opened;
		} catch (error) {
			await opened.close();
			throw error;
		}
	}

	async #start(root: string): Promise<void> {
		await bundleWorker(root, this.#folder);
		this.#served = await serveApp({
			root: join(root, 'dist'),
			port: 0,
			extra: { [PREFIX]: this.#folder },
			receive: { [DELIVERY]: (body) => this.#take(body) },
		});
		this.#browser = await launchChromium();
		const page = await this.#browser.newPage();
		this.#page = page;
		await page.goto(this.#address(`${PREFIX}index.html`));
		await page.evaluate(
			(address) => {
				(globalThis as WithWorker).footageWorker = new Worker(address, { type: 'module' });
			},
			this.#address(`${PREFIX}footage-worker.js`),
		);
		await this.#ask({
			kind: 'prepare',
			wasmFolder: this.#address('/mediapipe'),
			model: this.#address('/models/face/face.task'),
		});
	}

	/** Writes the records of a film into the file `target`. */
	readFilm(film: string, target: string): Promise<FilmSize> {
		return this.#read({ kind: 'read-film', deliverTo: this.#address(DELIVERY) }, [film], target);
	}

	/** Writes the one record of a picture into the file `target`. */
	readPicture(picture: string, target: string): Promise<FilmSize> {
		const order = { kind: 'read-picture', deliverTo: this.#address(DELIVERY) } as const;
		return this.#read(order, [picture], target);
	}

	/** Writes a record for every picture that can be decoded into the file `target`. */
	readPictures(
		{ paths, numbers, fps }: PictureSet,
		target: string,
	): Promise<FilmSize & Pick<Read, 'skipped'>> {
		const order = {
			...({ kind: 'read-pictures', deliverTo: this.#address(DELIVERY) } as const),
			...{ names: paths.map((path) => basename(path)), numbers, fps },
		};
		return this.#read(order, paths, target);
	}

	async #read(
		order: Asked,
		paths: readonly string[],
		target: string,
	): Promise<FilmSize & Pick<Read, 'skipped'>> {
		await writeFile(target, '');
		this.#target = target;
		try {
			await this.#page!.setInputFiles('#footage', [...paths]);
			const said = await this.#ask(order);
			if (said.kind !== 'read' || said.frames === 0)
				throw new CommandError(`${paths[0]} has no frame.`);
			const { width, height, frames, skipped } = said;
			return { width, height, frames, skipped };
		} finally {
			this.#target = null;
		}
	}

	async close(): Promise<void> {
		await this.#browser?.close();
		await this.#served?.close();
		await rm(this.#folder, { recursive: true, force: true });
	}

	/** The page adds the files in its input. */
	async #ask(order: Asked): Promise<FootageAnswer> {
		const said = await this.#page!.evaluate(
			(asked) =>
				new Promise<FootageAnswer>((resolve) => {
					const { footageWorker } = globalThis as WithWorker;
					footageWorker.onmessage = ({ data }: MessageEvent<FootageAnswer>) => resolve(data);
					footageWorker.onerror = ({ message }) => resolve({ kind: 'failed', why: message });
					const input = document.querySelector<HTMLInputElement>('#footage');
					const files = [...(input?.files ?? [])];
					footageWorker.postMessage({ ...asked, file: files[0], files });
				}),
			order,
		);
		if (said.kind === 'failed')
			throw new CommandError(`The footage could not be read: ${said.why}.`);
		return said;
	}

	async #take(body: IncomingMessage): Promise<void> {
		if (this.#target === null) throw new Error('frames came without a film');
		await pipeline(body, createWriteStream(this.#target, { flags: 'a' }));
	}

	#address(path: string): string {
		return new URL(path, this.#served!.url).href;
	}
}

async function bundleWorker(root: string, folder: string): Promise<void> {
	const { build } = await import('vite');
	await build({
		configFile: false,
		root,
		publicDir: false,
		logLevel: 'error',
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2023',
			// There is no document in a worker to preload anything with.
			modulePreload: false,
			rolldownOptions: {
				input: join(root, 'src/lab/footage/node/footage-worker.ts'),
				output: { entryFileNames: 'footage-worker.js' },
			},
		},
	});
	await writeFile(join(folder, 'index.html'), PAGE);
}
