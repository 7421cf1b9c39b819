/**
 * Many films through the built app's own line, some of them side by side.
 *
 * In    the built app, films, and the network that is to run
 * Out   `records` in the order of the films, also after `run` was interrupted or has thrown
 * Owns  server and browser while it runs; SIGINT and SIGTERM end it before the next film
 * Fails CommandError where the line cannot be started at all; a bad film is a sentence in `progress`
 */
import type {
	BackendChoice,
	FaceChoice,
	FaceWish,
	TrackerChoice,
} from '../../core/record/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import { fileFaultSentence } from '../../files/export/index.ts';
import type { Input } from '../terminal/index.ts';
import { LineBrowser } from './line-browser.ts';
import type { ChosenNetwork } from './network.ts';
import type { Progress } from '../terminal/index.ts';
import { peopleOf } from './people.ts';
import { facesSentence, foundSentence, recordOf, warningSentence } from './results.ts';

export interface BatchOptions {
	/** Folder of the built app. */
	readonly dist: string;
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/** Null: the network that the app ships. */
	readonly network: ChosenNetwork | null;
	/** Which face is followed; `all`: a record for each person. */
	readonly face: FaceWish | 'all';
	readonly mirrored: boolean;
	/** Films at the same time, each in a browser of its own. */
	readonly jobs: number;
}

interface Lane {
	readonly line: LineBrowser;
	readonly progress: Progress;
}

export class Batch {
	readonly #progress: Progress;
	/** By the film's place; of one film several where every person has one. */
	readonly #records = new Map<number, SessionRecord[]>();
	#failed = 0;
	#interrupted = false;

	constructor(progress: Progress) {
		this.#progress = progress;
	}

	get records(): readonly SessionRecord[] {
		return [...this.#records].sort(([a], [b]) => a - b).flatMap(([, records]) => records);
	}
	/** Films with a fault; some of them have a record too. */
	get failed(): number {
		return this.#failed;
	}
	/** Somebody ended it before the last film. */
	get interrupted(): boolean {
		return this.#interrupted;
	}

	async run(
		films: readonly Input[],
		{ dist, jobs, face, mirrored, ...options }: BatchOptions,
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
		const waiting = [...films.entries()];
		let broken = false;
		const work = async ({ line, progress }: Lane): Promise<void> => {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
				if (this.#interrupted || broken) return;
				const [at, film] = next;
				progress.start(at + 1, films.length, film.name);
				await this.#film(at, film, { line, progress }, { face, mirrored });
			}
		};
		try {
			const ends = await Promise.allSettled(
				lanes.map((lane) =>
					work(lane).catch((error: unknown) => {
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
		at: number,
		{ path, name }: Input,
		{ line, progress }: Lane,
		{ face, mirrored }: Pick<BatchOptions, 'face' | 'mirrored'>,
	): Promise<void> {
		const pass = async (which: FaceChoice): Promise<SessionRecord | null> => {
			const result = await line.analyze(path, { face: which, mirrored });
			if (this.#interrupted) return null;
			const record = recordOf(name, result, mirrored);
			if (record) progress.done(record.quality.frames, foundSentence(record));
			const warning = 'code' in result ? null : warningSentence(name, result);
			if (warning) progress.say(warning);
			const fault = 'code' in result ? result : result.fault;
			if (fault) {
				this.#failed += 1;
				progress.say(fileFaultSentence(name, fault));
				if (fault.code === 'file/no-face' && typeof which === 'number') {
					progress.say(`${name}: there were never ${which} faces at once; try --face largest.`);
				}
			}
			return record;
		};
		const first = await pass(face === 'all' ? 'largest' : face);
		if (first === null) return;
		this.#records.set(at, [first]);
		const seen = facesSentence(name, first.faces ?? null);
		if (seen) progress.say(seen);
		if (face !== 'all' || !first.faces) return;
		const people = peopleOf(first.faces, first.quality.durationMs);
		if (people.length < 2) return;
		progress.say(`${name}: ${people.length} people, a pass and a record for each.`);
		const records: SessionRecord[] = [];
		for (const person of people) {
			const record = await pass(person);
			if (record) records.push(record);
		}
		if (records.length > 0) this.#records.set(at, records);
	}
}
