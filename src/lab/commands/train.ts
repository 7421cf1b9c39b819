/**
 * `npm run train`: makes the network that the app ships; with `--dataset`, one of a person's own.
 *
 * In    options (src/lab/commands/train/arguments.ts, src/lab/commands/train/clip-arguments.ts)
 * Out   the network's folder; its figures on standard output, progress on standard error
 * Exit  0 trained; 1 it could not be; 2 wrong usage
 */
import { basename, join } from 'node:path';
import { ablations, train, trainingRevision } from '../train/index.ts';
import {
	CommandError,
	Progress,
	ROOT,
	jsonText,
	logToStandardError,
	makeFolder,
	runCommand,
	standardError,
	toStandardOutput,
	writeText,
} from '../terminal/index.ts';
import { openPortraits } from '../footage/node/index.ts';
import { USAGE, readArguments } from './train/arguments.ts';
import { CLIP_USAGE, isForClips, readClipArguments } from './train/clip-arguments.ts';
import { trainOwnClips } from './train/own-clips.ts';

const CHECKPOINTS = 'out/checkpoints';

const progress = (line: string): void => {
	process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
};

/** A line that stays. */
const say = (line: string): void => {
	process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
};

async function main(args: readonly string[]): Promise<number> {
	if (args.includes('--help') || args.includes('-h')) {
		console.log(`${USAGE}\n\n${CLIP_USAGE}`);
		return 0;
	}
	logToStandardError();
	if (isForClips(args)) {
		await trainOwnClips(ROOT, readClipArguments(args, ROOT), say, progress);
		return 0;
	}
	const wanted = readArguments(args);
	const portraits =
		wanted.portraits === null
			? []
			: await openPortraits(ROOT, wanted.portraits, wanted.cache, new Progress(standardError()));
	const fewest = wanted.config.holdOutEvery + 1;
	if (wanted.portraits !== null && portraits.length < fewest) {
		for (const portrait of portraits) portrait.close();
		throw new CommandError(
			`${wanted.portraits} has ${portraits.length} portraits to train on, and at least ${fewest} are ` +
				'needed so that some can be held out (every third file is reserved for evaluation).',
		);
	}
	await makeFolder(wanted.out);
	if (portraits.length === 0) {
		console.error('No portraits: the network is trained on drawn motion only (see --portraits).');
	}
	try {
		const results = await (wanted.ablations ? compare() : make());
		await toStandardOutput(jsonText(results));
		return 0;
	} finally {
		for (const portrait of portraits) portrait.close();
	}

	async function make(): Promise<unknown> {
		const folders = {
			out: wanted.out,
			// Beside other results, not in the folder: that may be one which the app ships.
			bundle: join('out', `${basename(wanted.out)}.network.json`),
			checkpoints: CHECKPOINTS,
		};
		const { evaluation } = await train(wanted.config, portraits, folders, progress);
		return evaluation;
	}

	async function compare(): Promise<unknown> {
		const found = await ablations(wanted.config, portraits, progress);
		const results = {
			config: wanted.config,
			portraits: portraits.length,
			revision: trainingRevision(),
			ablations: found,
		};
		await writeText(join(wanted.out, 'ablations.json'), jsonText(results));
		return results;
	}
}

await runCommand(main);
