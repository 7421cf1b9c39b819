/**
 * Many films through the built app's own line, some of them side by side.
 *
 * In    the built app, films, and the network that is to run
 * Out   each film as soon as it is done, to whoever takes it; nothing of it is kept here
 * Owns  server and browser while it runs; SIGINT and SIGTERM end it before the next film
 * Fails CommandError where the line cannot be started at all, or whoever takes the films fails; a bad
 *       film is a sentence in `progress`
 */
import type { BackendChoice, FaceWish, TrackerChoice } from '../../core/record/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import type { Input } from '../terminal/index.ts';
import { LineBrowser } from './line-browser.ts';
import type { ChosenNetwork } from './network.ts';
import type { Progress } from '../terminal/index.ts';
import { foundSentence } from './results.ts';
import type { DoneBadly, HowWatched } from './watched.ts';
import { watched } from './watched.ts';

export interface BatchOptions {
	/** Folder of the built app. */
	readonly dist: string;
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/** Null: the network that the app ships. */
	readonly network: ChosenNetwork | null;
	/** Frames a second at which the films were filmed; left out or null: as their tags say. */
	readonly captureFps?: number | null;
	/** Which face is followed; `all`: a record for each person. */
	readonly face: FaceWish | 'all';
	readonly mirrored: boolean;
	/** Films at the same time, each in a browser of its own. */
	readonly jobs: number;
	/** Without news for this long, ms, a film is given up. */
	readonly giveUpMs?: number;
}

/** A film that is done, well or badly. */
export interface DoneFilm {
	/** Its place among the films of the batch, from 0. */
	readonly place: number;
	/** None where not one frame was measured. */
	readonly records: readonly SessionRecord[];
	readonly fault: DoneBadly | null;
	/** Time that went by, and processor time of the browser, ms. */
	readonly wallMs: number;
	readonly processorMs: number;
}

export type TakeFilm = (film: DoneFilm) => void | Promise<void>;

interface Lane {
	readonly line: LineBrowser;
	readonly progress: Progress;
}

export class Batch {
	readonly #progress: Progress;
	readonly #take: TakeFilm;
	#interrupted = false;

	constructor(progress: Progress, take: TakeFilm) {
		this.#progress = progress;
		this.#take = take;
	}

	/** Somebody ended it before the last film. */
	get interrupted(): boolean {
		return this.#interrupted;
	}

	async run(
		films: readonly Input[],
		{ dist, jobs, face, mirrored, captureFps = null, ...options }: BatchOptions,
	): Promise<void> {
		const lanes = Array.from({ length: Math.min(jobs, films.length) }, () => {
			const progress = this.#progress.beside();
			return { progress, line: new LineBrowser(dist, options, (news) => progress.update(news)) };
		});
		const close = async (): Promise<void> => {
			await Promise.all(lanes.map(({ line }) => line.close()));
		};
		const interrupt = (): void => {
			this.#interrupted = true;
			void close();
		};
		process.once('SIGINT', interrupt);
		process.once('SIGTERM', interrupt);
		// Every lane takes the next film that nobody has.
		const waiting = films.entries();
		let broken = false;
		const work = async ({ line, progress }: Lane): Promise<void> => {
			for (let next = waiting.next(); !next.done; next = waiting.next()) {
				const [place, film] = next.value;
				if (this.#interrupted || broken) return;
				progress.start(place + 1, films.length, film.name);
				await this.#film(place, film, { line, progress }, { face, mirrored, captureFps });
			}
		};
		try {
			const ends = await Promise.allSettled(
				lanes.map((lane) =>
					work(lane).catch((error: unknown) => {
						// A browser that was to start when somebody stopped it all.
						if (this.#interrupted) return;
						broken = true;
						throw error;
					}),
				),
			);
			for (const end of ends) if (end.status === 'rejected') throw end.reason;
		} finally {
			process.off('SIGINT', interrupt);
			process.off('SIGTERM', interrupt);
			await close();
		}
	}

	async #film(
		place: number,
		film: Input,
		{ line, progress }: Lane,
		how: HowWatched,
	): Promise<void> {
		const startedMs = performance.now();
		const usedBefore = await line.processorMs();
		const { records, fault, said } = await watched(line, film, how, (line) => progress.say(line));
		if (this.#interrupted) return;
		const processorMs = Math.max(0, Math.round((await line.processorMs()) - usedBefore));
		const wallMs = Math.round(performance.now() - startedMs);
		await this.#take({
			place,
			records,
			fault,
			wallMs,
			processorMs,
		});
		// Said once it is kept: whoever reads "done" may rely on it.
		for (const record of records) progress.done(record.quality.frames, foundSentence(record));
		for (const sentence of said) progress.say(sentence);
		if (fault) progress.say(fault.sentence);
	}
}
