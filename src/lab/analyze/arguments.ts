/** The arguments of `npm run analyze`, checked; what is wrong with them is one sentence. */
import { availableParallelism } from 'node:os';
import type { BackendChoice, FaceWish, TrackerChoice } from '../../core/record/index.ts';
import { TRACKER_CHOICES } from '../../core/record/index.ts';
import { UsageError, oneOf, parseOptions, wholeNumber } from '../terminal/index.ts';

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
	/** Which face is followed; `all`: every person gets a record. */
	readonly face: FaceWish | 'all';
	/** Sides are swapped. */
	readonly mirrored: boolean;
	/** Films at the same time. */
	readonly jobs: number;
	readonly help: boolean;
}

export const USAGE = `npm run analyze -- FILE_OR_FOLDER... [options]

Finds brief facial movements in video files, frame by frame, on this machine.

  --out PATH       where to write; a folder for several documents (default: standard output)
  --format NAME    json   everything, one document per file (default)
                   csv    one table of events
                   eaf    ELAN annotation file
                   score  events only, as the benchmark reads them
  --network NAME   live (default), a network in one file (fleeting-network-bundle/1), or a folder
                   with model.json and weights.bin; weights of the paper's network (.safetensors),
                   or the folder that npm run convert made
  --backend NAME   auto (default), webgpu, webgl, wasm: where the network runs
  --tracker NAME   auto (default), mesh (the program's own), landmarker (MediaPipe's): what follows
                   the face
  --face WHICH     largest (default), left, right (of the picture), a number (counted from the left,
                   from 1): which face is followed where there are several; all: every person gets a
                   record of their own, FILM.person-N (a cut ends a person; one pass for each)
  --mirrored       the recording is mirrored: left and right are swapped, so that they are the person's
  --jobs N         films at the same time (default: ${usualJobs()}, by this machine's processors)
  --help           this text

Exit status: 0 every file was analyzed; 1 some were not, each with a line that says why; 2 usage error.`;

export function readArguments(args: readonly string[]): AnalyzeArguments {
	const { values, positionals } = parseOptions(args, {
		out: { type: 'string' },
		format: { type: 'string' },
		network: { type: 'string' },
		backend: { type: 'string' },
		tracker: { type: 'string' },
		face: { type: 'string' },
		mirrored: { type: 'boolean' },
		jobs: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const { out = null, format = 'json', network = 'live', help = false } = values;
	const { backend = 'auto', tracker = 'auto', face = 'largest', mirrored = false } = values;
	if (!help && positionals.length === 0) {
		throw new UsageError('Name at least one video file or folder.');
	}
	return {
		inputs: positionals,
		out,
		format: oneOf('format', FORMATS, format),
		network,
		backend: oneOf('backend', BACKENDS, backend),
		tracker: oneOf('tracker', TRACKER_CHOICES, tracker),
		face: faceWish(face),
		mirrored,
		jobs: values.jobs === undefined ? usualJobs() : wholeNumber('jobs', values.jobs, 1),
		help,
	};
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
