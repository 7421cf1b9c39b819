/** The app's rows of an audit, and how they may be grouped. Plain data. */
import type { AuditedMovement, ClipRow, Reselected } from '../../study/audit/index.ts';
import { auditedMovement, shiftOf } from '../../study/audit/index.ts';
import type { AnnotatedClip, KeyFrameName } from '../../core/record/index.ts';
import type { AuditClip } from './clips.ts';

/** A movement of the audit that was looked at. */
export type MovementRow = ClipRow<AuditClip>;
/** ... and whose key frames were found again. */
export type ReselectedRow = Reselected<MovementRow>;

/** ms that the reselected frame lies after the coded one; null: none was coded. */
export const shiftMs = ({ reselection }: ReselectedRow, name: KeyFrameName): number | null =>
	shiftOf(reselection, name, 0)?.ms ?? null;

/** As the summary takes it; the group under `key` stands among its columns by that name. */
export function groupedMovement(row: ReselectedRow, key: string | null): AuditedMovement {
	const movement = auditedMovement(row);
	if (key === null) return movement;
	return { ...movement, columns: { ...movement.columns, [key]: groupOf(row.record, key) } };
}

/** What every record has that movements can be grouped by. */
type OwnGrouping = 'coder' | 'subject' | 'emotion' | 'kind' | 'file';

/** A way to group movements. */
export interface Grouping {
	/** An `OwnGrouping`, or `column:` and a heading. */
	readonly key: string;
	readonly by: OwnGrouping | 'column';
	/** Of the column. */
	readonly heading: string | null;
}

/** What is compared is no way to compare it by. */
const KEY_FRAME_COLUMN = /^(?:onset|apex|offset)/i;
/** More groups than this are no comparison any more. */
const MOST_GROUPS = 24;

const OWN: Readonly<Record<OwnGrouping, (record: AnnotatedClip) => string | null>> = {
	coder: (record) => record.coder,
	subject: (record) => bareSubject(record),
	emotion: (record) => record.emotion,
	kind: (record) => record.kind,
	file: (record) => record.place.file,
};
const isOwn = (key: string): key is OwnGrouping => Object.hasOwn(OWN, key);

export const bareSubject = ({ subject }: AnnotatedClip): string =>
	subject.slice(subject.indexOf(':') + 1);

/** The record's group under a grouping; empty: none is said. */
export function groupOf(record: AnnotatedClip, key: string): string {
	const value = isOwn(key) ? OWN[key](record) : record.columns[key.slice('column:'.length)];
	return value ?? '';
}

/** Those that divide the records into more than one group and not into too many. */
export function groupingsOf(records: readonly AnnotatedClip[]): Grouping[] {
	const headings = new Set(records.flatMap(({ columns }) => Object.keys(columns)));
	const all: Grouping[] = [
		...Object.keys(OWN)
			.filter(isOwn)
			.map((by) => ({ key: by, by, heading: null })),
		...[...headings].map((heading) => ({
			key: `column:${heading}`,
			by: 'column' as const,
			heading,
		})),
	];
	const seen = new Set<string>();
	return all.filter(({ key, heading }) => {
		if (heading !== null && KEY_FRAME_COLUMN.test(heading)) return false;
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
