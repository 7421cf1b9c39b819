/** The arguments of `npm run dataset`, checked; what is wrong is one sentence. */
import type { DatasetName } from '../../../core/record/index.ts';
import { DATASET_NAMES } from '../../../core/record/index.ts';
import type { EncodingName } from '../../../study/dataset/index.ts';
import { ENCODINGS, LAYOUT_FILE } from '../../../study/dataset/index.ts';
import { UsageError, oneOf, parseOptions, positive, refuseWords } from '../../terminal/index.ts';

export interface DatasetArguments {
	readonly dir: string;
	/** Null: recognised. */
	readonly dataset: DatasetName | null;
	readonly annotations: string | null;
	readonly frames: string | null;
	/** Of ELAN files, those that have movements; null: as it is told. */
	readonly tiers: readonly string[] | null;
	readonly fps: number | null;
	/** Of the annotations' letters; null: as they show. */
	readonly encoding: EncodingName | null;
	/** Where the whole report goes; null: nowhere. */
	readonly json: string | null;
	/** Look at every picture of every clip. */
	readonly all: boolean;
	readonly help: boolean;
}

export const USAGE = `npm run dataset -- check DIR [options]

Reads the annotations in DIR and looks for the pictures they refer to. Reports subjects, clips, classes,
rows that were skipped or amended and why, missing frames, broken pictures, and subjects in two folds.

  --dataset NAME      which one it is (default: recognized by file name and columns):
                      ${DATASET_NAMES.slice(0, 6).join(', ')},
                      ${DATASET_NAMES.slice(6).join(', ')} (your own table, or ELAN)
  --annotations FILE  the annotation file (default: those in DIR and the folders in it)
  --frames DIR        where the folders of pictures are (default: DIR)
  --tier NAME         of ELAN files: a tier that has movements; may be given several times
                      (default: told by the tiers' names, types and texts; the others are named)
  --fps N             frame rate, where the annotations do not say
  --encoding NAME     how a table's letters are encoded, such as windows-1252 or gb18030 (default:
                      as it shows; a guess is said)
  --all               checks every picture, not only onset, apex and offset
  --json FILE         writes the whole report to a file
  --help              this text

${LAYOUT_FILE} in DIR describes a layout that differs from the usual one; see src/study/dataset/folder-layout.ts.
Your own table has the columns clip (or file), subject, onset, apex, offset and fps. It may also have
coder, emotion, aus and anything you want to group by, and onset_ms etc. instead of frame numbers.

Exit status: 0 nothing is wrong; 1 something is wrong; 2 usage error.`;

export function readArguments(args: readonly string[]): DatasetArguments {
	const { values, positionals } = parseOptions(args, {
		dataset: { type: 'string' },
		annotations: { type: 'string' },
		frames: { type: 'string' },
		tier: { type: 'string', multiple: true },
		fps: { type: 'string' },
		encoding: { type: 'string' },
		json: { type: 'string' },
		all: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { annotations = null, frames = null, json = null, all = false, help = false } = values;
	const [what, dir = '', ...more] = positionals;
	if (!help) {
		if (what !== 'check') throw new UsageError('Say what to do: check DIR.');
		if (dir === '') throw new UsageError('Name the folder of the data set: check DIR.');
		refuseWords(more);
	}
	const dataset =
		values.dataset === undefined ? null : oneOf('dataset', DATASET_NAMES, values.dataset);
	const fps = values.fps === undefined ? null : positive('fps', values.fps);
	const encoding =
		values.encoding === undefined ? null : oneOf('encoding', ENCODINGS, values.encoding);
	const tiers = values.tier ?? null;
	return { dir, dataset, annotations, frames, tiers, fps, encoding, json, all, help };
}
