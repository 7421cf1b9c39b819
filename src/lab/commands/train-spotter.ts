/**
 * `npm run train:spotter`: makes the scorer that the spotter judges with.
 *
 * In    films and the truth about the movements in them; options (src/lab/commands/train-spotter/arguments.ts)
 * Out   `src/line/select/scorer.json` or `--out`; held-out figures on standard output; progress on
 *       standard error
 * Exit  0 trained; 1 it could not be; 2 wrong usage
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { SPOTTER_CONFIG, trainSpotter } from '../train/spotter/index.ts';
import { Progress, standardError } from '../terminal/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { TrainSpotterArguments } from './train-spotter/arguments.ts';
import { USAGE, readArguments } from './train-spotter/arguments.ts';
import { openFilms } from '../footage/node/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

async function main(wanted: TrainSpotterArguments): Promise<void> {
	// Standard output is for results; what the build prints belongs to the other one.
	console.log = console.error;
	const out = wanted.out ?? join(ROOT, 'src/line/select/scorer.json');
	const config = {
		...SPOTTER_CONFIG,
		versions: wanted.versions ?? SPOTTER_CONFIG.versions,
		seed: wanted.seed ?? SPOTTER_CONFIG.seed,
	};
	const films = await openFilms(ROOT, wanted.truth, wanted.cache, new Progress(standardError()));
	try {
		const today = new Date().toISOString().slice(0, 10);
		const scorer = trainSpotter(films, config, today, (line) => console.error(line));
		// As the rest of the repository is formatted, with many numbers in a line.
		const style = await resolveConfig(join(ROOT, 'package.json'));
		await writeFile(out, await format(JSON.stringify(scorer), { ...style, parser: 'json' }));
		process.stdout.write(`${JSON.stringify(scorer.made, null, '\t')}\n`);
		console.error(`written to ${out}`);
	} finally {
		for (const film of films) film.close();
	}
}

function readOptions(): TrainSpotterArguments {
	try {
		return readArguments(process.argv.slice(2));
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
		process.exit(2);
	}
}

try {
	await main(readOptions());
} catch (error) {
	console.error(error instanceof CommandError ? error.message : error);
	process.exitCode = 1;
}
