/**
 * `npm run evaluate -- spotting`: how well the product's own line finds movements that are known.
 *
 * In    a folder with truth and films, options (src/lab/evaluate/arguments.ts)
 * Out   a table on standard output, the figures as JSON where asked for; progress on standard error
 * Exit  0 every clip was counted; 1 some were not (the others are); 2 wrong usage
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Batch, usualJobs } from '../analyze/index.ts';
import { ensureBuilt } from '../build/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import type { SpottingFigures } from '../../files/export/index.ts';
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
import type { SpottingArguments } from './arguments.ts';
import { USAGE, readArguments } from './arguments.ts';
import { findClips } from './clips.ts';
import { spottingFigures } from './document.ts';
import { heldOutFigures } from './held-out.ts';
import { joined } from './measure.ts';
import { sitQuietly } from './quiet-room.ts';
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
	if (wanted.json !== null) await makeFolderOf(wanted.json);
	const progress = new Progress(standardError());
	if (wanted.quietRoom !== null) return sitQuietly(wanted, wanted.quietRoom, progress);
	const figures = wanted.heldOut
		? await onOthers(wanted, progress)
		: await throughTheApp(wanted, progress);
	if (figures === null) return 130;
	await toStandardOutput(tableText(figures));
	for (const path of [wanted.json, wanted.save ? join(ROOT, SHOWN) : null]) {
		if (path === null) continue;
		await makeFolderOf(path);
		await writeText(path, jsonText(figures));
		progress.say(path);
	}
	return figures.data.missing === 0 ? 0 : 1;
}

/** The built app's line, with the shipped scorer; null where the person stopped it. */
async function throughTheApp(
	wanted: SpottingArguments,
	progress: Progress,
): Promise<SpottingFigures | null> {
	const clips = await findClips(wanted.truth, wanted.clips);
	const revision = revisionOf(ROOT, SHOWN);
	await ensureBuilt(ROOT);
	const taken: (readonly [place: number, records: readonly SessionRecord[]])[] = [];
	const batch = new Batch(progress, ({ place, records }) => void taken.push([place, records]));
	await batch.run(clips.films, {
		dist: join(ROOT, 'dist'),
		backend: 'auto',
		face: 'largest',
		mirrored: false,
		tracker: wanted.tracker,
		network: null,
		jobs: usualJobs(),
	});
	if (batch.interrupted) {
		progress.say('Stopped before the last clip: nothing is reported.');
		return null;
	}
	const records = taken.sort(([a], [b]) => a - b).flatMap(([, each]) => each);
	const { measured, missing, doubts } = joined(clips.truths, records);
	for (const doubt of doubts) progress.say(doubt);
	for (const file of missing) progress.say(`${file}: not analyzed to its end, so not counted.`);
	if (measured.length === 0) {
		throw new CommandError('No clip could be analyzed: there is nothing to report.');
	}
	return spottingFigures(measured, {
		name: clips.name,
		note: wanted.note,
		missing: missing.length,
		...today(),
		revision,
		seed: wanted.seed,
		engine: engineOf(records[0]!),
	});
}

async function onOthers(wanted: SpottingArguments, progress: Progress): Promise<SpottingFigures> {
	const revision = revisionOf(ROOT, SHOWN);
	await ensureBuilt(ROOT);
	const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		version: string;
	};
	const model = JSON.parse(await readFile(join(ROOT, 'dist/models/face/face.json'), 'utf8')) as {
		kind: SpottingFigures['faceModel'];
	};
	const about = { note: wanted.note, ...today(), revision, seed: wanted.seed };
	return heldOutFigures(wanted, { ...about, version, faceModel: model.kind }, progress);
}

const today = (): { readonly date: string } => ({ date: new Date().toISOString().slice(0, 10) });

const engineOf = ({ engine }: SessionRecord) => ({
	version: engine.version,
	faceModel: engine.faceModel.kind,
	settings: engine.settings,
});
