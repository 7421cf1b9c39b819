/**
 * One session, complete: what is shown, kept and exported.
 */
import type { Millis } from '../kernel/index.ts';
import type { EngineInfo } from './engine.ts';
import type { Quality } from './frame.ts';
import type { FaultReport } from './faults.ts';
import type { MicroEvent } from './movement.ts';
import type { RejectedCandidate } from './movement.ts';

export interface SourceRecord {
	readonly kind: 'camera' | 'actor' | 'file';
	/** Camera label or file name. */
	readonly name: string;
	readonly widthPx: number;
	readonly heightPx: number;
	/** ISO 8601 with time zone; null for a file, whose clock starts at its first frame. */
	readonly startedAt: string | null;
}

/** Something a person, or a program of theirs, noted during the session. */
export interface Marker {
	readonly id: string;
	readonly ms: Millis;
	readonly frame: number;
	readonly text: string;
	/** What made it: `keyboard`, or the channel it came in by. */
	readonly origin: string;
	/** The same moment on the wall clock, ms since 1970; null where that is not known. */
	readonly wallMs: number | null;
}

/** What a person says about a movement; never written over what the machine said. */
export interface HumanLabel {
	/** `h1`, `h2`, ... */
	readonly id: string;
	/** Event (`e1`) or rejected candidate (`r1`) that it is about; null: the person found it. */
	readonly about: string | null;
	readonly decision: 'accepted' | 'rejected' | 'unsure';
	/** The person's own key frames; null: those of the machine stand. */
	readonly keyFrames: {
		readonly onset: LabelledFrame;
		readonly apex: LabelledFrame;
		readonly offset: LabelledFrame;
	} | null;
	/** "AU12 left", "AU4": empty where the person named none. */
	readonly actionUnits: readonly string[];
	/** In the person's words. */
	readonly reading: string;
	readonly note: string;
	/** Who said so; may be empty. */
	readonly coder: string;
	/** ISO 8601. */
	readonly changedAt: string;
}

export interface LabelledFrame {
	readonly frame: number;
	readonly ms: Millis;
}

/** The study that a session belongs to. */
export interface StudyRecord {
	readonly participant: string;
	readonly session: string;
	readonly seed: number | null;
	/** Of the locked settings, as they are exported. */
	readonly settingsSha256: string;
	/**
	 * Which notice was agreed to, and when (ISO 8601; empty: signed elsewhere before); null where none
	 * was asked for.
	 */
	readonly consent: { readonly version: string; readonly at: string } | null;
}

/** A film that was kept beside what was measured. */
export interface FilmRecord {
	/** MIME type, codecs included. */
	readonly type: string;
	/**
	 * Session clock at the film's first frame, taken from when the line took the frames in hand. What is
	 * not in it: how late the camera hands them over, and how soon the browser begins to film. A file's
	 * own film begins at 0.
	 */
	readonly startsAtMs: number;
}

export interface SessionRecord {
	/** What people call it; left out: it has no name of its own. */
	readonly name?: string;
	readonly film?: FilmRecord | null;
	readonly source: SourceRecord;
	readonly engine: EngineInfo;
	readonly quality: Quality;
	/** Why the session ended early; null when it ran to its end. */
	readonly fault: FaultReport | null;
	/** In order of detection. */
	readonly events: readonly MicroEvent[];
	readonly rejected: readonly RejectedCandidate[];
	readonly markers: readonly Marker[];
	/** What people said in Review. */
	readonly labels: readonly HumanLabel[];
	readonly study: StudyRecord | null;
}
