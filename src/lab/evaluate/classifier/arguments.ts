/** The arguments of `npm run evaluate -- classifier`, checked; what is wrong with them is one sentence. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError, parseOptions } from '../../terminal/index.ts';

export interface ClassifierArguments {
	/** Folder with `truth/` and `clips/`; null: drawn people only. */
	readonly truth: string | null;
	/** Folder of the network; null: the one that the app ships. */
	readonly network: string | null;
	/** Drawn events; null: as many as the network's own run judged it by. */
	readonly events: number | null;
	/** Where decoded films are kept. */
	readonly cache: string;
	/** File for the figures. */
	readonly json: string | null;
	/** The figures become those that the app shows. */
	readonly save: boolean;
	readonly help: boolean;
}

export const USAGE = `npm run evaluate -- classifier [options]

Says how well the network reads movements: of drawn people that its training never saw, and in films
whose movements are known.

  --truth FOLDER    a folder with truth/*.json and clips/: films as well
  --network FOLDER  the network (default: static/models/live)
  --events N        drawn events (default: as many as its run.json says)
  --cache FOLDER    where decoded films are kept (default: in the system's folder for such)
  --json FILE       writes the figures to a file
  --save            writes them to static/models/classifier.json
  --help            this text

Exit status: 0 everything was counted; 1 it could not be; 2 usage.`;

/** @param args - the words after `classifier`. */
export function readArguments(args: readonly string[]): ClassifierArguments {
	const { values, positionals } = parseOptions(args, {
		truth: { type: 'string' },
		network: { type: 'string' },
		events: { type: 'string' },
		cache: { type: 'string' },
		json: { type: 'string' },
		save: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { truth = null, network = null, events, cache, json = null } = values;
	const { save = false, help = false } = values;
	if (!help && positionals[0] !== undefined) {
		throw new UsageError(`classifier takes options only, not ${positionals[0]}.`);
	}
	return {
		truth,
		network,
		events: events === undefined ? null : countOf(events),
		cache: cache ?? join(tmpdir(), 'fleeting-footage'),
		json,
		save,
		help,
	};
}

function countOf(text: string): number {
	const count = Number(text);
	if (Number.isSafeInteger(count) && count >= 1) return count;
	throw new UsageError(`--events is ${text}, which is not a whole number from 1 on.`);
}
