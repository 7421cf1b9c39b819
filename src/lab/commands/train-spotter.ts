/**
 * `npm run train:spotter`: makes the scorer that the spotter judges with.
 *
 * In    videos and the truth about the movements in them, photographs to draw more from; options (src/lab/commands/train-spotter/arguments.ts)
 * Out   `src/line/select/scorer.json` or `--out`; held-out figures on standard output; progress on
 *       standard error
 * Exit  0 trained; 1 it could not be; 2 wrong usage
 */
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openStage } from '../animate/index.ts';
import { TRACKS_FOLDER } from '../footage/index.ts';
import { openFootage } from '../footage/node/index.ts';
import {
	Progress,
	ROOT,
	jsonText,
	logToStandardError,
	runCommand,
	standardError,
	toStandardOutput,
	writeText,
} from '../terminal/index.ts';
import { SPOTTER_CONFIG, TrackStore, trainSpotter } from '../train/spotter/index.ts';
import { USAGE, readArguments } from './train-spotter/arguments.ts';

await runCommand(async (args) => {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const out = wanted.out ?? join(ROOT, 'src/line/select/scorer.json');
	const config = {
		...SPOTTER_CONFIG,
		versions: wanted.versions ?? SPOTTER_CONFIG.versions,
		seed: wanted.seed ?? SPOTTER_CONFIG.seed,
		drawnMinutes: wanted.portraits === null ? 0 : (wanted.drawn ?? SPOTTER_CONFIG.drawnMinutes),
	};
	const progress = new Progress(standardError());
	const footage = await openFootage(ROOT, wanted, progress);
	try {
		const { films, portraits } = footage;
		const stage = portraits.length > 0 ? openStage(films, portraits) : null;
		const store = new TrackStore(ROOT, TRACKS_FOLDER);
		const today = new Date().toISOString().slice(0, 10);
		const scorer = trainSpotter(films, stage, store, config, today, (line) => console.error(line));
		// As the rest of the repository is formatted, with many numbers in a line.
		const style = await resolveConfig(join(ROOT, 'package.json'));
		await writeText(out, await format(JSON.stringify(scorer), { ...style, parser: 'json' }));
		await toStandardOutput(jsonText(scorer.made));
		console.error(`Written to ${out}.`);
	} finally {
		footage.close();
	}
	return 0;
});
