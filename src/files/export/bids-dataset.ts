/**
 * Recordings as a BIDS data set of their own (BIDS 1.10, behavioral data), which passes bids-validator
 * as it comes:
 *
 *   dataset_description.json  README  participants.tsv and .json
 *   sub-01[/ses-1]/sub-01[_ses-1]_scans.tsv and .json                  which table is which recording
 *   sub-01[/ses-1]/beh/sub-01[_ses-1]_task-fleeting[_run-1]_events.tsv and .json
 *
 * Authors and license of the data are left to those whose data they are.
 */
import type { SessionRecord } from '../../core/record/index.ts';
import { bidsEventsSidecar, bidsEventsTsv } from './bids-events.ts';
import type { BidsName } from './bids-names.ts';
import { bidsNames, recordingStem, subjectStem } from './bids-names.ts';
import type { TsvColumn } from './bids-table.ts';
import { bidsJson, sidecar, tsv } from './bids-table.ts';
import { bidsReadMe } from './read-me.ts';
import { ms } from './rounding.ts';
import type { WrittenFile } from './written-file.ts';

const BIDS_VERSION = '1.10.0';

export const PARTICIPANT_COLUMNS: readonly TsvColumn[] = [
	{ name: 'participant_id', about: 'Label of the participant in this data set' },
	{ name: 'participant', about: 'What the study called the participant; n/a: nobody was named' },
];

export const SCAN_COLUMNS: readonly TsvColumn[] = [
	{ name: 'filename', about: 'Table of events, below the folder of this file' },
	{
		name: 'acq_time',
		about: 'Wall-clock time of the first frame (UTC); n/a for a film, which does not say',
	},
	{ name: 'recording', about: 'Name of the film or camera' },
	{
		name: 'kind',
		about: 'Where the pictures came from',
		levels: {
			camera: 'a camera, as it happened',
			file: 'a film',
			actor: 'a synthetic face that the program draws: nobody was recorded',
		},
	},
	{ name: 'duration', units: 's', about: 'Length of what was measured' },
	{ name: 'frames', about: 'Frames that were measured' },
	{
		name: 'complete',
		about: 'Whether the recording was measured to its end',
		levels: { yes: 'it was', no: 'it broke off before' },
	},
];

interface NamedRecord {
	readonly record: SessionRecord;
	readonly name: BidsName;
}

/** Names are paths below the data set's folder. */
export function bidsDataset(records: readonly SessionRecord[]): WrittenFile[] {
	const names = bidsNames(records);
	const named = records.map((record, at) => ({ record, name: names[at]! }));
	return [
		json('dataset_description.json', description(records)),
		{ name: 'README', type: 'text/plain', text: bidsReadMe() },
		table('participants.tsv', PARTICIPANT_COLUMNS, participants(named)),
		json('participants.json', sidecar(PARTICIPANT_COLUMNS)),
		...scans(named),
		...named.flatMap(({ record, name }): WrittenFile[] => {
			const stem = `${folderOf(name)}beh/${recordingStem(name)}_events`;
			return [
				{ name: `${stem}.tsv`, type: TSV, text: bidsEventsTsv(record) },
				json(`${stem}.json`, bidsEventsSidecar()),
			];
		}),
	];
}

const TSV = 'text/tab-separated-values';

const json = (name: string, text: string): WrittenFile => ({
	name,
	type: 'application/json',
	text,
});

const table = (
	name: string,
	columns: readonly TsvColumn[],
	rows: Parameters<typeof tsv>[1],
): WrittenFile => ({ name, type: TSV, text: tsv(columns, rows) });

const folderOf = ({ subject, session }: BidsName): string =>
	`sub-${subject}/${session === null ? '' : `ses-${session}/`}`;

function description(records: readonly SessionRecord[]): string {
	const versions = [...new Set(records.map(({ engine }) => engine.version))];
	return bidsJson({
		Name: 'Brief facial movements found by Fleeting',
		BIDSVersion: BIDS_VERSION,
		DatasetType: 'raw',
		GeneratedBy: versions.map((Version) => ({ Name: 'Fleeting', Version })),
		HowToAcknowledge:
			'Name Fleeting with its version, and the paper whose method it builds on: Liu, Nan, Qian, and Fu (2026), arXiv:2603.04766.',
	});
}

function participants(named: readonly NamedRecord[]) {
	const rows = new Map(
		named.map(({ record, name: { subject } }) => [
			`sub-${subject}`,
			record.study?.participant.trim() ?? null,
		]),
	);
	return [...rows]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([participant_id, participant]) => ({ participant_id, participant }));
}

/** By person and session, in the order of the runs. */
function scans(named: readonly NamedRecord[]): WrittenFile[] {
	const folders = [...new Set(named.map(({ name }) => folderOf(name)))];
	return folders.flatMap((folder) => {
		const recordings = named.filter(({ name }) => folderOf(name) === folder);
		const stem = `${folder}${subjectStem(recordings[0]!.name)}_scans`;
		const rows = recordings
			.toSorted((a, b) => (a.name.run ?? 0) - (b.name.run ?? 0))
			.map(({ record: { source, quality, fault }, name }) => ({
				filename: `beh/${recordingStem(name)}_events.tsv`,
				acq_time: source.startedAt === null ? null : new Date(source.startedAt).toISOString(),
				recording: source.name,
				kind: source.kind,
				duration: Number((ms(quality.durationMs) / 1000).toFixed(6)),
				frames: quality.frames,
				complete: fault === null ? 'yes' : 'no',
			}));
		return [table(`${stem}.tsv`, SCAN_COLUMNS, rows), json(`${stem}.json`, sidecar(SCAN_COLUMNS))];
	});
}
