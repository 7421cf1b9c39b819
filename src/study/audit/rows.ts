/**
 * Rows of an audit: a coded movement, its clip, and what was found; or why nothing was.
 *
 * The app and the command line make theirs here: they choose files, measure clips and write.
 *
 * In    matched records, the motion of their clip in the clip's own frame numbers
 * Out   rows; the same ones in the order of documents, and their summary
 */
import type { AnnotatedClip, ClipMotion, KeyFrameName } from '../../core/record/index.ts';
import type { AuditedMark, AuditedMarks, AuditedRecord } from './audited-record.ts';
import { frameTimes } from './frame-times.ts';
import type { LeftOut } from './left-out.ts';
import type { MatchedRecord, NamedClip, UnmatchedRecord } from './matching.ts';
import type { AuditOptions } from './reselect.ts';
import { reselect } from './reselect.ts';
import type { Reselection } from './reselection.ts';
import type { AuditedMovement } from './shifts.ts';
import { isSilent } from './shifts.ts';
import type { AuditSummary, SummaryOptions } from './summary.ts';
import { byDoubt, summarise } from './summary.ts';

export interface AuditRow<Clip extends NamedClip = NamedClip> extends AuditedRecord {
	/** `m1`, `m2`, ... in the order of the annotations; `u1`, ... for those without a clip. */
	readonly id: string;
	/** Null: it has none. */
	readonly clip: Clip | null;
	/** In ms of the clip; null: it was not audited. */
	readonly marks: AuditedMarks | null;
}

/** A row whose clip was found. */
export interface ClipRow<Clip extends NamedClip = NamedClip> extends AuditRow<Clip> {
	readonly clip: Clip;
}

/** A row that was audited. */
export type Reselected<Row extends AuditRow = AuditRow> = Row & {
	readonly reselection: Reselection;
	readonly marks: AuditedMarks;
};

export const isReselected = <Row extends AuditRow>(row: Row): row is Reselected<Row> =>
	row.reselection !== null;

/** @param motion in frame numbers of the clip */
export function auditedRow<Clip extends NamedClip>(
	matched: MatchedRecord<Clip>,
	motion: ClipMotion,
	options: AuditOptions = {},
): ClipRow<Clip> {
	const { id, clip } = matched;
	const record = onFramesOf(motion, matched.record);
	const { onset, apex, offset } = record;
	const units = record.units.map(({ unit }) => unit);
	const said = reselect(motion, { id, onset, apex, offset, units }, options);
	if ('why' in said) return leftOutRow({ id, clip, record }, said.why);
	return { id, record, clip, reselection: said, why: null, marks: marksOf(record, said, motion) };
}

export const leftOutRow = <Clip extends NamedClip>(
	{ id, record, clip }: MatchedRecord<Clip>,
	why: LeftOut,
): ClipRow<Clip> => ({ id, record, clip, reselection: null, why, marks: null });

/** Rows of records that found no clip. */
export const unmatchedRows = (unmatched: readonly UnmatchedRecord[]): AuditRow<never>[] =>
	unmatched.map(({ record, why }, at) => {
		return { id: `u${at + 1}`, record, clip: null, reselection: null, why, marks: null };
	});

/** What was coded in ms lies on the clip's own frames, whatever rate the annotations were read with. */
function onFramesOf({ frames, times }: ClipMotion, record: AnnotatedClip): AnnotatedClip {
	const { codedMs } = record;
	if (codedMs === undefined || frames.length === 0) return record;
	const nearest = (ms: number): number => {
		let best = 0;
		for (let t = 1; t < times.length; t++) {
			if (Math.abs(times[t]! - ms) < Math.abs(times[best]! - ms)) best = t;
		}
		return frames[best]!;
	};
	const { onset, apex, offset } = codedMs;
	return {
		...record,
		onset: nearest(onset),
		apex: apex === null ? null : nearest(apex),
		offset: offset === null ? null : nearest(offset),
	};
}

function marksOf(
	{ coder, place, codedMs, originMs = 0 }: AnnotatedClip,
	reselection: Reselection,
	motion: ClipMotion,
): AuditedMarks {
	const clock = frameTimes(motion)!; // what was reselected has frames
	const mark = (name: KeyFrameName): AuditedMark => {
		const { frame, low, high, coded, moved } = reselection[name];
		return {
			ms: clock.timeOf(frame),
			lowMs: clock.timeOf(low),
			highMs: clock.timeOf(high),
			moved,
			codedMs: codedMs?.[name] ?? (coded === null ? null : clock.timeOf(coded)),
		};
	};
	return {
		name: coder ?? place.sheet ?? reselection.id,
		onset: mark('onset'),
		apex: mark('apex'),
		offset: mark('offset'),
		doubt: reselection.doubt,
		frameMs: 1000 / reselection.fps,
		originMs,
	};
}

/** By clip, in the order in which clips are first met; what has none is left out. */
export function byClip<Clip extends NamedClip, Each extends { readonly clip: Clip | null }>(
	all: readonly (Each & { readonly clip: Clip | null })[],
): Map<Clip, Each[]> {
	const groups = new Map<Clip, Each[]>();
	for (const each of all) {
		if (each.clip === null) continue;
		const group = groups.get(each.clip);
		if (group === undefined) groups.set(each.clip, [each]);
		else group.push(each);
	}
	return groups;
}

/** As a summary takes it. */
export const auditedMovement = <Row extends AuditRow>(
	row: Reselected<Row>,
): AuditedMovement & { readonly row: Reselected<Row> } => {
	const { clip, subject, coder, columns } = row.record;
	return { clip, subject, coder, columns, reselection: row.reselection, row };
};

/** Those that were audited, the most doubtful first. */
export const mostDoubtful = <Row extends AuditRow>(rows: readonly Row[]): Reselected<Row>[] =>
	byDoubt(rows.filter(isReselected).map(auditedMovement<Row>)).map(({ row }) => row);

/** As documents have them: by doubt, then those that were not audited. */
export const inDocumentOrder = <Row extends AuditRow>(rows: readonly Row[]): Row[] => [
	...mostDoubtful(rows),
	...rows.filter((row) => !isReselected(row)),
];

/** Null: there is nothing to sum up. Where nothing speaks for a movement, its shifts are the prior's. */
export function summaryOf(
	rows: readonly AuditRow[],
	options: SummaryOptions = {},
): AuditSummary | null {
	const movements = rows
		.filter(isReselected)
		.map(auditedMovement)
		.filter(({ reselection }) => !isSilent(reselection));
	return movements.length === 0 ? null : summarise(movements, options);
}
