/**
 * BIDS `events.tsv` with its JSON sidecar (BIDS 1.10, "Task events"): seconds on the session clock, a
 * row each for movements, candidates that were rejected, markers and movements that people found.
 *
 * What the machine found and what people said never share a column.
 */
import type { Verdict } from '../../core/record/index.ts';
import type { MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import { newestLabels } from './human-columns.ts';
import { class3Of } from './most-probable.ts';
import { ms, px, share } from './rounding.ts';
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';

interface Column {
	readonly name: string;
	readonly units?: string;
	readonly about: string;
	readonly levels?: Readonly<Record<string, string>>;
}

const SECONDS = 's';

export const BIDS_COLUMNS: readonly Column[] = [
	{ name: 'onset', units: SECONDS, about: 'Beginning, on the recording’s own timeline' },
	{ name: 'duration', units: SECONDS, about: 'Offset minus onset; 0 for a marker' },
	{
		name: 'trial_type',
		about: 'What the row is',
		levels: {
			micro_expression: 'short facial movement, found by the machine',
			rejected_candidate: 'candidate that the machine rejected; see reason',
			marker: 'note or trigger that was set during the recording; see value',
			human_movement: 'movement that a person found and the machine did not',
		},
	},
	{ name: 'id', about: 'Name of the record, unique in the recording' },
	{ name: 'apex', units: SECONDS, about: 'Greatest displacement, on the recording’s own timeline' },
	{ name: 'onset_uncertainty', units: SECONDS, about: 'Half width of the interval of the onset' },
	{ name: 'apex_uncertainty', units: SECONDS, about: 'Half width of the interval of the apex' },
	{ name: 'offset_uncertainty', units: SECONDS, about: 'Half width of the interval of the offset' },
	{
		name: 'peak_px200',
		about:
			'Greatest displacement of any face region, in pixels of a face whose outer eye corners are 95 px apart',
	},
	{ name: 'score', about: 'Share of such candidates that were movements, on people held out' },
	{
		name: 'reading',
		about: 'Hedged description of the movement by the network; says nothing about what was felt',
	},
	{ name: 'class', about: 'Most probable class that the network names' },
	{ name: 'action_units', about: 'FACS units with a figure of at least 0.5, separated by +' },
	{ name: 'reason', about: 'Why the machine turned the candidate down' },
	{ name: 'value', about: 'Text of a marker' },
	{ name: 'origin', about: 'What set a marker: keyboard, or the channel it came in by' },
	{ name: 'human_decision', about: 'What a person decided: accepted, rejected, unsure' },
	{ name: 'human_onset', units: SECONDS, about: 'Onset that a person set' },
	{ name: 'human_apex', units: SECONDS, about: 'Apex that a person set' },
	{ name: 'human_offset', units: SECONDS, about: 'Offset that a person set' },
	{ name: 'human_reading', about: 'Reading in the person’s words' },
	{ name: 'human_action_units', about: 'Action units that a person named, separated by +' },
	{ name: 'human_note', about: 'Note of the person' },
	{ name: 'human_coder', about: 'Who said so' },
];

type Row = Readonly<Record<string, string | number | null>> & { readonly onset: number };

export function bidsEventsTsv(record: SessionRecord): string {
	const said = newestLabels(record.labels);
	const rows: Row[] = [
		...record.events.map((event) => ({
			...movement(event),
			...network(event.verdict),
			trial_type: 'micro_expression',
			...human(said.get(event.id)),
		})),
		...record.rejected.map((each) => ({
			...movement(each),
			trial_type: 'rejected_candidate',
			reason: each.reason,
			...human(said.get(each.id)),
		})),
		...record.markers.map(({ id, ms: at, text, origin }) => ({
			onset: seconds(at),
			duration: 0,
			trial_type: 'marker',
			id,
			value: text,
			origin,
		})),
		...record.labels.flatMap((label): Row[] => {
			const { about, keyFrames, id } = label;
			if (about !== null || keyFrames === null) return [];
			const { onset, offset } = keyFrames;
			return [
				{
					onset: seconds(onset.ms),
					duration: seconds(ms(offset.ms) - ms(onset.ms)),
					trial_type: 'human_movement',
					id,
					...human(label),
				},
			];
		}),
	].sort((a, b) => a.onset - b.onset);
	const names = BIDS_COLUMNS.map(({ name }) => name);
	return [names, ...rows.map((row) => names.map((name) => written(row[name])))]
		.map((cells) => `${cells.join('\t')}\n`)
		.join('');
}

/** What every column means; the same for every recording. */
export function bidsEventsSidecar(): string {
	const columns = BIDS_COLUMNS.map(({ name, units, about, levels }) => [
		name,
		{
			Description: about,
			...(units === undefined ? {} : { Units: units }),
			...(levels === undefined ? {} : { Levels: levels }),
		},
	]);
	return `${JSON.stringify(Object.fromEntries(columns), null, '\t')}\n`;
}

/** `sub-01_ses-2_task-fleeting`: labels hold letters and digits only. */
export function bidsStem({ study }: SessionRecord): string {
	const label = (text: string | undefined, otherwise: string): string =>
		(text ?? '').replace(/[^a-zA-Z0-9]/g, '') || otherwise;
	const session = label(study?.session, '');
	const parts = [
		`sub-${label(study?.participant, 'unknown')}`,
		...(session === '' ? [] : [`ses-${session}`]),
	];
	return [...parts, 'task-fleeting'].join('_');
}

const movement = (found: MicroEvent | RejectedCandidate) => ({
	onset: seconds(found.onset.ms),
	duration: seconds(ms(found.offset.ms) - ms(found.onset.ms)),
	id: found.id,
	apex: seconds(found.apex.ms),
	onset_uncertainty: seconds(found.onset.uncertaintyMs),
	apex_uncertainty: seconds(found.apex.uncertaintyMs),
	offset_uncertainty: seconds(found.offset.uncertaintyMs),
	peak_px200: px(found.peakPx200),
	score: share(found.score),
});

function network(verdict: Verdict | null) {
	if (verdict === null) return {};
	const units = verdict.kind === 'units' ? verdict : null;
	const named = units?.actionUnits.filter(({ p }) => share(p) >= 0.5).map(({ au }) => `AU${au}`);
	return {
		reading: units?.reading ?? null,
		class: verdict.kind === 'classes' ? verdict.classes[verdict.top]!.name : class3Of(verdict),
		action_units: named?.join('+') || null,
	};
}

function human(label: HumanLabel | undefined) {
	if (label === undefined) return {};
	const { keyFrames } = label;
	return {
		human_decision: label.decision,
		human_onset: keyFrames && seconds(keyFrames.onset.ms),
		human_apex: keyFrames && seconds(keyFrames.apex.ms),
		human_offset: keyFrames && seconds(keyFrames.offset.ms),
		human_reading: label.reading,
		human_action_units: label.actionUnits.join('+'),
		human_note: label.note,
		human_coder: label.coder,
	};
}

/** From the digits that the session JSON has: what is read back there gives the same file. */
const seconds = (time: number): number =>
	Number.isFinite(time) ? Number((ms(time) / 1000).toFixed(6)) : NaN;

/** Tabs and line ends would be further cells; BIDS writes n/a for nothing. */
function written(cell: string | number | null | undefined): string {
	if (cell === undefined || cell === null || cell === '') return 'n/a';
	if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : 'n/a';
	return cell.replace(/[\t\r\n]+/g, ' ').trim() || 'n/a';
}
