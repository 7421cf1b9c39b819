/** What an audit says of a coded movement, and what a person makes of it. Plain data, for writers. */
import type { AnnotatedClip, KeyFrameName } from '../../core/record/index.ts';
import type { LeftOut } from './left-out.ts';
import type { Reselection } from './reselection.ts';

/** A coded movement with what the audit says of it. */
export interface AuditedRecord {
	/** As it was coded; its key frames in frame numbers of the clip that was measured. */
	readonly record: AnnotatedClip;
	/** Null: it could not be audited. */
	readonly reselection: Reselection | null;
	/** Why it could not be; null: it could. */
	readonly why: LeftOut | null;
	/** What a person made of it; left out: nobody was asked. */
	readonly decision?: AuditDecision;
}

/** The frame that stands, by a person's decision; null: undecided. */
export interface AuditDecision extends Readonly<Record<KeyFrameName, number | null>> {
	readonly note: string;
}

/** A key frame in ms of the clip. */
export interface AuditedMark {
	readonly ms: number;
	/** Ends of the 80 % interval. */
	readonly lowMs: number;
	readonly highMs: number;
	/** Null: it was not coded. */
	readonly codedMs: number | null;
	/** Probability that the coded one is off; null: it was not coded. */
	readonly moved: number | null;
}

export interface AuditedMarks extends Readonly<Record<KeyFrameName, AuditedMark>> {
	/** The coder, or the tier, or else the movement; opens each annotation. */
	readonly name: string;
	readonly doubt: number;
	readonly frameMs: number;
	/** What of the clip is at time 0 of the annotation file, ms; left out: 0. */
	readonly originMs?: number;
}
