/**
 * A run of `npm run analyze`: films that are left are measured, and each is kept the moment it is done.
 * A whole run is its own only shard, merged at once.
 *
 * In    films, and where the results go; a folder for what is done meanwhile
 * Out   the exit status; a shard's folder, or documents with `summary.json` and `failed.csv`
 * Fails CommandError where the line cannot be started, or something cannot be written
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Input, Progress } from '../terminal/index.ts';
import { counted, jsonText, makeFolder } from '../terminal/index.ts';
import type { AnalyzeArguments } from './arguments.ts';
import type { BatchOptions, DoneFilm } from './batch.ts';
import { Batch } from './batch.ts';
import { filmDocuments } from './fragments.ts';
import { writeFinished } from './merge.ts';
import type { OutputPlan } from './outputs.ts';
import { SUMMARY } from './outputs.ts';
import { replaceFile } from './replace-file.ts';
import type { FilmEntry } from './shards/entry.ts';
import { laterThan } from './shards/entry.ts';
import { finishedFilms } from './shards/finished.ts';
import { WHOLE, owns, shardFolderName } from './shards/shard.ts';
import type { IndexedFilm } from './shards/shard-folder.ts';
import { summaryOf, summarySentence } from './shards/summary.ts';
import type { FilmToDo, Work } from './shards/work.ts';
import { openWork } from './shards/work.ts';

export interface AnalyzeRun {
	readonly wanted: AnalyzeArguments;
	/** Null: a shard, whose folder is below `wanted.out`. */
	readonly plan: OutputPlan | null;
	readonly films: readonly Input[];
	/** A folder was named, or more than one film. */
	readonly several: boolean;
	readonly settings: Readonly<Record<string, string>>;
	readonly batch: BatchOptions;
	readonly progress: Progress;
}

export async function analyzeFilms(run: AnalyzeRun): Promise<number> {
	const { wanted, plan } = run;
	if (wanted.shard && wanted.out !== null) return analyzeShard(run, wanted.shard, wanted.out);
	if (plan === null) throw new Error('only a shard has no plan');
	const folder =
		wanted.out === null
			? await mkdtemp(join(tmpdir(), 'fleeting-analyze-'))
			: `${resolve(wanted.out)}.partial`;
	try {
		const work = await openWork({ ...run, folder, shard: WHOLE, resume: wanted.resume });
		let interrupted = false;
		let kept = true;
		let failed = 0;
		try {
			interrupted = await measured(run, work);
		} finally {
			// Whatever ended the batch: what was measured is written.
			const finished = await finishedFilms([folder]);
			const { summary, lines } = await writeFinished(plan, finished);
			for (const line of lines) run.progress.say(line);
			run.progress.say(summarySentence(summary));
			failed = summary.failed;
			kept = summary.missing > 0 ? finished.films.length > 0 : wanted.resume;
			if (!kept) await rm(folder, { recursive: true, force: true });
		}
		if (interrupted) return stopped(run, kept);
		return failed === 0 ? 0 : 1;
	} finally {
		if (wanted.out === null) await rm(folder, { recursive: true, force: true });
	}
}

async function analyzeShard(
	run: AnalyzeRun,
	shard: NonNullable<AnalyzeArguments['shard']>,
	out: string,
): Promise<number> {
	await makeFolder(out);
	const folder = join(out, shardFolderName(shard));
	const work = await openWork({ ...run, folder, shard, resume: run.wanted.resume });
	const interrupted = await measured(run, work);
	const { films } = await finishedFilms([folder]);
	const own = films.filter(({ at }: IndexedFilm) => owns(shard, at));
	const mine = run.films.filter((_, at) => owns(shard, at)).length;
	const summary = summaryOf(mine, own);
	await replaceFile(join(folder, SUMMARY), [jsonText(summary)]);
	run.progress.say(`Shard ${shard.index}/${shard.count}: ${summarySentence(summary)}`);
	if (interrupted) return stopped(run);
	return summary.failed === 0 ? 0 : 1;
}

/** Whether somebody stopped it. */
async function measured({ wanted, batch: options, progress }: AnalyzeRun, work: Work) {
	const { writer, todo, done } = work;
	for (const remark of work.remarks) progress.say(remark);
	if (done > 0) progress.say(`Done before: ${counted(done, 'film')}. Left: ${todo.length}.`);
	const batch = new Batch(progress, (film) =>
		writer.add(entryOf(todo[film.place]!, film, { list: work.list, format: wanted.format })),
	);
	try {
		const films = todo.map(({ film }) => film);
		if (films.length > 0) await batch.run(films, options);
	} finally {
		await writer.close();
	}
	return batch.interrupted;
}

export function entryOf(
	{ at, film, file, afterMs }: FilmToDo,
	{ records, fault, wallMs, processorMs }: DoneFilm,
	{ list, format }: Pick<AnalyzeArguments, 'format'> & { readonly list: string },
): FilmEntry {
	// Of several people in a film each has a record of the same frames.
	const most = (of: (record: DoneFilm['records'][number]) => number): number =>
		Math.max(0, ...records.map(of));
	return {
		list,
		at,
		film: film.name,
		...file,
		doneMs: laterThan(afterMs),
		void: false,
		documents: filmDocuments(format, records),
		fault,
		frames: most(({ quality }) => quality.frames),
		filmMs: Math.round(most(({ quality }) => quality.durationMs)),
		events: records.reduce((sum, { events }) => sum + events.length, 0),
		wallMs,
		processorMs,
	};
}

function stopped({ wanted, progress }: AnalyzeRun, kept = true): number {
	const way = kept && wanted.out !== null ? '; --resume goes on from here.' : '.';
	progress.say(`Stopped before the last film; what was analyzed is written${way}`);
	return 130;
}
