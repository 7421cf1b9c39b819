/** The arguments of `npm run audit`, checked; what is wrong with them is one sentence. */
import { TOLERANCE_MS } from '../../../study/audit/index.ts';
import type { DatasetName } from '../../../core/record/index.ts';
import { DATASET_NAMES } from '../../../core/record/index.ts';
import type { EncodingName } from '../../../study/dataset/index.ts';
import { ENCODINGS } from '../../../study/dataset/index.ts';
import { UsageError, oneOf, parseOptions, positive, wholeNumber } from '../../terminal/index.ts';

export interface AuditArguments {
	/** Films, folders of films, folders of pictures; as given. */
	readonly inputs: readonly string[];
	readonly annotations: string;
	/** Null: recognised. */
	readonly dataset: DatasetName | null;
	/** Of an ELAN file, those that have movements; null: as it is told by their names and texts. */
	readonly tiers: readonly string[] | null;
	/** Null: as the annotations say; a film knows its own. */
	readonly fps: number | null;
	/** Of the annotations' letters; null: as they show. */
	readonly encoding: EncodingName | null;
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

Looks at movements that were coded by hand, in videos or folders of pictures, and says where onset,
apex and offset really lie, how certain that is, and how far off the coded frames are.

  --annotations FILE  your own table (.csv, .xlsx), an ELAN file (.eaf), or a data set's own file
  --dataset NAME      which one it is (default: recognized by file name and columns):
                      ${DATASET_NAMES.slice(0, 6).join(', ')},
                      ${DATASET_NAMES.slice(6).join(', ')}
  --tier NAME         of an ELAN file: a tier that has movements; may be given several times
                      (default: told by the tiers' names, types and texts; the others are named)
  --fps N             frame rate of pictures, where the annotations do not say
  --encoding NAME     how a table's letters are encoded, such as windows-1252 or gb18030 (default:
                      as it shows; a guess is said)
  --group COLUMN      also sums up shifts by the values of this column
  --reach MS          how far a key frame may lie from the coded one (default: 250)
  --tolerance MS      how far a coded frame may lie before it counts as off (default: ${TOLERANCE_MS})
  --out FOLDER        writes audit.json, audit.csv, report.html and the annotations with the findings
                      added (NAME.audited.csv or .eaf); input files are never overwritten
  --pictures N        how many movements report.html shows in pictures, most doubtful first (default: ${PICTURES})
  --json              everything on standard output, instead of the table
  --help              this text

Your own table has the columns clip (or file), subject, onset, apex, offset and fps. It may also have
coder, emotion, aus and anything you want to group by, and onset_ms or onset_s etc. instead of
frame numbers. Tables of BORIS, ELAN and Datavyu are read as they export them.

Exit status: 0 every row was audited; 1 some were not, each with a line that says why; 2 usage error.`;

export function readArguments(args: readonly string[]): AuditArguments {
	const { values, positionals } = parseOptions(args, {
		annotations: { type: 'string' },
		dataset: { type: 'string' },
		tier: { type: 'string', multiple: true },
		fps: { type: 'string' },
		encoding: { type: 'string' },
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
			throw new UsageError('Name at least one video file, or a folder of videos or pictures.');
		}
		if (annotations === '') throw new UsageError('Name the annotations: --annotations FILE.');
	}
	const { dataset, tier, fps, encoding, reach, tolerance, pictures } = values;
	return {
		inputs: positionals,
		annotations,
		dataset: dataset === undefined ? null : oneOf('dataset', DATASET_NAMES, dataset),
		tiers: tier ?? null,
		fps: fps === undefined ? null : positive('fps', fps),
		encoding: encoding === undefined ? null : oneOf('encoding', ENCODINGS, encoding),
		group,
		reachMs: reach === undefined ? null : positive('reach', reach),
		toleranceMs: tolerance === undefined ? TOLERANCE_MS : positive('tolerance', tolerance),
		out,
		pictures: wholeNumber('pictures', pictures ?? `${PICTURES}`, 0),
		json,
		help,
	};
}
