/** The arguments of `npm run analyze`, checked; what is wrong with them is one sentence. */
import { availableParallelism } from 'node:os';
import type { BackendChoice, FaceWish, TrackerChoice } from '../../core/record/index.ts';
import { TRACKER_CHOICES } from '../../core/record/index.ts';
import { UsageError, oneOf, parseOptions, positive, wholeNumber } from '../terminal/index.ts';
import { GIVE_UP_MS } from './line-browser.ts';
import type { Shard } from './shards/shard.ts';
import { readShard } from './shards/shard.ts';

const FORMATS = ['json', 'csv', 'eaf', 'score'] as const;
export type Format = (typeof FORMATS)[number];

const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'webgl', 'wasm'];

/** Each takes a browser of some 500 MB, and little more than one processor. */
const MOST_JOBS = 4;
export const usualJobs = (): number => Math.min(MOST_JOBS, availableParallelism());

export interface AnalyzeArguments {
	/** Files and folders, as given. */
	readonly inputs: readonly string[];
	readonly out: string | null;
	readonly format: Format;
	/** `live`, a network's file, or a folder with one. */
	readonly network: string;
	readonly backend: BackendChoice;
	readonly tracker: TrackerChoice;
	/** Frames a second at which the films were filmed; null: as their tags say. */
	readonly captureFps: number | null;
	/** Which face is followed; `all`: every person gets a record. */
	readonly face: FaceWish | 'all';
	/** Sides are swapped. */
	readonly mirrored: boolean;
	/** Films at the same time. */
	readonly jobs: number;
	/** Only every N-th film; null: all of them. */
	readonly shard: Shard | null;
	/** Go on where an earlier run was. */
	readonly resume: boolean;
	/** Without a new frame for this long a film is given up, ms. */
	readonly giveUpMs: number;
	readonly help: boolean;
}

export const USAGE = `npm run analyze -- FILE_OR_FOLDER... [options]

Finds brief facial movements in video files, frame by frame, on this machine.

  --out PATH       where to write; a folder for several documents (default: standard output)
  --format NAME    json   everything, one document per file (default)
                   csv    a table of events; with --out, also tables of regions and action units
                   eaf    ELAN annotation file
                   score  events only, as the benchmark reads them
  --network NAME   live (default), a network in one file (fleeting-network-bundle/1), or a folder
                   with model.json and weights.bin; weights of the paper's network (.safetensors),
                   or the folder that npm run convert made
  --backend NAME   auto (default), webgpu, webgl, wasm: where the network runs
  --tracker NAME   auto (default), mesh (the program's own), landmarker (MediaPipe's): what follows
                   the face
  --capture-fps N  frames a second at which the films were filmed, where they play slower: times are
                   then those of the scene (default: as the file's tags say; a film's own rate: as it
                   plays)
  --face WHICH     largest (default), left, right (of the picture), a number (counted from the left,
                   from 1): which face is followed where there are several; all: every person gets a
                   record of their own, FILM.person-N (a cut ends a person; one pass for each)
  --mirrored       the recording is mirrored: left and right are swapped, so that they are the person's
  --jobs N         films at the same time (default: ${usualJobs()}, by this machine's processors)
  --shard I/N      only films I, I + N, I + 2N... of the list, into a folder of their own below --out;
                   npm run merge makes one result of all shards
  --resume         go on where an earlier run was: films that are done are not measured again
  --give-up S      give up a film after S seconds without a new frame (default: ${GIVE_UP_MS / 1000})
  --help           this text

Exit status: 0 every file was analyzed; 1 some were not, each with a line that says why; 2 usage error.`;

export function readArguments(args: readonly string[]): AnalyzeArguments {
	const { values, positionals } = parseOptions(args, {
		out: { type: 'string' },
		format: { type: 'string' },
		network: { type: 'string' },
		backend: { type: 'string' },
		tracker: { type: 'string' },
		'capture-fps': { type: 'string' },
		face: { type: 'string' },
		mirrored: { type: 'boolean' },
		jobs: { type: 'string' },
		shard: { type: 'string' },
		resume: { type: 'boolean' },
		'give-up': { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { out = null, format = 'json', network = 'live', help = false } = values;
	const { backend = 'auto', tracker = 'auto', face = 'largest', mirrored = false } = values;
	if (!help && positionals.length === 0) {
		throw new UsageError('Name at least one video file or folder.');
	}
	const shard = values.shard === undefined ? null : readShard(values.shard);
	const { resume = false, 'give-up': giveUp } = values;
	if (out === null && (shard || resume)) {
		throw new UsageError(
			`${shard ? '--shard' : '--resume'} needs --out: finished films are kept there.`,
		);
	}
	if (face === 'all' && format === 'score') {
		throw new UsageError(
			'--format score has one entry a film: take --face largest, or --format json or csv.',
		);
	}
	return {
		inputs: positionals,
		out,
		format: oneOf('format', FORMATS, format),
		network,
		backend: oneOf('backend', BACKENDS, backend),
		tracker: oneOf('tracker', TRACKER_CHOICES, tracker),
		captureFps: captureFpsIn(values['capture-fps']),
		face: faceWish(face),
		mirrored,
		jobs: values.jobs === undefined ? usualJobs() : wholeNumber('jobs', values.jobs, 1),
		shard,
		resume,
		giveUpMs: giveUp === undefined ? GIVE_UP_MS : 1000 * positive('give-up', giveUp),
		help,
	};
}

function captureFpsIn(said: string | undefined): number | null {
	if (said === undefined) return null;
	const fps = said.trim() === '' ? NaN : Number(said);
	if (fps > 0 && fps <= 100_000) return fps;
	throw new UsageError(
		`--capture-fps is ${said}: give the frames a second at which the film was recorded, such as 240.`,
	);
}

const FACES = ['largest', 'left', 'right', 'all'] as const;

function faceWish(text: string): FaceWish | 'all' {
	if (/^\d+$/.test(text)) return wholeNumber('face', text, 1);
	const found = FACES.find((name) => name === text);
	if (found !== undefined) return found;
	throw new UsageError(
		`--face is ${text}, which is neither a number from the left nor one of ${FACES.join(', ')}.`,
	);
}
