/** `audit.json`: everything an audit found, the same from the app and from the command line. Pure. */
import { KEY_FRAMES } from '../../core/record/index.ts';
import { leftOutText } from './left-out.ts';
import type { AuditRow } from './rows.ts';
import { shiftOf } from './shifts.ts';
import type { AuditSummary } from './summary.ts';

const AUDIT_FORMAT = 'fleeting-audit/1';

export interface AuditAbout {
	/** Names of the annotation files. */
	readonly annotations: string;
	readonly dataset: string;
	/** Of the program. */
	readonly version: string;
	/** Null: as `reselect` has it. */
	readonly reachMs: number | null;
	readonly toleranceMs: number;
	/** What is missing or was wrong with the input, a sentence each. */
	readonly problems: readonly string[];
}

/**
 * Shifts are reselected less coded; intervals hold 95 % of resamples of subjects.
 *
 * @param rows in the order in which they are to be
 */
export function auditDocument(
	rows: readonly AuditRow[],
	summary: AuditSummary | null,
	about: AuditAbout,
): string {
	const document = {
		format: AUDIT_FORMAT,
		...about,
		summary,
		movements: rows.map((row) => foundOf(row, about.toleranceMs)),
	};
	return `${JSON.stringify(document, null, '\t')}\n`;
}

function foundOf(row: AuditRow, toleranceMs: number): object {
	const { id, record, clip: measured, reselection, why, marks, decision } = row;
	const { place, dataset, subject, clip, coder, onset, apex, offset, units, columns } = record;
	return {
		id,
		place,
		dataset,
		subject,
		clip,
		file: measured?.name ?? null,
		coder,
		coded: { onset, apex, offset },
		units: units.map(({ unit }) => unit),
		columns,
		why: why === null ? null : leftOutText(why),
		reselection,
		shifts:
			reselection &&
			Object.fromEntries(KEY_FRAMES.map((name) => [name, shiftOf(reselection, name, toleranceMs)])),
		ms: marks && { onset: marks.onset, apex: marks.apex, offset: marks.offset },
		...(decision === undefined ? {} : { decision }),
	};
}
