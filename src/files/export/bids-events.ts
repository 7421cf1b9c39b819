/**
 * BIDS `events.tsv` with its JSON sidecar (BIDS 1.10, "Task events"): seconds on the clock of the
 * recording, a row each for movements, candidates that were rejected, markers and movements that people
 * found. Units are those that may be named.
 *
 * What the machine found and what people said never share a column.
 */
import type {
	EngineInfo,
	HumanLabel,
	MicroEvent,
	RejectedCandidate,
	SessionRecord,
	Verdict,
} from '../../core/record/index.ts';
import { CLOCK_ORIGIN, isSmallClockBreak, namedScores } from '../../core/record/index.ts';
import type { TsvColumn, TsvRow } from './bids-table.ts';
import { sidecar, tsv } from './bids-table.ts';
import { newestLabels } from './human-columns.ts';
import { ms, px, share } from './rounding.ts';

const SECONDS = 's';

/** A clock that is not always 0 at the first frame: a film's file may say when it begins. */
const CLOCK = 'on the clock of the recording (of a film, the timeline of its file)';

export const BIDS_COLUMNS: readonly TsvColumn[] = [
	{ name: 'onset', units: SECONDS, about: `Beginning, ${CLOCK}` },
	{ name: 'duration', units: SECONDS, about: 'Offset minus onset; 0 for a marker' },
	{
		name: 'trial_type',
		about: 'What the row is',
		levels: {
			micro_expression: 'short facial movement, found by the machine',
			rejected_candidate: 'candidate that the machine rejected; see reason',
			marker: 'note or trigger that was set during the recording; see value',
			clock: 'note of the program about its clocks; see value',
			human_movement: 'movement that a person found and the machine did not',
		},
	},
	{ name: 'id', about: 'Name of the record, unique in the recording' },
	{ name: 'apex', units: SECONDS, about: `Greatest displacement, ${CLOCK}` },
	{ name: 'onset_uncertainty', units: SECONDS, about: 'Half width of the interval of the onset' },
	{ name: 'apex_uncertainty', units: SECONDS, about: 'Half width of the interval of the apex' },
	{ name: 'offset_uncertainty', units: SECONDS, about: 'Half width of the interval of the offset' },
	{
		name: 'peak_px200',
		units: 'px200',
		about:
			'Greatest displacement of any face region, in pixels of a face whose outer eye corners are 95 px apart',
	},
	{ name: 'score', about: 'Share of such candidates that were movements, on people held out' },
	{
		name: 'reading',
		about: 'Hedged description of the movement by the network; says nothing about what was felt',
		levels: {
			positive: 'such movements are mostly called positive in labeled data sets',
			negative: 'such movements are mostly called negative in labeled data sets',
			surprise: 'such movements are mostly called surprise in labeled data sets',
			uncertain: 'none of these is probable enough to be named',
		},
	},
	{
		name: 'class',
		about:
			'Class that may be named: the reading, or the most probable class of weights that a person brought',
	},
	{
		name: 'action_units',
		about:
			'FACS units that may be named, separated by +: the network was shown to tell them apart, and its figure reaches their bar',
	},
	{ name: 'reason', about: 'Why the machine turned the candidate down' },
	{ name: 'value', about: 'Text of a marker' },
	{ name: 'origin', about: 'What set a marker: keyboard, or the channel it came in by' },
	{
		name: 'human_decision',
		about: 'What a person decided about the movement',
		levels: {
			accepted: 'it is a movement',
			rejected: 'it is none',
			unsure: 'the person could not tell',
		},
	},
	{ name: 'human_onset', units: SECONDS, about: 'Onset that a person set' },
	{ name: 'human_apex', units: SECONDS, about: 'Apex that a person set' },
	{ name: 'human_offset', units: SECONDS, about: 'Offset that a person set' },
	{ name: 'human_reading', about: 'Reading in the person’s words' },
	{ name: 'human_action_units', about: 'Action units that a person named, separated by +' },
	{ name: 'human_note', about: 'Note of the person' },
	{ name: 'human_coder', about: 'Who said so' },
];

type Onset = { readonly onset: number };

export function bidsEventsTsv(record: SessionRecord): string {
	const said = newestLabels(record.labels);
	const rows: (TsvRow & Onset)[] = [
		...record.events.map((event) => ({
			...movement(event),
			...network(event.verdict, record.engine.network),
			trial_type: 'micro_expression',
			...human(said.get(event.id)),
		})),
		...record.rejected.map((each) => ({
			...movement(each),
			trial_type: 'rejected_candidate',
			reason: each.reason,
			...human(said.get(each.id)),
		})),
		...record.markers
			.filter((marker) => !isSmallClockBreak(marker))
			.map(({ id, ms: at, text, origin }) => ({
				onset: seconds(at),
				duration: 0,
				trial_type: origin === CLOCK_ORIGIN ? 'clock' : 'marker',
				id,
				value: text,
				origin,
			})),
		...record.labels.flatMap((label): (TsvRow & Onset)[] => {
			const { about, keyFrames, id } = label;
			if (about !== null || keyFrames === null) return [];
			return [
				{
					onset: seconds(keyFrames.onset.ms),
					duration: length(keyFrames),
					trial_type: 'human_movement',
					id,
					...human(label),
				},
			];
		}),
	].sort((a, b) => a.onset - b.onset);
	return tsv(BIDS_COLUMNS, rows);
}

/** What every column means; the same for every recording. */
export const bidsEventsSidecar = (): string => sidecar(BIDS_COLUMNS);

const movement = (found: MicroEvent | RejectedCandidate) => ({
	onset: seconds(found.onset.ms),
	duration: length(found),
	id: found.id,
	apex: seconds(found.apex.ms),
	onset_uncertainty: seconds(found.onset.uncertaintyMs),
	apex_uncertainty: seconds(found.apex.uncertaintyMs),
	offset_uncertainty: seconds(found.offset.uncertaintyMs),
	peak_px200: px(found.peakPx200),
	score: share(found.score),
});

function network(verdict: Verdict | null, { nameable }: EngineInfo['network']) {
	if (verdict === null) return {};
	if (verdict.kind === 'classes') return { class: verdict.classes[verdict.top]!.name };
	const named = namedScores(verdict.actionUnits, nameable).map(({ au }) => `AU${au}`);
	return {
		reading: verdict.reading,
		class: verdict.reading === 'uncertain' ? null : verdict.reading,
		action_units: named.join('+'),
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

type Spanning = Record<'onset' | 'offset', { readonly ms: number }>;

/** Nothing where a person set the offset before the onset: a length is not below 0. */
const length = ({ onset, offset }: Spanning): number | null =>
	offset.ms < onset.ms ? null : seconds(ms(offset.ms) - ms(onset.ms));

/** From the digits that the session JSON has: what is read back there gives the same file. */
const seconds = (time: number): number =>
	Number.isFinite(time) ? Number((ms(time) / 1000).toFixed(6)) : NaN;
