/** The arguments of `npm run train:spotter`, checked; what is wrong with them is one sentence. */
import { FOOTAGE_FOLDER } from '../../footage/index.ts';
import { UsageError, parseOptions, refuseWords, wholeNumber } from '../../terminal/index.ts';

export const USAGE = `npm run train:spotter -- --truth DIR [options]

Trains the spotter's scorer on videos whose movements are known.

  --truth DIR     folder with clips/NAME.mp4 and truth/NAME.json
  --out FILE      what to write (default: src/line/select/scorer.json, which the app is built with)
  --portraits DIR photographs of faces, one person each: films are drawn from them, in the motion
                  of the people in the videos (every third file is left for evaluation)
  --drawn MINUTES how long those films are together (default: 36)
  --versions N    copies of every video with movements drawn into it (default: 2)
  --seed N        for everything that is random (default: 1)
  --cache DIR     where decoded videos are kept (default: in the system's temporary folder)

A run that was broken off goes on where it was: what the line measured is kept in the system's
temporary folder.
  --help          this text

Exit status: 0 trained; 1 training failed; 2 usage error.`;

export interface TrainSpotterArguments {
	readonly truth: string;
	/** Null: the app's own file. */
	readonly out: string | null;
	readonly cache: string;
	/** Null: no film is drawn. */
	readonly portraits: string | null;
	/** Null: as configured. */
	readonly drawn: number | null;
	/** Null: as configured. */
	readonly versions: number | null;
	readonly seed: number | null;
	readonly help: boolean;
}

export function readArguments(args: readonly string[]): TrainSpotterArguments {
	const { values, positionals } = parseOptions(args, {
		truth: { type: 'string' },
		out: { type: 'string' },
		cache: { type: 'string' },
		portraits: { type: 'string' },
		drawn: { type: 'string' },
		versions: { type: 'string' },
		seed: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { truth = '', out = null, cache = FOOTAGE_FOLDER, help = false } = values;
	if (!help) {
		refuseWords(positionals);
		if (truth === '') throw new UsageError('Name the folder of videos and truth: --truth DIR.');
	}
	if (values.drawn !== undefined && values.portraits === undefined) {
		throw new UsageError('--drawn needs photographs to draw from: --portraits DIR.');
	}
	const count = (name: 'versions' | 'seed' | 'drawn'): number | null => {
		const text = values[name];
		return text === undefined ? null : wholeNumber(name, text, 0);
	};
	return {
		truth,
		out,
		cache,
		portraits: values.portraits ?? null,
		drawn: count('drawn'),
		versions: count('versions'),
		seed: count('seed'),
		help,
	};
}
