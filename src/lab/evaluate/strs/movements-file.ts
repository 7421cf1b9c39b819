/**
 * A table of movements as the public STRS script reads it: subject, video, onset, offset, emotion.
 * Frames are whole numbers and may lie before the film's first. Pure.
 *
 * Fails CommandError in one sentence that names the line
 */
import type { SpottedMovement } from '../../../study/evaluation/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { CsvRow } from '../csv-rows.ts';
import { csvRows } from '../csv-rows.ts';

const MOVEMENT_COLUMNS = ['subject', 'video', 'onset', 'offset', 'emotion'] as const;
type Column = (typeof MOVEMENT_COLUMNS)[number];

/** Also in the app's own MEGC-style export; they play no part in the figures. */
const EXPORTED_BESIDES: readonly string[] = [
	'apex',
	'human_decision',
	'human_onset',
	'human_apex',
	'human_offset',
	'human_emotion',
];

/** In the order of the rows; may be none. */
export const movementsOf = (file: string, text: string): SpottedMovement[] =>
	csvRows(file, text, { columns: MOVEMENT_COLUMNS, others: EXPORTED_BESIDES }).map(movementOf);

function movementOf(row: CsvRow<Column>): SpottedMovement {
	const onset = frameOf(row, 'onset');
	const offset = frameOf(row, 'offset');
	if (offset < onset) {
		throw new CommandError(
			`${row.where}: the offset ${offset} lies before the onset ${onset}: correct one of them.`,
		);
	}
	return {
		subject: row.filled('subject'),
		video: row.filled('video'),
		onset,
		offset,
		emotion: row.filled('emotion'),
	};
}

function frameOf({ where, filled }: CsvRow<Column>, column: 'onset' | 'offset'): number {
	const said = filled(column);
	// Spreadsheets write 12 as 12.0 where a column holds a gap.
	const found = /^([+-]?\d+)(?:\.0*)?$/.exec(said);
	const frame = Number(found?.[1] ?? NaN);
	if (Number.isSafeInteger(frame)) return frame;
	throw new CommandError(
		`${where}: the ${column} ${said} is not a frame number: use a whole number.`,
	);
}
