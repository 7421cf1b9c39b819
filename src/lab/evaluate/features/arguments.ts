/** The arguments of `npm run evaluate -- features`, checked; what is wrong is one sentence. */
import type { MotionScale } from '../../../line/classify/index.ts';
import { UsageError, oneOf, parseOptions, refuseWords } from '../../terminal/index.ts';

export interface FeaturesArguments {
	/** Folder with `index.csv` and the motions that it names. */
	readonly dir: string;
	readonly scale: MotionScale;
	/** Folder with model.json and weights.bin; null: the network that ships. */
	readonly network: string | null;
	/** One JSON document instead of the table. */
	readonly json: boolean;
	readonly help: boolean;
}

const SCALES: readonly MotionScale[] = ['common', 'separate'];

export const USAGE = `npm run evaluate -- features --dir DIR [options]

Feeds the network motion that was computed elsewhere, and says how well it is read.

  --dir DIR       a folder with index.csv, columns id, subject, dataset, label, rise, fall:
                  label is positive, negative or surprise; rise (onset to apex) and fall (apex to
                  offset, as measured; may be empty) name files of little-endian float32,
                  [2, 28, 28]: to the right, then downwards; eyes 12 cells apart on row 9.5,
                  base of the nose on row 18.4 (fields framed by the eyes alone are read too)
  --scale NAME    common    u and v over one scale, as in the app (default)
                  separate  each over its own, where their ratio was lost
  --network PATH  a folder with model.json and weights.bin (default: static/models/live)
  --json          one JSON document with every sample, instead of the table
  --help          this text

Exit status: 0 done; 1 something is wrong with DIR or the network, with a line that says what; 2 usage error.`;

/** @param args - what follows the word `features`. */
export function readArguments(args: readonly string[]): FeaturesArguments {
	const { values, positionals } = parseOptions(args, {
		dir: { type: 'string' },
		scale: { type: 'string' },
		network: { type: 'string' },
		json: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { dir = '', scale = 'common', network = null, json = false, help = false } = values;
	if (!help) {
		refuseWords(positionals);
		if (dir === '') throw new UsageError('Name the folder with the motions: --dir DIR.');
	}
	return { dir, scale: oneOf('scale', SCALES, scale), network, json, help };
}
