/** The arguments of `npm run evaluate -- classifier`, checked; what is wrong with them is one sentence. */
import { FOOTAGE_FOLDER } from '../../footage/index.ts';
import { parseOptions, refuseWords, wholeNumber } from '../../terminal/index.ts';

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

Says how well the network reads movements: of drawn people that its training never saw, and in videos
whose movements are known.

  --truth FOLDER    a folder with truth/*.json and clips/: evaluates on videos as well
  --network FOLDER  the network (default: static/models/live)
  --events N        drawn events (default: as many as its run.json says)
  --cache FOLDER    where decoded videos are kept (default: in the system's temporary folder)
  --json FILE       writes the figures to a file
  --save            writes them to static/models/classifier.json
  --help            this text

Exit status: 0 everything was counted; 1 something could not be; 2 usage error.`;

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
	if (!help) refuseWords(positionals);
	return {
		truth,
		network,
		events: events === undefined ? null : wholeNumber('events', events, 1),
		cache: cache ?? FOOTAGE_FOLDER,
		json,
		save,
		help,
	};
}
