/**
 * `npm run evaluate -- spotting`: how well the product's own line finds movements that are known.
 *
 * In    a folder with truth and films, options (src/lab/evaluate/arguments.ts)
 * Out   a table on standard output, the figures as JSON where asked for; progress on standard error
 * Exit  0 every clip was counted; 1 some were not (the others are); 2 wrong usage
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Batch } from '../analyze/index.ts';
import { Progress, standardError } from '../terminal/index.ts';
import { ensureBuilt } from '../build/index.ts';
import { CommandError } from '../terminal/index.ts';
import { USAGE, readArguments } from './arguments.ts';
import { findClips } from './clips.ts';
import { spottingFigures } from './document.ts';
import { joined } from './measure.ts';
import { revisionOf } from './revision.ts';
import { tableText } from './table.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** What the About screen shows. */
const SHOWN = 'static/models/spotting.json';

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	// Standard output is for results; what the build prints belongs to the other one.
	console.log = console.error;
	const clips = await findClips(wanted.truth, wanted.clips);
	// Found out before the work begins: half an hour should not end in a wrong path.
	if (wanted.json !== null) await makeFolderOf(wanted.json);
	const revision = revisionOf(ROOT, SHOWN);
	await ensureBuilt(ROOT);

	const progress = new Progress(standardError());
	const batch = new Batch(progress);
	await batch.run(clips.films, { dist: join(ROOT, 'dist'), backend: 'auto', network: null });
	if (batch.interrupted) {
		progress.say('Stopped before the last clip: nothing is reported.');
		return 130;
	}

	const { measured, missing, doubts } = joined(clips.truths, batch.records);
	for (const doubt of doubts) progress.say(doubt);
	for (const file of missing) progress.say(`${file}: not analysed to its end, so not counted.`);
	if (measured.length === 0) {
		throw new CommandError('No clip could be analysed: there is nothing to report.');
	}
	const figures = spottingFigures(measured, {
		name: clips.name,
		note: wanted.note,
		missing: missing.length,
		date: new Date().toISOString().slice(0, 10),
		revision,
		seed: wanted.seed,
	});
	process.stdout.write(tableText(figures));
	const text = `${JSON.stringify(figures, null, '\t')}\n`;
	for (const path of [wanted.json, wanted.save ? join(ROOT, SHOWN) : null]) {
		if (path === null) continue;
		await makeFolderOf(path);
		await written(path, () => writeFile(path, text));
		progress.say(path);
	}
	return missing.length === 0 ? 0 : 1;
}

const makeFolderOf = (path: string): Promise<unknown> =>
	written(path, () => mkdir(dirname(path), { recursive: true }));

async function written(path: string, write: () => Promise<unknown>): Promise<void> {
	try {
		await write();
	} catch (cause) {
		throw new CommandError(`${path} cannot be written: ${(cause as Error).message}.`, { cause });
	}
}
