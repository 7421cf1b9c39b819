/**
 * What every column of the tables means, with its unit, and the dictionary of an export: these columns
 * and the fields of the session JSON. A test fails when something is written that is not explained.
 */
import { PARTICIPANT_COLUMNS, SCAN_COLUMNS } from './bids-dataset.ts';
import { BIDS_COLUMNS } from './bids-events.ts';
import type { TsvColumn } from './bids-table.ts';
import type { CsvColumn } from './csv.ts';
import { csvText, plainColumn as plain } from './csv.ts';
import { FRAME_COLUMNS } from './frames-csv.ts';
import { MEGC_COLUMN_NAMES } from './megc-csv.ts';
import { SESSION_FIELDS } from './session-fields.ts';
import { REGION_COLUMNS, UNIT_COLUMNS } from './tidy-csv.ts';

const column = (name: string, field: string): CsvColumn => ({ name, ...SESSION_FIELDS[field]! });

const MOVEMENT_COLUMNS: readonly CsvColumn[] = [
	column('file', 'source.name'),
	column('id', 'events[].id'),
	...(['frame', 'ms', 'uncertaintyMs'] as const).flatMap((part) =>
		(['onset', 'apex', 'offset'] as const).map((key) =>
			column(
				`${key}_${part === 'uncertaintyMs' ? 'uncertainty_ms' : part}`,
				`events[].${key}.${part}`,
			),
		),
	),
	column('rise_ms', 'events[].riseMs'),
	column('fall_ms', 'events[].fallMs'),
	column('duration_ms', 'events[].durationMs'),
	column('peak_px200', 'events[].peakPx200'),
	column('score', 'events[].score'),
	column('fps', 'events[].fps'),
	column('decided_ms', 'events[].decidedAtMs'),
	column('latency_ms', 'events[].latencyMs'),
	column('person', 'faces.followed[].person'),
	column('mirrored', 'source.mirrored'),
	{
		name: 'regions',
		unit: 'px200',
		meaning: 'regions that took part, strongest first, as region:amplitude, separated by spaces',
	},
];

/** What people said, beside what the machine found. */
const HUMAN: readonly CsvColumn[] = [
	column('human_decision', 'labels[].decision'),
	...(['frame', 'ms'] as const).flatMap((part) =>
		(['onset', 'apex', 'offset'] as const).map((key) =>
			column(`human_${key}_${part}`, `labels[].keyFrames.${key}.${part}`),
		),
	),
	column('human_reading', 'labels[].reading'),
	column('human_action_units', 'labels[].actionUnits'),
	column('human_note', 'labels[].note'),
	column('human_coder', 'labels[].coder'),
	column('human_changed_at', 'labels[].changedAt'),
];

/** Columns of the events table, in order. */
export const CSV_COLUMNS: readonly CsvColumn[] = [
	...MOVEMENT_COLUMNS,
	column('reading', 'events[].verdict.reading'),
	{
		name: 'class3',
		unit: '',
		meaning:
			'the most probable of the three classes, also where the reading is uncertain; of a class that a person’s weights name, the one it belongs to, or empty',
	},
	column('p_positive', 'events[].verdict.probabilities.positive'),
	column('p_negative', 'events[].verdict.probabilities.negative'),
	column('p_surprise', 'events[].verdict.probabilities.surprise'),
	{
		name: 'action_units',
		unit: '0..1',
		meaning:
			'every unit the network knows as AUnumber:figure:side, highest first, separated by spaces',
	},
	{
		name: 'named_units',
		unit: '0..1',
		meaning:
			'of these the ones that may be named: the network was shown to tell them apart, and the figure reaches their bar',
	},
	column('objective_class', 'events[].verdict.objectiveClass'),
	column('branch_correlation', 'events[].verdict.branchCorrelation'),
	column('branches', 'events[].verdict.branches'),
	column('network', 'events[].verdict.network'),
	column('class', 'events[].verdict.predicted'),
	column('class_p', 'events[].verdict.classes[].p'),
	column('fall_class', 'events[].verdict.fallPredicted'),
	{
		name: 'classes',
		unit: '0..1',
		meaning:
			'every class of a person’s weights as name:p:pFall, in the order of the logits, separated by semicolons',
	},
	...HUMAN,
];

/** Columns of the table of rejected candidates, in order. */
export const REJECTED_COLUMNS: readonly CsvColumn[] = [
	...MOVEMENT_COLUMNS,
	column('reason', 'rejected[].reason'),
	column('measured', 'rejected[].measured'),
	column('limit', 'rejected[].limit'),
	...HUMAN,
];

/** Columns of the table of labels, in order: every word of every person. */
export const LABEL_COLUMNS: readonly CsvColumn[] = [
	column('file', 'source.name'),
	column('label', 'labels[].id'),
	column('about', 'labels[].about'),
	...HUMAN,
];

export const MARKER_COLUMNS: readonly CsvColumn[] = [
	column('file', 'source.name'),
	column('id', 'markers[].id'),
	column('frame', 'markers[].frame'),
	column('ms', 'markers[].ms'),
	column('wall_ms', 'markers[].wallMs'),
	column('origin', 'markers[].origin'),
	column('text', 'markers[].text'),
];

/** Columns of the table of strips: which picture of an event is which frame. */
export const STRIP_COLUMNS: readonly CsvColumn[] = [
	column('event', 'events[].id'),
	plain('frame', 'frame', 'index in the source'),
	plain('ms', 'ms', 'time on the session clock'),
	plain('size_px', 'px', 'width and height of the picture'),
	plain('file', '', 'picture of the aligned face, in this zip'),
	plain('type', '', 'its MIME type'),
];

const MEGC_MEANINGS: Readonly<Record<(typeof MEGC_COLUMN_NAMES)[number], string>> = {
	subject: 'the study’s participant; unknown where none was named',
	video: 'the recording, without its ending',
	onset: 'frame from 0',
	apex: 'frame from 0',
	offset: 'frame from 0',
	emotion:
		'most probable of positive, negative and surprise: a class of movements, not a feeling; unread where no network ran',
	human_decision: 'what a person decided: accepted, rejected, unsure',
	human_onset: 'frame that a person set',
	human_apex: 'frame that a person set',
	human_offset: 'frame that a person set',
	human_emotion: 'reading in the person’s words',
};

const bids = (document: string, columns: readonly TsvColumn[]) =>
	columns.map(
		({ name, units, about }) => [document, name, { unit: units ?? '', meaning: about }] as const,
	);

/** The dictionary as a table of its own: fields of the JSON, then columns of the tables. */
export function dictionaryCsv(): string {
	const rows = [
		...Object.entries(SESSION_FIELDS).map(
			([name, about]) => ['session.json', name, about] as const,
		),
		...CSV_COLUMNS.map((each) => ['events.csv', each.name, each] as const),
		...REGION_COLUMNS.map((each) => ['regions.csv', each.name, each] as const),
		...UNIT_COLUMNS.map((each) => ['action_units.csv', each.name, each] as const),
		...REJECTED_COLUMNS.map((each) => ['rejected.csv', each.name, each] as const),
		...LABEL_COLUMNS.map((each) => ['labels.csv', each.name, each] as const),
		...MARKER_COLUMNS.map((each) => ['markers.csv', each.name, each] as const),
		...FRAME_COLUMNS.map((each) => ['frames.csv', each.name, each] as const),
		...STRIP_COLUMNS.map((each) => ['strips.csv', each.name, each] as const),
		...bids('bids events.tsv', BIDS_COLUMNS),
		...bids('bids participants.tsv', PARTICIPANT_COLUMNS),
		...bids('bids scans.tsv', SCAN_COLUMNS),
		...MEGC_COLUMN_NAMES.map(
			(name) => ['megc.csv', name, { unit: '', meaning: MEGC_MEANINGS[name] }] as const,
		),
	];
	return csvText([
		['document', 'field', 'unit', 'meaning'],
		...rows.map(([document, name, { unit, meaning }]) => [document, name, unit, meaning]),
	]);
}
