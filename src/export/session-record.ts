/** One session, complete: what every writer of this room takes. */
import type { Millis } from '../kernel/index.ts';
import type {
	EngineInfo,
	FaultReport,
	MicroEvent,
	Quality,
	RejectedCandidate,
} from '../pipeline/index.ts';

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
}

export interface SessionRecord {
	readonly source: SourceRecord;
	readonly engine: EngineInfo;
	readonly quality: Quality;
	/** Why the session ended early; null when it ran to its end. */
	readonly fault: FaultReport | null;
	/** In order of detection. */
	readonly events: readonly MicroEvent[];
	readonly rejected: readonly RejectedCandidate[];
	readonly markers: readonly Marker[];
}
