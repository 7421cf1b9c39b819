/** The arguments of `npm run dataset`, checked; what is wrong is one sentence. */
import type { DatasetName } from '../../../core/record/index.ts';
import { DATASET_NAMES } from '../../../core/record/index.ts';
import { LAYOUT_FILE } from '../../../study/dataset/index.ts';
import { UsageError, oneOf, parseOptions } from '../../terminal/index.ts';

export interface DatasetArguments {
	readonly dir: string;
	/** Null: recognised. */
	readonly dataset: DatasetName | null;
	readonly annotations: string | null;
	readonly frames: string | null;
	readonly fps: number | null;
	/** Where the whole report goes; null: nowhere. */
	readonly json: string | null;
	/** Look at every picture of every clip. */
	readonly all: boolean;
	readonly help: boolean;
}

export const USAGE = `npm run dataset -- check DIR [options]

Reads the annotations in DIR and looks for the pictures that they are about: subjects, clips, classes,
rows that were skipped or amended and why, missing frames, broken pictures, subjects in two folds.

  --dataset NAME      which one it is (default: recognised by file name and columns):
                      ${DATASET_NAMES.slice(0, 6).join(', ')},
                      ${DATASET_NAMES.slice(6).join(', ')} (a table of yours, or ELAN)
  --annotations FILE  the annotation file (default: those in DIR and the folders in it)
  --frames DIR        what the folders of pictures are below (default: DIR)
  --fps N             frames a second, where the annotations do not say
  --all               look at every picture, not only at onset, apex and offset
  --json FILE         the whole report
  --help              this text

${LAYOUT_FILE} in DIR says what there is other than usual; see src/study/dataset/folder-layout.ts.
A table of your own has the columns clip (or file), subject, onset, apex, offset, fps, and may have
coder, emotion, aus and whatever you want to group by; onset_ms ... instead of frames.

Exit status: 0 nothing is wrong; 1 something is; 2 usage.`;

export function readArguments(args: readonly string[]): DatasetArguments {
	const { values, positionals } = parseOptions(args, {
		dataset: { type: 'string' },
		annotations: { type: 'string' },
		frames: { type: 'string' },
		fps: { type: 'string' },
		json: { type: 'string' },
		all: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { annotations = null, frames = null, json = null, all = false, help = false } = values;
	const [what, dir = '', ...more] = positionals;
	if (!help) {
		if (what !== 'check') throw new UsageError('Say what to do: check DIR.');
		if (dir === '') throw new UsageError('Name the folder of the data set: check DIR.');
		if (more.length > 0) throw new UsageError(`${more[0]} is too much: check takes one folder.`);
	}
	const dataset =
		values.dataset === undefined ? null : oneOf('dataset', DATASET_NAMES, values.dataset);
	return { dir, dataset, annotations, frames, fps: rate(values.fps), json, all, help };
}

function rate(text: string | undefined): number | null {
	if (text === undefined) return null;
	const fps = Number(text);
	if (fps > 0 && fps < Infinity) return fps;
	throw new UsageError(`--fps wants a number above 0, not ${text}.`);
}
