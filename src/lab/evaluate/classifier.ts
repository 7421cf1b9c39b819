/**
 * `npm run evaluate -- classifier`: how well the network reads movements that are known.
 *
 * In    a trained network; films and their truth, where named (src/lab/evaluate/classifier/arguments.ts)
 * Out   a table on standard output, the figures as JSON where asked for; progress on standard error
 * Runs  in Node, on tfjs' wasm backend. Drawn people: motions as the trainer draws them, of people it
 *       has kept back. Films: decoded by the product's own decoder and face mesh, then `FaceLine`;
 *       read at the true key frames, and at those that the line finds
 * Fails CommandError, UsageError in one sentence
 */
import { basename, join, resolve } from 'node:path';
import { LEAST_OVERLAP } from '../../study/evaluation/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { RESAMPLES } from '../../core/statistics/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import { figuresOf, judged, predict, useWasm } from '../judge/index.ts';
import { drawHeldOut } from '../train/index.ts';
import {
	Progress,
	ROOT,
	appVersion,
	jsonText,
	logToStandardError,
	makeFolderOf,
	standardError,
	toStandardOutput,
	writeText,
	revisionOf,
} from '../terminal/index.ts';
import { openFilms } from '../footage/node/index.ts';
import { People } from './people.ts';
import { USAGE, readArguments } from './classifier/arguments.ts';
import type { ClassifierFigures } from './classifier/document.ts';
import { CLASSIFIER_FORMAT } from '../../files/export/index.ts';
import { filmFigures } from './classifier/film-figures.ts';
import type { PublishedNetwork } from './classifier/network.ts';
import { readNetwork } from './classifier/network.ts';
import type { FilmOutcome } from './classifier/outcome.ts';
import { outcomeOf } from './classifier/outcome.ts';
import { tableText } from './classifier/table.ts';
import { readTrueMovements } from './classifier/truth.ts';

const SHIPPED = join(ROOT, 'static/models/live');
/** Where the app may find the figures. */
const SHOWN = 'static/models/classifier.json';
/** Of the resampling. */
const SEED = 1;

/**
 * @param args - the words after `classifier`.
 * @returns the exit status
 */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const paths = [wanted.json, wanted.save ? join(ROOT, SHOWN) : null].filter(
		(path) => path !== null,
	);
	for (const path of paths) await makeFolderOf(path);
	const network = await readNetwork(wanted.network ?? SHIPPED);
	const revision = revisionOf(ROOT, SHOWN);
	const progress = new Progress(standardError());
	await useWasm();

	const films =
		wanted.truth === null ? null : await inFilms(network, wanted.truth, wanted.cache, progress);
	const { name, version, weights, naming } = network.file;
	const figures: ClassifierFigures = {
		format: CLASSIFIER_FORMAT,
		version: await appVersion(),
		date: new Date().toISOString().slice(0, 10),
		revision,
		network: { name, version, sha256: weights.sha256 },
		levels: naming.map(({ coverage, from }) => ({ coverage, from })),
		drawn: onDrawnPeople(network, wanted.events, progress),
		films,
	};
	await toStandardOutput(tableText(figures));
	for (const path of paths) {
		await writeText(path, jsonText(figures));
		progress.say(path);
	}
	return 0;
}

function onDrawnPeople(
	network: PublishedNetwork,
	events: number | null,
	progress: Progress,
): ClassifierFigures['drawn'] {
	const heldOut = { ...network.heldOut, testDrawn: events ?? network.heldOut.testDrawn };
	const { seed, heldOutPeople: people, testDrawn } = heldOut;
	progress.say(`Drawing ${testDrawn} events of ${people} people.`);
	const data = drawHeldOut(heldOut);
	const { architecture } = network.file;
	const logits = predict({ architecture, parameters: network.parameters }, data);
	const figures = figuresOf(judged(data, logits), network.file);
	return { seed, people, events: data.size, figures };
}

async function inFilms(
	network: PublishedNetwork,
	truth: string,
	cache: string,
	progress: Progress,
): Promise<ClassifierFigures['films']> {
	const movements = await readTrueMovements(truth);
	const films = await openFilms(ROOT, truth, cache, progress);
	const outcomes: FilmOutcome[] = [];
	try {
		for (const [i, film] of films.entries()) {
			progress.start(i + 1, films.length, film.name);
			const outcome = outcomeOf(film, movements.get(film.truth.file)!, network);
			outcomes.push(outcome);
			progress.done(film.frames, `${outcome.hits} of ${outcome.movements.length} found`);
		}
	} finally {
		for (const film of films) film.close();
	}
	const people = new People(
		outcomes.map(({ clip }) => clip.person),
		seeded(SEED),
	);
	return {
		data: {
			name: basename(resolve(truth)),
			films: outcomes.length,
			people: new Set(outcomes.map(({ clip }) => clip.person)).size,
			events: outcomes.reduce((sum, each) => sum + each.movements.length, 0),
		},
		settings: DEFAULT_SETTINGS,
		method: { overlap: LEAST_OVERLAP, resamples: RESAMPLES, seed: SEED },
		figures: filmFigures(outcomes, network.file, people),
	};
}
