/** A session as Review opens it, wherever it is kept. */
import type { HumanLabel, SessionRecord, Signals } from '../../export/index.ts';
import type { EventPictures, EventStrip } from '../../pipeline/index.ts';

/** What a list of sessions says about one. */
export interface StoredSession {
	readonly id: string;
	readonly name: string;
	/** ISO 8601. */
	readonly startedAt: string;
	readonly kind: 'camera' | 'actor' | 'file';
	readonly state: 'recording' | 'complete' | 'recovered' | 'imported';
	readonly durationMs: number;
	readonly frames: number;
	readonly events: number;
	readonly rejected: number;
	readonly markers: number;
	readonly labels: number;
	/** On disk. */
	readonly bytes: number;
	readonly film: boolean;
	readonly pictures: boolean;
	/** ISO 8601; null: until somebody deletes it. */
	readonly keepUntil: string | null;
}

export interface OpenedSession {
	readonly stored: StoredSession;
	readonly record: SessionRecord;
	readonly signals: Signals;
	picturesOf(id: string): Promise<EventPictures | null>;
	stripOf(id: string): Promise<EventStrip | null>;
	/** Null where none was kept. */
	film(): Promise<File | null>;
	/** Replaces all labels of the session. */
	saveLabels(labels: readonly HumanLabel[]): Promise<void>;
	close(): void;
}
