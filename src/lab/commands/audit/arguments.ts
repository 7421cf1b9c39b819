/** The arguments of `npm run audit`, checked; what is wrong with them is one sentence. */
import { TOLERANCE_MS } from '../../../study/audit/index.ts';
import type { DatasetName } from '../../../core/record/index.ts';
import { DATASET_NAMES } from '../../../core/record/index.ts';
import { UsageError, oneOf, parseOptions } from '../../terminal/index.ts';

export interface AuditArguments {
	/** Films, folders of films, folders of pictures; as given. */
	readonly inputs: readonly string[];
	readonly annotations: string;
	/** Null: recognised. */
	readonly dataset: DatasetName | null;
	/** Null: as the annotations say; a film knows its own. */
	readonly fps: number | null;
	/** Column to group by. */
	readonly group: string | null;
	readonly reachMs: number | null;
	readonly toleranceMs: number;
	/** Folder; null: only standard output. */
	readonly out: string | null;
	/** Movements of the report that are shown in pictures. */
	readonly pictures: number;
	readonly json: boolean;
	readonly help: boolean;
}

const PICTURES = 100;

export const USAGE = `npm run audit -- FILE_OR_FOLDER... --annotations FILE [options]

Looks at movements that somebody coded, in videos or folders of pictures, and says where onset, apex
and offset really lie, how sure that is, and how far the coded frames are off.

  --annotations FILE  a table of yours (.csv, .xlsx), an ELAN file (.eaf), or a data set's own
  --dataset NAME      which one it is (default: recognised by file name and columns):
                      ${DATASET_NAMES.slice(0, 6).join(', ')},
                      ${DATASET_NAMES.slice(6).join(', ')}
  --fps N             frames a second of pictures, where the annotations do not say
  --group COLUMN      shifts by the values of a column, beside those by coder
  --reach MS          how far a key frame may lie from the coded one (default: 250)
  --tolerance MS      from here on a coded frame counts as off (default: ${TOLERANCE_MS})
  --out FOLDER        writes audit.json, audit.csv, report.html and the annotations with what was
                      found beside them (NAME.audited.csv or .eaf); never over a file that was given
  --pictures N        movements that report.html shows in pictures, by doubt (default: ${PICTURES})
  --json              everything on standard output, instead of the table
  --help              this text

A table of yours has the columns clip (or file), subject, onset, apex, offset, fps, and may have coder,
emotion, aus and whatever you want to group by; onset_ms ... instead of frames.

Exit status: 0 every row was audited; 1 some were not, each with a line that says why; 2 usage.`;

export function readArguments(args: readonly string[]): AuditArguments {
	const { values, positionals } = parseOptions(args, {
		annotations: { type: 'string' },
		dataset: { type: 'string' },
		fps: { type: 'string' },
		group: { type: 'string' },
		reach: { type: 'string' },
		tolerance: { type: 'string' },
		out: { type: 'string' },
		pictures: { type: 'string' },
		json: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { annotations = '', group = null, out = null, json = false, help = false } = values;
	if (!help) {
		if (positionals.length === 0) {
			throw new UsageError('Name at least one video file, or folder of videos or pictures.');
		}
		if (annotations === '') throw new UsageError('Name the annotations: --annotations FILE.');
	}
	const pictures = Number(values.pictures ?? PICTURES);
	if (!Number.isSafeInteger(pictures) || pictures < 0) {
		throw new UsageError(
			`--pictures is ${values.pictures}, which is not a whole number from 0 on.`,
		);
	}
	return {
		...{ inputs: positionals, annotations, group, out, pictures, json, help },
		dataset: values.dataset === undefined ? null : oneOf('dataset', DATASET_NAMES, values.dataset),
		fps: positive('fps', values.fps),
		reachMs: positive('reach', values.reach),
		toleranceMs: positive('tolerance', values.tolerance) ?? TOLERANCE_MS,
	};
}

function positive(option: string, text: string | undefined): number | null {
	if (text === undefined) return null;
	const number = Number(text);
	if (number > 0 && number < Infinity) return number;
	throw new UsageError(`--${option} is ${text}, which is not a number above 0.`);
}
