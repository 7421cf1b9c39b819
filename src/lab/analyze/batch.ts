/**
 * Many films through the built app's own line, one after the other.
 *
 * In    the built app, films, and the network that is to run
 * Out   `records` in the order of the films, also after `run` was interrupted or has thrown
 * Owns  server and browser while it runs; SIGINT and SIGTERM end it before the next film
 * Fails CommandError where the line cannot be started at all; a bad film is a sentence in `progress`
 */
import type { BackendChoice, TrackerChoice } from '../../core/record/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import { fileFaultSentence } from '../../files/export/index.ts';
import type { Input } from '../terminal/index.ts';
import { LineBrowser } from './line-browser.ts';
import type { ChosenNetwork } from './network.ts';
import type { Progress } from '../terminal/index.ts';
import { foundSentence, recordOf, warningSentence } from './results.ts';

export interface BatchOptions {
	/** Folder of the built app. */
	readonly dist: string;
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/** Null: the network that the app ships. */
	readonly network: ChosenNetwork | null;
}

export class Batch {
	readonly records: SessionRecord[] = [];
	readonly #progress: Progress;
	#failed = 0;
	#interrupted = false;

	constructor(progress: Progress) {
		this.#progress = progress;
	}

	/** Films with a fault; some of them have a record too. */
	get failed(): number {
		return this.#failed;
	}
	/** Somebody ended it before the last film. */
	get interrupted(): boolean {
		return this.#interrupted;
	}

	async run(films: readonly Input[], { dist, ...options }: BatchOptions): Promise<void> {
		const line = new LineBrowser(dist, options, (news) => this.#progress.update(news));
		const interrupt = (): void => {
			this.#interrupted = true;
			void line.close();
		};
		process.once('SIGINT', interrupt);
		process.once('SIGTERM', interrupt);
		try {
			for (const [at, film] of films.entries()) {
				if (this.#interrupted) return;
				this.#progress.start(at + 1, films.length, film.name);
				await this.#film(film, line);
			}
		} finally {
			await line.close();
		}
	}

	async #film({ path, name }: Input, line: LineBrowser): Promise<void> {
		const result = await line.analyze(path);
		if (this.#interrupted) return;
		const record = recordOf(name, result);
		if (record) {
			this.records.push(record);
			this.#progress.done(record.quality.frames, foundSentence(record));
		}
		const warning = 'code' in result ? null : warningSentence(name, result);
		if (warning) this.#progress.say(warning);
		const fault = 'code' in result ? result : result.fault;
		if (fault) {
			this.#failed += 1;
			this.#progress.say(fileFaultSentence(name, fault));
		}
	}
}
