/**
 * The product's line in a headless browser, one file at a time. A page or worker that dies with a
 * file is replaced before the next.
 *
 * Owns  the browser and the server of the built app; `close()` ends them
 * Fails CommandError where the line cannot be started at all; a bad file is a result with a fault
 */
import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { FaultReport } from '../../core/record/index.ts';
import type { ServedBrowser } from '../browser/index.ts';
import { ProcessorMeter, openServedBrowser } from '../browser/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { BackendChoice, TrackerChoice } from '../../core/record/index.ts';
import type { ClipSource, ClipMeasurement, ShowOrder, ShownFrames } from './clip-contract.ts';
import type { AnalyzePage, FileResult, PrepareOptions, WatchOptions } from './contract.ts';
import type { VideoProgress } from '../terminal/index.ts';
import type { ChosenNetwork } from './network.ts';

/** No news from the page for this long: it hangs. The slowest frames seen take a second. */
export const GIVE_UP_MS = 60_000;
/** A browser that does not answer is left behind after this long; its end comes in its own time. */
const CLOSE_MS = 5000;
/** Processor time of a page that dies is lost from the last reading on. */
const METER_EVERY_MS = 5000;
/** Starts that may fail after one that went well: the machine may be short of something for a while. */
const MOST_STARTS = 3;
/** Loading the models compiles some 10 MB of WebAssembly; on a busy small machine that takes a while. */
const PREPARE_MS = 180_000;

const AS_IT_COMES: WatchOptions = { face: 'largest', mirrored: false, captureFps: null };

type WithPage = typeof globalThis & { fleetingAnalyze: AnalyzePage };

export interface LineOptions {
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/** Null: the network that the app ships. */
	readonly network: ChosenNetwork | null;
	/** Without news for this long, ms, a file is given up. @default GIVE_UP_MS */
	readonly giveUpMs?: number;
}

/** The page died with the files; `silentMs`: it was given up after so long without news. */
export type PageDeath = FaultReport & { readonly silentMs?: number };

/** The page was silent for too long. */
class Silence extends Error {
	readonly silentMs: number;

	constructor(silentMs: number) {
		super(`no new frame for ${silentMs / 1000} s`);
		this.silentMs = silentMs;
	}
}

export class LineBrowser {
	readonly #dist: string;
	readonly #options: LineOptions;
	readonly #onProgress: (progress: VideoProgress) => void;
	#opened: ServedBrowser | null = null;
	#page: Page | null = null;
	#meter: ProcessorMeter | null = null;
	#processorMs = 0;
	#heardMs = 0;
	#startedOnce = false;
	#ended = false;

	/** @param dist - folder of the built app. */
	constructor(dist: string, options: LineOptions, onProgress: (progress: VideoProgress) => void) {
		this.#dist = dist;
		this.#options = options;
		this.#onProgress = onProgress;
	}

	/** Processor time that its browsers took so far, ms. */
	async processorMs(): Promise<number> {
		// Only where a browser hangs does it not answer at once.
		this.#processorMs += (await Promise.race([this.#meter?.usedMs(), delay(CLOSE_MS)])) ?? 0;
		return this.#processorMs;
	}

	analyze(path: string, watch: WatchOptions = AS_IT_COMES): Promise<FileResult | PageDeath> {
		return this.#ask([path], (page) =>
			page.evaluate((asked) => (globalThis as WithPage).fleetingAnalyze.analyze(asked), watch),
		);
	}

	/** @param paths - of the film, or of the pictures that `clip` names */
	measure(paths: readonly string[], clip: ClipSource): Promise<ClipMeasurement | PageDeath> {
		return this.#ask(paths, (page) =>
			page.evaluate((asked) => (globalThis as WithPage).fleetingAnalyze.measure(asked), clip),
		);
	}

	/** @param paths - as for `measure` */
	show(
		paths: readonly string[],
		clip: ClipSource,
		order: ShowOrder,
	): Promise<ShownFrames | PageDeath> {
		return this.#ask(paths, (page) =>
			page.evaluate(
				(asked) => (globalThis as WithPage).fleetingAnalyze.show(asked.clip, asked.order),
				{ clip, order },
			),
		);
	}

	/** A fault: the page died with these files, and its detail says how. */
	async #ask<Result extends { readonly usable: boolean }>(
		paths: readonly string[],
		work: (page: Page) => Promise<Result>,
	): Promise<Result | PageDeath> {
		const page = await this.#startedPage();
		try {
			await page.setInputFiles('#film', [...paths]);
			this.#heardMs = performance.now() + (await openingMs(paths));
			const result = await this.#alive(page, work(page));
			if (!result.usable) await this.#dropPage();
			return result;
		} catch (error) {
			// What made the page hang may have taken more of the browser along.
			await this.#leave();
			const detail = error instanceof Error ? error.message.split('\n')[0]! : String(error);
			const death = { code: 'worker/crashed', detail } as const;
			return error instanceof Silence ? { ...death, silentMs: error.silentMs } : death;
		}
	}

	/** As `#readyPage`, but once it has worked, one failure is none. */
	async #startedPage(): Promise<Page> {
		for (let starts = 1; ; starts++) {
			try {
				const page = await this.#readyPage();
				this.#startedOnce = true;
				return page;
			} catch (error) {
				await this.#leave();
				if (this.#ended || !this.#startedOnce || starts === MOST_STARTS) throw error;
			}
		}
	}

	async #readyPage(): Promise<Page> {
		if (this.#page) return this.#page;
		if (!this.#opened?.browser.isConnected()) {
			await this.#end();
			// What was measured is still written when someone interrupts.
			this.#opened = await openServedBrowser({ root: this.#dist }, { endOnSignal: false });
			this.#meter = new ProcessorMeter(this.#opened.browser);
		}
		const { url, browser } = this.#opened;
		const page = await within(PREPARE_MS, browser.newPage());
		try {
			await page.exposeFunction('fleetingProgress', (progress: VideoProgress) => {
				this.#heardMs = performance.now();
				this.#onProgress(progress);
			});
			await page.goto(new URL('analyze.html', url).href);
			await page.waitForFunction(() => 'fleetingAnalyze' in globalThis);
			const options = await handOver(page, this.#options);
			const fault = await within(
				PREPARE_MS,
				page.evaluate(
					(options) => (globalThis as WithPage).fleetingAnalyze.prepare(options),
					options,
				),
			);
			if (fault) throw new CommandError(prepareSentence(fault));
		} catch (error) {
			await page.close().catch(() => {});
			if (error instanceof CommandError) throw error;
			const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
			throw new CommandError(`The measurement could not be started in Chromium: ${why}.`, {
				cause: error,
			});
		}
		this.#page = page;
		return page;
	}

	/** `work`, unless the page crashes, closes or falls silent before. */
	async #alive<Result>(page: Page, work: Promise<Result>): Promise<Result> {
		let stop = (): void => {};
		const death = new Promise<never>((_resolve, reject) => {
			const crashed = (): void => reject(new Error('the page crashed'));
			const giveUpMs = this.#options.giveUpMs ?? GIVE_UP_MS;
			let readMs = performance.now();
			const timer = setInterval(() => {
				const now = performance.now();
				if (now - this.#heardMs > giveUpMs) reject(new Silence(giveUpMs));
				if (now - readMs < METER_EVERY_MS) return;
				readMs = now;
				void this.#meter?.usedMs().then((used) => (this.#processorMs += used));
			}, 1000);
			page.once('crash', crashed);
			page.once('close', crashed);
			stop = () => {
				clearInterval(timer);
				page.off('crash', crashed);
				page.off('close', crashed);
			};
		});
		try {
			return await Promise.race([work, death]);
		} finally {
			stop();
			work.catch(() => {}); // it lost the race: its page is gone
		}
	}

	async #dropPage(): Promise<void> {
		const page = this.#page;
		this.#page = null;
		// A crashed or hanging page may not answer to being closed; the browser's end takes it along.
		await Promise.race([page?.close().catch(() => {}), delay(CLOSE_MS)]);
	}

	/** Without the browser, also where it does not end. */
	async #leave(): Promise<void> {
		await Promise.race([this.#end(), delay(CLOSE_MS)]);
	}

	async close(): Promise<void> {
		this.#ended = true;
		await this.#end();
	}

	async #end(): Promise<void> {
		const opened = this.#opened;
		this.#opened = null;
		this.#page = null;
		this.#meter = null;
		await opened?.close().catch(() => {});
	}
}

/** A network of many megabytes goes through the page's input, a small one as text. */
async function handOver(
	page: Page,
	{ network, backend, tracker }: LineOptions,
): Promise<PrepareOptions> {
	const choices = { backend, tracker };
	if (network === null || 'text' in network) return { ...choices, network };
	await page.setInputFiles('#network', network.path);
	return { ...choices, network: 'picked' };
}

function prepareSentence({ code, detail }: FaultReport): string {
	switch (code) {
		case 'browser/webcodecs':
		case 'browser/simd':
			return `This Chromium is too old (${detail}): install a newer one.`;
		case 'landmarks/webgl':
			return `Finding the face needs WebGL 2, which this Chromium does not provide: ${detail}.`;
		case 'landmarks/model':
			return `The face model could not be read (${detail}): delete the folder dist and start again.`;
		case 'model/missing':
			return `The network's weights could not be read (${detail}): delete the folder dist and start again.`;
		case 'model/mismatch':
			return `The network's weights do not fit this version (${detail}): delete the folder dist and start again.`;
		case 'gpu/absent':
			return `The network could not be started (${detail}): try --backend wasm.`;
		default:
			return `The measurement could not be started (${code}: ${detail}).`;
	}
}

const delay = (ms: number): Promise<undefined> =>
	new Promise((resolve) => {
		setTimeout(() => resolve(undefined), ms).unref();
	});

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Slow disks and networks, bytes a second. */
const SLOW_READING = 20e6;

/** So long may a film be read through from end to end before its first frame, for its times. */
async function openingMs(paths: readonly string[]): Promise<number> {
	const sizes = await Promise.all(paths.map((path) => stat(path).then(({ size }) => size)));
	return (1000 * sizes.reduce((sum, size) => sum + size, 0)) / SLOW_READING;
}
