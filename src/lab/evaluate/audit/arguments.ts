/** The arguments of `npm run evaluate -- audit`, checked; what is wrong with them is one sentence. */
import { FOOTAGE_FOLDER } from '../../footage/index.ts';
import { UsageError, parseOptions, refuseWords, wholeNumber } from '../../terminal/index.ts';

export interface AuditTrialArguments {
	/** Folder with `truth/` and `clips/`. */
	readonly truth: string;
	/** Widest jitters, frames. */
	readonly jitters: readonly number[];
	/** Annotations drawn of each movement and jitter. */
	readonly runs: number;
	readonly seed: number;
	/** Where decoded films are kept. */
	readonly cache: string;
	/** File for the figures. */
	readonly json: string | null;
	readonly help: boolean;
}

/** The first is what is quoted. */
const JITTERS = '4,2,6,8';
const RUNS = 5;

export const USAGE = `npm run evaluate -- audit --truth FOLDER [options]

Moves the true key frames of videos by known amounts, as if a coder had missed them, and says how much
of that error an audit corrects, compared with the selections of the published code.

  --truth FOLDER    a folder with truth/*.json and clips/
  --jitter FRAMES   key frames move by -FRAMES to FRAMES, all equally likely; separate several with commas
                    (default: ${JITTERS})
  --runs N          annotations drawn per movement (default: ${RUNS})
  --seed N          for the drawing and the intervals (default: 1)
  --json FILE       writes the figures to a file
  --cache FOLDER    where decoded videos are kept (default: in the system's temporary folder)
  --help            this text

Exit status: 0 done; 1 it failed; 2 usage error.`;

/** @param args - what follows the word `audit`. */
export function readArguments(args: readonly string[]): AuditTrialArguments {
	const { values, positionals } = parseOptions(args, {
		truth: { type: 'string' },
		jitter: { type: 'string' },
		runs: { type: 'string' },
		seed: { type: 'string' },
		cache: { type: 'string' },
		json: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { truth = '', json = null, help = false } = values;
	if (!help) {
		refuseWords(positionals);
		if (truth === '') throw new UsageError('Name the folder with the truth: --truth FOLDER.');
	}
	return {
		truth,
		json,
		help,
		jitters: (values.jitter ?? JITTERS)
			.split(',')
			.map((text) => wholeNumber('jitter', text.trim(), 1)),
		runs: wholeNumber('runs', values.runs ?? `${RUNS}`, 1),
		seed: wholeNumber('seed', values.seed ?? '1', 0),
		cache: values.cache ?? FOOTAGE_FOLDER,
	};
}
