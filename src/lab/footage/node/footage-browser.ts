/**
 * Brings films and pictures to Node as the line gets them: decoded and meshed in headless Chromium.
 *
 * Owns  the browser and its server: `close()`
 */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { FilmSize } from '../footage.ts';
import { assetsAt } from '../../../line/pipeline/index.ts';
import { ensureBuilt } from '../../build/index.ts';
import type { ToolPage } from '../../browser/index.ts';
import { openToolPage } from '../../browser/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { FootageAnswer, FootageOrder } from './contract.ts';

const DELIVERY = '/deliver-footage';

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
	#tool: ToolPage | null = null;
	/** File that the frames of the film in hand go to. */
	#target: string | null = null;

	private constructor() {}

	static async open(root: string): Promise<FootageBrowser> {
		await ensureBuilt(root);
		const opened = new FootageBrowser();
		try {
			await opened.#start(root);
			return opened;
		} catch (error) {
			await opened.close();
			throw error;
		}
	}

	async #start(root: string): Promise<void> {
		this.#tool = await openToolPage({
			entry: fileURLToPath(new URL('footage-worker.ts', import.meta.url)),
			ready: null,
			title: 'Footage',
			body: '<input type="file" multiple id="footage">',
			app: join(root, 'dist'),
			receive: { [DELIVERY]: (body) => this.#take(body) },
		});
		await this.#tool.page.evaluate((address) => {
			(globalThis as WithWorker).footageWorker = new Worker(address, { type: 'module' });
		}, this.#tool.scriptUrl);
		await this.#ask({
			kind: 'prepare',
			assets: assetsAt((path) => this.#address(`/${path}`)),
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
			kind: 'read-pictures',
			deliverTo: this.#address(DELIVERY),
			names: paths.map((path) => basename(path)),
			numbers,
			fps,
		} as const;
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
			await this.#tool!.page.setInputFiles('#footage', [...paths]);
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
		await this.#tool?.close();
	}

	/** The page adds the files in its input. */
	async #ask(order: Asked): Promise<FootageAnswer> {
		const said = await this.#tool!.page.evaluate(
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
		return new URL(path, this.#tool!.url).href;
	}
}
