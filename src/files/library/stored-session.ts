/** What the library knows and gives of a session. */
import type * as v from 'valibot';
import { oneOf } from '../../core/kernel/index.ts';
import type { SessionRecord, Signals } from '../../core/record/index.ts';
import type { HumanLabel } from '../../core/record/index.ts';
import type { EventPictures, EventStrip } from '../../core/record/index.ts';

/** How much is kept of a session; each has what the one before has. */
export const KEEPS = ['nothing', 'numbers', 'pictures', 'film'] as const;
export type Keep = (typeof KEEPS)[number];

/**
 * `recording`: now, here or in another tab. `recovered`: the page or the browser ended while it was
 * recorded; what had come until then is there.
 */
export const stateSchema = oneOf(['recording', 'complete', 'recovered', 'imported']);

/** One line of the list. */
export interface StoredSession {
	readonly id: string;
	/** What people called it; empty: nothing yet. */
	readonly name: string;
	/** Camera label or file name. */
	readonly source: string;
	/** ISO 8601: when it was recorded or brought in. */
	readonly startedAt: string;
	readonly kind: 'camera' | 'actor' | 'file';
	readonly state: v.InferOutput<typeof stateSchema>;
	readonly durationMs: number;
	readonly frames: number;
	readonly events: number;
	readonly rejected: number;
	readonly markers: number;
	readonly labels: number;
	/** Of all its files. */
	readonly bytes: number;
	readonly film: boolean;
	readonly pictures: boolean;
	/** ISO 8601: deleted at the first start after that; null: kept until it is deleted. */
	readonly keepUntil: string | null;
}

/** A stored session that is open: what it holds is read when it is asked for. */
export interface OpenedSession {
	readonly stored: StoredSession;
	readonly record: SessionRecord;
	readonly signals: Signals;
	/** Null: none were kept of this event. */
	picturesOf(id: string): Promise<EventPictures | null>;
	stripOf(id: string): Promise<EventStrip | null>;
	/** Null: none was kept. */
	film(): Promise<File | null>;
	/** All labels of the session, in place of those that were there. Rejects with a `Fault`. */
	saveLabels(labels: readonly HumanLabel[]): Promise<void>;
	close(): void;
}

/** What the worker reads of a session at once; the rest is fetched by event. */
export interface ReadSession {
	readonly stored: StoredSession;
	readonly record: SessionRecord;
	readonly signals: Signals;
	/** Events with pictures, and with strips. */
	readonly pictured: readonly string[];
	readonly stripped: readonly string[];
}
