/** Rows of an audit: a coded movement, its clip, and what was found; or why nothing was. */
import type { AuditedMovement, DocumentedMovement } from '../../../study/audit/index.ts';
import type { ClipMotion, KeyFrameName } from '../../../core/record/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import { frameTimes, reselect } from '../../../study/audit/index.ts';
import type { AnnotatedClip } from '../../../core/record/index.ts';
import type { AuditedMark, AuditedMarks, AuditedRecord } from '../../../files/export/index.ts';
import type { ClipOnDisk } from './clips.ts';

export interface AuditedRow extends AuditedRecord {
	/** `m1`, `m2`, ... in the order of the annotations. */
	readonly id: string;
	/** Null: it has none. */
	readonly clip: ClipOnDisk | null;
	/** In ms of the film; null: it was not audited. */
	readonly marks: AuditedMarks | null;
	/** Where the face lies in its key frames, coded and reselected, by frame; [4] each (align). */
	readonly placing: ReadonlyMap<number, readonly number[]>;
}

export const documented = (row: AuditedRow): DocumentedMovement => {
	const { onset, apex, offset } = row.record;
	return { ...row, file: row.clip?.name ?? null, coded: { onset, apex, offset } };
};

export interface RowOptions {
	readonly reachMs: number | null;
	readonly toleranceMs: number;
}

export const withoutClip = (id: string, record: AnnotatedClip, why: string): AuditedRow => ({
	...{ id, record, why, clip: null, reselection: null, marks: null, placing: new Map() },
});

export const leftOut = (
	id: string,
	record: AnnotatedClip,
	clip: ClipOnDisk,
	why: string,
): AuditedRow => ({
	...withoutClip(id, record, why),
	clip,
});

/** @param motion - in frame numbers of the clip */
export function auditedRow(
	id: string,
	said: AnnotatedClip,
	clip: ClipOnDisk,
	motion: ClipMotion,
	{ reachMs, toleranceMs }: RowOptions,
): AuditedRow {
	const record = clip.kind === 'film' ? onFrames(said, motion) : said;
	const { onset, apex, offset } = record;
	const units = record.units.map(({ unit }) => unit);
	const options = { toleranceMs, ...(reachMs === null ? {} : { reachMs }) };
	const reselection = reselect(motion, { id, onset, apex, offset, units }, options);
	if ('why' in reselection) return leftOut(id, record, clip, reselection.why);
	const clock = frameTimes(motion)!; // what was reselected has frames
	const markOf = (name: KeyFrameName): AuditedMark => {
		const { frame, low, high, coded, moved } = reselection[name];
		return {
			...{ ms: clock.timeOf(frame), lowMs: clock.timeOf(low), highMs: clock.timeOf(high), moved },
			codedMs: record.codedMs?.[name] ?? (coded === null ? null : clock.timeOf(coded)),
		};
	};
	const frames = KEY_FRAMES.flatMap((name) => [reselection[name].coded, reselection[name].frame]);
	return {
		...{ id, record, clip, reselection, why: null, placing: placingOf(motion, frames) },
		marks: {
			name: record.coder ?? id,
			...{ onset: markOf('onset'), apex: markOf('apex'), offset: markOf('offset') },
			...{ doubt: reselection.doubt, frameMs: 1000 / reselection.fps },
		},
	};
}

/** What was coded in ms lies on the film's own frames, whatever rate the annotations were read with. */
function onFrames(record: AnnotatedClip, { frames, times }: ClipMotion): AnnotatedClip {
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

function placingOf(
	{ frames, faces, placing }: ClipMotion,
	wanted: readonly (number | null)[],
): Map<number, readonly number[]> {
	const found = new Map<number, readonly number[]>();
	for (const frame of wanted) {
		const t = frame === null ? -1 : frames.indexOf(frame);
		if (t >= 0 && faces[t] === 1) found.set(frame!, [...placing.subarray(4 * t, 4 * t + 4)]);
	}
	return found;
}

/** Rows that were audited, for summaries. */
export const movementsOf = (
	rows: readonly AuditedRow[],
): (AuditedMovement & { row: AuditedRow })[] =>
	rows.flatMap((row) => {
		const { record, reselection } = row;
		if (reselection === null) return [];
		const { clip, subject, coder, columns } = record;
		return [{ clip, subject, coder, columns, reselection, row }];
	});

/** `coding.csv, row 7`, or `coding.eaf, tier smiles, annotation 7`. */
export const placeText = ({ place: { file, sheet, row } }: Pick<AnnotatedClip, 'place'>): string =>
	/\.eaf$/i.test(file) && sheet !== null
		? `${file}, tier ${sheet}, annotation ${row}`
		: `${file}, ${sheet === null ? '' : `sheet ${sheet}, `}row ${row}`;
