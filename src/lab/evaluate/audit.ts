/**
 * `npm run evaluate -- audit`: how much of a coder's error an audit takes back.
 *
 * In    films with exact truth, options (src/lab/evaluate/audit/arguments.ts)
 * Out   a table on standard output, the figures as JSON where asked for; progress on standard error
 * Runs  in Node: films decoded by the product's own decoder and face mesh, measured as the worker's
 *       `measure` order does, each once
 * Fails CommandError, UsageError in one sentence
 */
import { basename, resolve } from 'node:path';
import { Bootstrap, RESAMPLES } from '../../core/statistics/index.ts';
import { TOLERANCE_MS } from '../../study/audit/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import {
	CommandError,
	Progress,
	ROOT,
	jsonText,
	logToStandardError,
	makeFolderOf,
	standardError,
	toStandardOutput,
	writeText,
	revisionOf,
} from '../terminal/index.ts';
import { openFilms } from '../footage/node/index.ts';
import type { AuditTrialArguments } from './audit/arguments.ts';
import { USAGE, readArguments } from './audit/arguments.ts';
import type { AuditDocument } from './audit/document.ts';
import { AUDIT_FIGURES_FORMAT } from './audit/document.ts';
import { figuresOf } from './audit/figures.ts';
import { measureFilm } from './audit/measured-film.ts';
import { tableText } from './audit/table.ts';
import type { Trial } from './audit/trials.ts';
import { trialsOf } from './audit/trials.ts';

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const { json } = wanted;
	if (json !== null) await makeFolderOf(json);
	const document = await figures(wanted);
	await toStandardOutput(tableText(document));
	if (json !== null) {
		await writeText(json, jsonText(document));
		console.error(json);
	}
	return 0;
}

async function figures(wanted: AuditTrialArguments): Promise<AuditDocument> {
	const { truth, cache, jitters, runs, seed } = wanted;
	const progress = new Progress(standardError());
	const films = await openFilms(ROOT, truth, cache, progress);
	const random = seeded(seed);
	const trials = new Map<number, Trial[]>(jitters.map((jitter) => [jitter, []]));
	const eventful = films.filter((film) => film.truth.events.length > 0);
	if (eventful.length === 0) throw new CommandError(`No video in ${truth} has a movement.`);
	try {
		for (const [i, film] of eventful.entries()) {
			progress.start(i + 1, eventful.length, film.name);
			const measured = measureFilm(film);
			for (const [jitter, list] of trials) {
				list.push(...trialsOf(film, measured, { jitter, runs, random }));
			}
			progress.done(film.frames, `${film.truth.events.length} movements`);
		}
	} finally {
		for (const film of films) film.close();
	}
	const persons = eventful.map((film) => film.truth.person);
	return {
		format: AUDIT_FIGURES_FORMAT,
		date: new Date().toISOString().slice(0, 10),
		revision: revisionOf(ROOT, 'static/models'),
		data: {
			name: basename(resolve(truth)),
			films: eventful.length,
			movements: eventful.reduce((sum, film) => sum + film.truth.events.length, 0),
			people: new Set(persons).size,
		},
		method: { runs, seed, resamples: RESAMPLES, toleranceMs: TOLERANCE_MS },
		jitters: [...trials].map(([jitter, list]) =>
			figuresOf(list, jitter, new Bootstrap(persons, seeded(seed)), TOLERANCE_MS),
		),
	};
}
