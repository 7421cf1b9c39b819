/**
 * What people said, as columns of their own beside what the machine found. Where several people said
 * something about a movement, its row has the newest word; the table of labels has every one.
 */
import type { Cell } from './csv.ts';
import { ms } from './rounding.ts';
import type { HumanLabel } from '../../core/record/index.ts';

const HUMAN_COLUMNS = [
	'human_decision',
	'human_onset_frame',
	'human_apex_frame',
	'human_offset_frame',
	'human_onset_ms',
	'human_apex_ms',
	'human_offset_ms',
	'human_reading',
	'human_action_units',
	'human_note',
	'human_coder',
	'human_changed_at',
] as const;

export type HumanCells = Readonly<Record<(typeof HUMAN_COLUMNS)[number], Cell>>;

const NOTHING_SAID = Object.fromEntries(
	HUMAN_COLUMNS.map((name) => [name, null]),
) as unknown as HumanCells;

export function humanCells(label: HumanLabel | undefined): HumanCells {
	if (label === undefined) return NOTHING_SAID;
	const { keyFrames } = label;
	return {
		human_decision: label.decision,
		human_onset_frame: keyFrames && keyFrames.onset.frame,
		human_apex_frame: keyFrames && keyFrames.apex.frame,
		human_offset_frame: keyFrames && keyFrames.offset.frame,
		human_onset_ms: keyFrames && ms(keyFrames.onset.ms),
		human_apex_ms: keyFrames && ms(keyFrames.apex.ms),
		human_offset_ms: keyFrames && ms(keyFrames.offset.ms),
		human_reading: label.reading || null,
		human_action_units: label.actionUnits.join('; ') || null,
		human_note: label.note || null,
		human_coder: label.coder || null,
		human_changed_at: label.changedAt,
	};
}

/** The newest label of each movement, by the movement's id. */
export function newestLabels(labels: readonly HumanLabel[]): ReadonlyMap<string, HumanLabel> {
	const newest = new Map<string, HumanLabel>();
	for (const label of labels) {
		if (label.about === null) continue;
		const other = newest.get(label.about);
		if (other === undefined || other.changedAt <= label.changedAt) newest.set(label.about, label);
	}
	return newest;
}
