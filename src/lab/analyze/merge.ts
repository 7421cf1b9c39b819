/**
 * One result from finished films, wherever they were measured: the same bytes as of a single run.
 *
 * In    folders of shards
 * Out   documents, and beside them `summary.json` and `failed.csv`; a line about each place
 * Fails CommandError: shards that do not belong together, or are not finished where they should be
 */
import { csvFile } from '../../files/export/index.ts';
import { CommandError, jsonText } from '../terminal/index.ts';
import { failedCsv } from './failed-csv.ts';
import type { Format } from './arguments.ts';
import type { OutputPlan } from './outputs.ts';
import { FAILED, SUMMARY, besidePath, planOutput, writeDocuments } from './outputs.ts';
import { replaceFile } from './replace-file.ts';
import type { FinishedFilms } from './shards/finished.ts';
import { documentsOf, finishedFilms } from './shards/finished.ts';
import type { IndexedFilm } from './shards/shard-folder.ts';
import type { AnalysisSummary } from './shards/summary.ts';
import { summaryOf } from './shards/summary.ts';

export interface Merged {
	readonly summary: AnalysisSummary;
	readonly lines: readonly string[];
}

/** @param partial - take what is done where films are left */
export async function mergeShards(
	folders: readonly string[],
	out: string,
	partial: boolean,
): Promise<Merged> {
	const finished = await finishedFilms(folders);
	const { head, unfinished } = finished;
	if (unfinished.length > 0 && !partial) {
		throw new CommandError(
			`${unfinished.join('\n')}\nRun these again with --resume, or merge what is done with --partial.`,
		);
	}
	const plan = await planOutput(head.settings['format'] as Format, out, head.several);
	const merged = await writeFinished(plan, finished);
	return { ...merged, lines: [...unfinished, ...merged.lines] };
}

export async function writeFinished(
	plan: OutputPlan,
	{ head, films }: FinishedFilms,
): Promise<Merged> {
	const texts = async function* (only?: string): AsyncGenerator<string> {
		for (const film of films) {
			for (const { name, text } of film.names.length > 0 ? await documentsOf(film) : []) {
				if (only === undefined || name === only) yield text;
			}
		}
	};
	// Stopped before the first film: there is nothing to write, and an older result stays.
	if (films.length === 0 && head.films > 0) {
		return { summary: summaryOf(head.films, films), lines: [] };
	}
	const lines = await writeDocuments(plan, { names: films.flatMap(({ names }) => names), texts });
	const summary = summaryOf(head.films, films);
	// One film has said everything itself.
	if (!head.several) return { summary, lines };
	return { summary, lines: [...lines, ...(await writeBeside(plan, films, summary))] };
}

async function writeBeside(
	plan: OutputPlan,
	films: readonly IndexedFilm[],
	summary: AnalysisSummary,
): Promise<string[]> {
	const files = [
		[SUMMARY, jsonText(summary)],
		[FAILED, csvFile(failedCsv(films))],
	] as const;
	const written: string[] = [];
	for (const [name, text] of files) {
		const path = besidePath(plan, name);
		if (path === null) continue;
		await replaceFile(path, [text]);
		written.push(path);
	}
	return written;
}
