/** Everything an audit found: `audit.json`, and what standard output has with --json. Pure. */
import type { AuditSummary } from '../../audit/index.ts';
import { KEY_FRAMES, shiftOf } from '../../audit/index.ts';
import type { AuditRow } from './rows.ts';

export const AUDIT_FORMAT = 'fleeting-audit/1';

export interface AuditAbout {
	readonly annotations: string;
	readonly dataset: string;
	readonly version: string;
	readonly reachMs: number | null;
	readonly toleranceMs: number;
	/** What was said to be wrong with the input, in the order it was met. */
	readonly problems: readonly string[];
}

/** @param rows - in the order in which they are to be */
export function auditJson(
	rows: readonly AuditRow[],
	summary: AuditSummary | null,
	about: AuditAbout,
): string {
	const document = {
		format: AUDIT_FORMAT,
		...about,
		/** Shifts are reselected less coded; intervals hold 95 % of resamples of subjects. */
		summary,
		movements: rows.map(({ id, record, clip, reselection, why, marks }) => {
			const { place, dataset, subject, coder, units, columns } = record;
			return {
				...{ id, place, dataset, subject, clip: record.clip, file: clip?.name ?? null, coder },
				coded: { onset: record.onset, apex: record.apex, offset: record.offset },
				...{ units: units.map(({ unit }) => unit), columns, why },
				reselection,
				shifts:
					reselection &&
					Object.fromEntries(
						KEY_FRAMES.map((name) => [name, shiftOf(reselection, name, about.toleranceMs)]),
					),
				ms: marks && { onset: marks.onset, apex: marks.apex, offset: marks.offset },
			};
		}),
	};
	return `${JSON.stringify(document, null, '\t')}\n`;
}
