/**
 * `npm run evaluate -- spotting`: how well the product's own line finds movements that are known.
 *
 * In    a folder with truth and films, options (src/lab/evaluate/arguments.ts)
 * Out   a table on standard output, the figures as JSON where asked for; progress on standard error
 * Exit  0 every clip was counted; 1 some were not (the others are); 2 wrong usage
 */
import { join } from 'node:path';
import { Batch, usualJobs } from '../analyze/index.ts';
import { ensureBuilt } from '../build/index.ts';
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
import { USAGE, readArguments } from './arguments.ts';
import { findClips } from './clips.ts';
import { spottingFigures } from './document.ts';
import { joined } from './measure.ts';
import { tableText } from './table.ts';

/** What the About screen shows. */
const SHOWN = 'static/models/spotting.json';

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const clips = await findClips(wanted.truth, wanted.clips);
	if (wanted.json !== null) await makeFolderOf(wanted.json);
	const revision = revisionOf(ROOT, SHOWN);
	await ensureBuilt(ROOT);

	const progress = new Progress(standardError());
	const batch = new Batch(progress);
	await batch.run(clips.films, {
		dist: join(ROOT, 'dist'),
		backend: 'auto',
		tracker: wanted.tracker,
		network: null,
		jobs: usualJobs(),
	});
	if (batch.interrupted) {
		progress.say('Stopped before the last clip: nothing is reported.');
		return 130;
	}

	const { measured, missing, doubts } = joined(clips.truths, batch.records);
	for (const doubt of doubts) progress.say(doubt);
	for (const file of missing) progress.say(`${file}: not analyzed to its end, so not counted.`);
	if (measured.length === 0) {
		throw new CommandError('No clip could be analyzed: there is nothing to report.');
	}
	const figures = spottingFigures(measured, {
		name: clips.name,
		note: wanted.note,
		missing: missing.length,
		date: new Date().toISOString().slice(0, 10),
		revision,
		seed: wanted.seed,
	});
	await toStandardOutput(tableText(figures));
	for (const path of [wanted.json, wanted.save ? join(ROOT, SHOWN) : null]) {
		if (path === null) continue;
		await makeFolderOf(path);
		await writeText(path, jsonText(figures));
		progress.say(path);
	}
	return missing.length === 0 ? 0 : 1;
}
