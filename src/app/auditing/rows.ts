/** What an audit knows of each coded movement, and how the movements may be grouped. Plain data. */
import type { AuditedMovement, Reselection, Unaudited } from '../../study/audit/index.ts';
import type { KeyFrameName } from '../../core/record/index.ts';
import { isSilent as saysNothing } from '../../study/audit/index.ts';
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { MatchedClip } from './clips.ts';

interface Row extends MatchedClip {
	/** Key frames as coded, in frame numbers of the source that was measured. */
	readonly coded: Readonly<Record<KeyFrameName, number | null>>;
}

export interface Reselected extends Row {
	readonly outcome: Reselection;
}

export interface UnauditedRow extends Row {
	readonly outcome: Unaudited;
}

export type AuditRow = Reselected | UnauditedRow;

export const isReselected = (row: AuditRow): row is Reselected => 'doubt' in row.outcome;

/** Nothing speaks for a rise and fall there: the coded frames stand, and no shift is counted. */
export const isSilent = ({ outcome }: Reselected): boolean => saysNothing(outcome);

/** What a person decided about one key frame. */
export type Choice = 'coded' | 'reselected';

export interface Decision {
	readonly choices: Readonly<Partial<Record<KeyFrameName, Choice>>>;
	readonly note: string;
}

export const UNDECIDED: Decision = { choices: {}, note: '' };

/** ms that the reselected frame lies after the coded one; null: none was coded. */
export function shiftMs({ outcome }: Reselected, name: KeyFrameName): number | null {
	const { coded, frame } = outcome[name];
	return coded === null ? null : (1000 * (frame - coded)) / outcome.fps;
}

/** As the summary takes it; the group under `key` stands among its columns by that name. */
export const auditedOf = (
	{ record, outcome }: Reselected,
	key: string | null,
): AuditedMovement => ({
	clip: record.clip,
	subject: record.subject,
	coder: record.coder,
	columns: key === null ? record.columns : { ...record.columns, [key]: groupOf(record, key) },
	reselection: outcome,
});

/** A way to group movements. */
export interface Grouping {
	/** `coder`, `subject`, ..., or `column:` and a heading. */
	readonly key: string;
	readonly name: string;
}

/** What is compared is no way to compare it by. */
const KEY_FRAME_COLUMN = /“(?:onset|apex|offset)/i;
/** More groups than this are no comparison any more. */
const MOST_GROUPS = 24;

const OWN: readonly (Grouping & { of: (record: AnnotatedClip) => string | null })[] = [
	{ key: 'coder', name: 'Coder', of: (record) => record.coder },
	{ key: 'subject', name: 'Person', of: (record) => bareSubject(record) },
	{ key: 'emotion', name: 'Emotion as coded', of: (record) => record.emotion },
	{ key: 'kind', name: 'Micro or macro', of: (record) => record.kind },
	{ key: 'file', name: 'Annotation file', of: (record) => record.place.file },
];

export const bareSubject = ({ subject }: AnnotatedClip): string =>
	subject.slice(subject.indexOf(':') + 1);

/** The record's group under a grouping; what has none is called `not said`. */
export function groupOf(record: AnnotatedClip, key: string): string {
	const own = OWN.find((each) => each.key === key);
	const value = own === undefined ? record.columns[key.slice('column:'.length)] : own.of(record);
	return value == null || value === '' ? 'not said' : value;
}

/** Those that divide the records into more than one group and not into too many. */
export function groupingsOf(records: readonly AnnotatedClip[]): Grouping[] {
	const headings = new Set(records.flatMap(({ columns }) => Object.keys(columns)));
	const all: Grouping[] = [
		...OWN.map(({ key, name }) => ({ key, name })),
		...[...headings].map((heading) => ({ key: `column:${heading}`, name: `Column “${heading}”` })),
	];
	const seen = new Set<string>();
	return all.filter(({ key, name }) => {
		if (KEY_FRAME_COLUMN.test(name)) return false;
		// A column that divides the movements as a grouping before it did adds nothing.
		const places = new Map<string, number>();
		const values = records
			.map((record) => {
				const group = groupOf(record, key);
				if (!places.has(group)) places.set(group, places.size);
				return places.get(group);
			})
			.join();
		if (seen.has(values)) return false;
		seen.add(values);
		return places.size > 1 && places.size <= MOST_GROUPS;
	});
}
