/** The arguments of `npm run evaluate -- spotting`, checked; what is wrong with them is one sentence. */
import type { TrackerChoice } from '../../core/record/index.ts';
import { TRACKER_CHOICES } from '../../core/record/index.ts';
import { FOOTAGE_FOLDER } from '../footage/index.ts';
import { UsageError, oneOf, parseOptions, refuseWords, wholeNumber } from '../terminal/index.ts';

export interface SpottingArguments {
	/** Folder with the truth, or with `truth/` and `clips/`. */
	readonly truth: string;
	/** Folder with the films; null: `clips` beside the truth. */
	readonly clips: string | null;
	readonly note: string;
	/** File for the figures. */
	readonly json: string | null;
	/** The figures become those that the app shows. */
	readonly save: boolean;
	readonly seed: number;
	readonly tracker: TrackerChoice;
	/** People are held out: each is judged by a scorer made without them. */
	readonly heldOut: boolean;
	/** Instead of the videos: minutes of drawn faces in which nothing is to be found; null: no. */
	readonly quietRoom: number | null;
	/** Photographs that films are drawn from. */
	readonly portraits: string | null;
	/** Where decoded videos are kept. */
	readonly cache: string;
	readonly help: boolean;
}

export const USAGE = `npm run evaluate -- spotting --truth FOLDER [options]

Runs the product's own line over videos whose movements are known, and says how well it finds them.

  --truth FOLDER   a folder with truth/*.json and clips/, or with the truth files themselves
  --clips FOLDER   the videos (default: the folder clips beside the truth)
  --json FILE      writes the figures to a file
  --save           writes them to static/models/spotting.json, which the About screen shows
  --note TEXT      what a reader of the figures must know; kept with them
  --tracker NAME   auto (default), mesh, landmarker: what follows the face
  --held-out       judges each person with a scorer that was trained without them; with --portraits DIR,
                   it learns from drawn films too
  --quiet-room     draws an hour of people who sit calmly, read aloud, or fidget, with no movement to
                   find, and counts false alarms; needs --portraits DIR; --minutes N for another length
  --cache FOLDER   where decoded videos are kept (default: in the system's temporary folder)
  --seed N         for the resampling behind the intervals (default: 1)
  --help           this text

Exit status: 0 every clip was counted; 1 some were not, each with a line that says why; 2 usage error.`;

/** @param args - what follows the word `spotting`. */
export function readArguments(args: readonly string[]): SpottingArguments {
	const { values, positionals } = parseOptions(args, {
		truth: { type: 'string' },
		clips: { type: 'string' },
		note: { type: 'string' },
		json: { type: 'string' },
		save: { type: 'boolean' },
		seed: { type: 'string' },
		tracker: { type: 'string' },
		'held-out': { type: 'boolean' },
		'quiet-room': { type: 'boolean' },
		minutes: { type: 'string' },
		portraits: { type: 'string' },
		cache: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { truth = '', clips = null, note = '', json = null, save = false, help = false } = values;
	if (!help) {
		refuseWords(positionals);
		if (truth === '') throw new UsageError('Name the folder with the truth: --truth FOLDER.');
	}
	const seed = wholeNumber('seed', values.seed ?? '1', 0);
	const tracker = oneOf('tracker', TRACKER_CHOICES, values.tracker ?? 'auto');
	const portraits = values.portraits ?? null;
	const isQuiet = values['quiet-room'] ?? false;
	if (isQuiet && portraits === null && !help) {
		throw new UsageError(
			'--quiet-room draws faces: name a folder of photographs, --portraits DIR.',
		);
	}
	if ((isQuiet || values['held-out'] === true) && clips !== null) {
		throw new UsageError('--clips goes with the app’s own line only: put the videos in clips/.');
	}
	if (isQuiet && save) {
		throw new UsageError('--save keeps how known movements are found; --quiet-room has none.');
	}
	const minutes = wholeNumber('minutes', values.minutes ?? '60', 1);
	return {
		truth,
		clips,
		note,
		json,
		save,
		seed,
		tracker,
		heldOut: values['held-out'] ?? false,
		quietRoom: isQuiet ? minutes : null,
		portraits,
		cache: values.cache ?? FOOTAGE_FOLDER,
		help,
	};
}
