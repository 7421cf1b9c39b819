/** The arguments of `npm run evaluate -- audit`, checked; what is wrong with them is one sentence. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError, parseOptions, refuseWords } from '../../terminal/index.ts';

export interface AuditArguments {
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

Moves the true key frames of films by known amounts, as if a coder had missed them, and says how much
of that an audit takes back, beside the selections of the published code.

  --truth FOLDER    a folder with truth/*.json and clips/
  --jitter FRAMES   key frames are moved by -FRAMES to FRAMES, each as likely; several with commas
                    (default: ${JITTERS})
  --runs N          annotations drawn of each movement (default: ${RUNS})
  --seed N          of the drawing and of the intervals (default: 1)
  --json FILE       writes the figures to a file
  --cache FOLDER    where decoded films are kept (default: in the system's folder for such)
  --help            this text

Exit status: 0 done; 1 it could not be done; 2 usage.`;

/** @param args - what follows the word `audit`. */
export function readArguments(args: readonly string[]): AuditArguments {
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
		...{ truth, json, help },
		jitters: (values.jitter ?? JITTERS).split(',').map((text) => whole('jitter', text.trim(), 1)),
		runs: whole('runs', values.runs ?? `${RUNS}`, 1),
		seed: whole('seed', values.seed ?? '1', 0),
		cache: values.cache ?? join(tmpdir(), 'fleeting-footage'),
	};
}

function whole(option: string, text: string, least: number): number {
	const number = Number(text);
	if (text !== '' && Number.isSafeInteger(number) && number >= least) return number;
	throw new UsageError(`--${option} is ${text}, which is not a whole number from ${least} on.`);
}
