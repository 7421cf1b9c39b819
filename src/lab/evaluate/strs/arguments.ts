/** The arguments of `npm run evaluate -- strs`, checked; what is wrong is one sentence. */
import { UsageError, parseOptions, refuseWords } from '../../terminal/index.ts';

export interface StrsArguments {
	/** CSV of the true movements, and of the predicted ones. */
	readonly truth: string;
	readonly predictions: string;
	/** File for the figures. */
	readonly json: string | null;
	readonly help: boolean;
}

export const USAGE = `npm run evaluate -- strs --truth CSV --predictions CSV [--json FILE]

Scores the spotting and recognition of movements that were found elsewhere: F1 of spotting, F1 of
analysis and their product (STRS), counted one to one and as the public script of the MEGC counts.

  --truth CSV        the true movements: columns subject, video, onset, offset, emotion; frames, both
                     ends included
  --predictions CSV  the predicted ones, with the same columns
  --json FILE        writes the figures to a file
  --help             this text

Exit status: 0 done; 1 a file is wrong, with a line that says where; 2 usage error.`;

/** @param args - the words after `strs`. */
export function readArguments(args: readonly string[]): StrsArguments {
	const { values, positionals } = parseOptions(args, {
		truth: { type: 'string' },
		predictions: { type: 'string' },
		json: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { truth = '', predictions = '', json = null, help = false } = values;
	if (!help) {
		refuseWords(positionals);
		if (truth === '') throw new UsageError('Name the table of true movements: --truth CSV.');
		if (predictions === '') {
			throw new UsageError('Name the table of predicted movements: --predictions CSV.');
		}
	}
	return { truth, predictions, json, help };
}
