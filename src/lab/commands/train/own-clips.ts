/**
 * `npm run train -- --dataset DIR ...`: a network on a licensee's own clips.
 *
 * In    data sets as their makers give them out (src/lab/commands/train/clip-arguments.ts)
 * Out   the network's folder and file; a table on standard output, everything as JSON where asked for;
 *       on standard error progress, and every clip that was left out, with file and row
 * Fails CommandError, UsageError in one sentence
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { seeded } from '../../../core/kernel/index.ts';
import { revisionOf } from '../../train/index.ts';
import type { BaseNetwork, ClipConfig, FlowClip } from '../../train/clips/index.ts';
import {
	CLIPS_CODE,
	MotionStore,
	checkJoinable,
	publishClips,
	trainOnClips,
} from '../../train/clips/index.ts';
import type { SubjectFold } from '../../train/subjects/index.ts';
import {
	SubjectFoldError,
	distinct,
	foldsByAssignment,
	foldsOfSubjects,
	leaveOneSubjectOut,
} from '../../train/subjects/index.ts';
import { ensureBuilt } from '../../build/index.ts';
import { CommandError } from '../../terminal/index.ts';
import { FootageBrowser } from '../../footage/node/index.ts';
import { readBaseNetwork } from './base-network.ts';
import type { ClipArguments } from './clip-arguments.ts';
import { clipTable } from './clip-table.ts';
import { readFoldTable } from './fold-table.ts';
import type { CodedClipSource } from './measure-clips.ts';
import { measureClips } from './measure-clips.ts';
import { readClipSources } from './read-datasets.ts';

const CHECKPOINTS = 'out/checkpoints';
/** Clips that were left out are all told of, unless there are more than anybody reads. */
const MOST_TOLD = 40;

export type Say = (line: string) => void;

export async function trainOwnClips(
	root: string,
	wanted: ClipArguments,
	say: Say,
	progress: Say,
): Promise<void> {
	// Found out before the work begins: hours should not end in a wrong path.
	await writable(wanted.out, () => mkdir(wanted.out, { recursive: true }));
	if (wanted.json !== null) {
		const folder = dirname(wanted.json);
		await writable(wanted.json, () => mkdir(folder, { recursive: true }));
	}
	const base = await readBaseNetwork(root, wanted.from);
	if (wanted.config.start === 'average') joinable(base);
	const { sources, remarks } = await readClipSources(wanted.datasets);
	tellAll(remarks, say);
	if (sources.length === 0)
		throw new CommandError('No clip was read: there is nothing to train on.');
	const clips = await measured(root, wanted.cache, sources, say, progress);
	const folds = await foldsFor(wanted.config, clips);
	const trained = await trainOnClips(
		{
			clips,
			folds,
			base,
			config: wanted.config,
			checkpoints: CHECKPOINTS,
			onProgress: progress,
		},
		revisionOf(CLIPS_CODE),
	);
	const bundle = join('out', `${basename(wanted.out)}.network.json`);
	await publishClips({ out: wanted.out, bundle }, trained);
	if (wanted.json !== null) {
		const path = wanted.json;
		const text = `${JSON.stringify(trained.run, null, '\t')}\n`;
		await writable(path, () => writeFile(path, text));
	}
	process.stdout.write(clipTable(trained.run));
	say(
		`The network is in ${wanted.out}, and as one file in ${bundle}: research license, see its card.`,
	);
	const { failedFolds } = trained.run;
	if (failedFolds.length > 0) {
		throw new CommandError(
			`${failedFolds.length} of ${folds.length} folds failed: ${failedFolds.map(({ fold }) => fold).join(', ')}. ` +
				'Start it again to run only these.',
		);
	}
	trained.done();
}

async function measured(
	root: string,
	cache: string,
	sources: readonly CodedClipSource[],
	say: Say,
	progress: Say,
): Promise<readonly FlowClip[]> {
	await ensureBuilt(root);
	const model = await readFile(join(root, 'dist/models/face/face.task'));
	let browser: Promise<FootageBrowser> | null = null;
	try {
		const { measured: clips, skipped } = await measureClips(sources, {
			store: new MotionStore(cache),
			modelSha256: createHash('sha256').update(model).digest('hex'),
			browser: () => (browser ??= FootageBrowser.open(root)),
			onClip: (done, of) => {
				if (done % 10 === 0 || done === of) progress(`measured clip ${done} of ${of}`);
			},
		});
		tellAll(
			skipped.map(({ record: { place, clip }, why }) => {
				return `${place.file}, row ${place.row}, ${clip}: ${why}`;
			}),
			say,
		);
		if (clips.every(({ record }) => record.class3 === null)) {
			throw new CommandError(
				`${clips.length} clips could be measured, none of them with one of the three classes: there ` +
					'is nothing to judge by.',
			);
		}
		return clips;
	} finally {
		await (browser as Promise<FootageBrowser> | null)?.then((opened) => opened.close());
	}
}

function tellAll(lines: readonly string[], say: Say): void {
	for (const line of lines.slice(0, MOST_TOLD)) say(line);
	if (lines.length > MOST_TOLD) {
		say(`... and ${lines.length - MOST_TOLD} more: npm run dataset -- check lists all of them.`);
	}
}

async function foldsFor(
	{ folds, seed }: ClipConfig,
	clips: readonly FlowClip[],
): Promise<SubjectFold[]> {
	const subjects = clips.map(({ record }) => record.subject);
	try {
		if (folds === 'loso') return leaveOneSubjectOut(subjects);
		const count = /^kfold:(\d+)$/.exec(folds)?.[1];
		if (count !== undefined) return foldsOfSubjects(subjects, Number(count), seeded(seed));
		return foldsByAssignment(subjects, wholeNames(await readFoldTable(folds), subjects));
	} catch (error) {
		if (error instanceof SubjectFoldError) throw new CommandError(error.message, { cause: error });
		throw error;
	}
}

/** A table may leave the data set away where there is only one. */
function wholeNames(
	table: ReadonlyMap<string, string>,
	subjects: readonly string[],
): ReadonlyMap<string, string> {
	const datasets = distinct(subjects.map((subject) => subject.split(':')[0]!));
	const [only] = datasets;
	if (datasets.length > 1) return table;
	return new Map(
		[...table].map(([subject, fold]) => [
			subject.includes(':') ? subject : `${only!}:${subject}`,
			fold,
		]),
	);
}

function joinable({ network, name }: BaseNetwork): void {
	try {
		checkJoinable(network, name);
	} catch (cause) {
		throw new CommandError(
			`${(cause as Error).message}: use --how fine-tune, or another network.`,
			{
				cause,
			},
		);
	}
}

async function writable(path: string, write: () => Promise<unknown>): Promise<void> {
	try {
		await write();
	} catch (cause) {
		throw new CommandError(`${path} cannot be written: ${(cause as Error).message}.`, { cause });
	}
}
