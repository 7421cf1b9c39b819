/** `audit.json`: everything an audit found, the same from the app and from the command line. Pure. */
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { KeyFrameName } from '../../core/record/index.ts';
import type { Reselection } from './reselection.ts';
import { KEY_FRAMES } from '../../core/record/index.ts';
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

export interface DocumentedMovement {
	readonly id: string;
	readonly record: AnnotatedClip;
	/** Name of the clip's file or folder; null: none was found. */
	readonly file: string | null;
	/** As it was looked at, in frames of the clip. */
	readonly coded: Readonly<Record<KeyFrameName, number | null>>;
	/** Null: it was not audited, and `why` says why. */
	readonly reselection: Reselection | null;
	readonly why: string | null;
	/** Key frames in ms of the clip, as `export` has them; null where there is no reselection. */
	readonly marks: Readonly<Record<KeyFrameName, object>> | null;
	/** What a person decided, as `export` has it; absent where nobody was asked. */
	readonly decision?: object | undefined;
}

/**
 * Shifts are reselected less coded; intervals hold 95 % of resamples of subjects.
 *
 * @param movements in the order in which they are to be
 */
export function auditDocument(
	movements: readonly DocumentedMovement[],
	summary: AuditSummary | null,
	about: AuditAbout,
): string {
	const document = {
		format: AUDIT_FORMAT,
		...about,
		summary,
		movements: movements.map((movement) => foundOf(movement, about.toleranceMs)),
	};
	return `${JSON.stringify(document, null, '\t')}\n`;
}

function foundOf(movement: DocumentedMovement, toleranceMs: number): object {
	const { id, record, file, coded, reselection, why, marks, decision } = movement;
	const { place, dataset, subject, clip, coder, units, columns } = record;
	return {
		...{ id, place, dataset, subject, clip, file, coder, coded },
		...{ units: units.map(({ unit }) => unit), columns, why, reselection },
		shifts:
			reselection &&
			Object.fromEntries(KEY_FRAMES.map((name) => [name, shiftOf(reselection, name, toleranceMs)])),
		ms: marks && { onset: marks.onset, apex: marks.apex, offset: marks.offset },
		...(decision === undefined ? {} : { decision }),
	};
}
