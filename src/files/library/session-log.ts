/**
 * A session as lines of JSON, one a happening, appended as they come.
 *
 * In    entries; the whole text of a log, whose last line a crash may have cut off
 * Out   lines; the record that the entries add up to, and where pictures lie
 * Note  numbers that JSON does not know (NaN, infinities) are written as {"number":"NaN"}
 */
import type { FilmRecord, Marker, SessionRecord, StudyRecord } from '../../core/record/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import type {
	EngineInfo,
	FaultReport,
	MicroEvent,
	Quality,
	RejectedCandidate,
} from '../../core/record/index.ts';
import type { Keep } from './stored-session.ts';

export const LOG_FORMAT = 'fleeting-log/1';

export interface Head {
	readonly kind: 'camera' | 'actor' | 'file';
	/** Camera label or file name. */
	readonly source: string;
	/** ISO 8601: when recording began, or the session was brought in. */
	readonly since: string;
	/** As the record has it; null for a file. */
	readonly startedAt: string | null;
	readonly keep: Keep;
	readonly imported: boolean;
}

/** A piece of the file of pictures. */
export interface Piece {
	readonly at: number;
	readonly bytes: number;
	readonly type: string;
}

export type LogEntry =
	/** The first of every log. */
	| { readonly kind: 'head'; readonly format: typeof LOG_FORMAT; readonly head: Head }
	| { readonly kind: 'size'; readonly widthPx: number; readonly heightPx: number }
	| { readonly kind: 'engine'; readonly engine: EngineInfo }
	| { readonly kind: 'event'; readonly event: MicroEvent }
	| { readonly kind: 'rejected'; readonly rejected: RejectedCandidate }
	| { readonly kind: 'marker'; readonly marker: Marker }
	| { readonly kind: 'study'; readonly study: StudyRecord }
	| { readonly kind: 'quality'; readonly quality: Quality }
	/** Onset, apex, offset, difference. */
	| { readonly kind: 'pictures'; readonly event: string; readonly pieces: readonly Piece[] }
	| {
			readonly kind: 'strip';
			readonly event: string;
			readonly frames: readonly number[];
			readonly ms: readonly number[];
			readonly size: number;
			readonly pieces: readonly Piece[];
	  }
	/** The newest counts: when the film began is known better after a while. */
	| { readonly kind: 'film'; readonly film: FilmRecord }
	| { readonly kind: 'end'; readonly quality: Quality | null; readonly fault: FaultReport | null };

type EntryOf<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>;

export const logLine = (entry: LogEntry): string =>
	`${JSON.stringify(entry, (_key, value: unknown) =>
		typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value,
	)}\n`;

const revived = (_key: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'number' in value
		? typeof value.number === 'string'
			? Number(value.number)
			: value
		: value;

/** Up to the first line that is no whole one: nothing after it can be trusted. */
export function readLog(text: string): LogEntry[] {
	const entries: LogEntry[] = [];
	for (const line of text.split('\n')) {
		if (line === '') continue;
		try {
			entries.push(JSON.parse(line, revived) as LogEntry);
		} catch {
			break;
		}
	}
	return entries;
}

/** A log's entries, added up. */
export interface ReplayedLog {
	readonly head: Head;
	readonly record: SessionRecord;
	readonly pictures: ReadonlyMap<string, EntryOf<'pictures'>>;
	readonly strips: ReadonlyMap<string, EntryOf<'strip'>>;
	/** Whether it was recorded to its end. */
	readonly ended: boolean;
}

const UNKNOWN_ENGINE: EngineInfo = {
	version: '',
	faceModel: { kind: 'official', sha256: '' },
	network: {
		...{ name: '', sha256: null, source: 'shipped', state: 'absent', fault: null },
		...{ nameable: [], naming: [], paper: null },
	},
	backend: null,
	settings: { falseAlarmsPerMinute: 1, readingCoverage: 1 },
};

const NO_QUALITY: Quality = {
	...{ frames: 0, dropped: 0, fps: 0, faceLost: 0, clockBreaks: 0, durationMs: 0 as Millis },
};

/** Null where not even the head is whole. */
export function replayLog(entries: readonly LogEntry[]): ReplayedLog | null {
	const [first] = entries;
	if (first?.kind !== 'head') return null;
	const { head } = first;
	const all = <Kind extends LogEntry['kind']>(kind: Kind): EntryOf<Kind>[] =>
		entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
	const size = all('size').at(-1);
	const end = all('end').at(-1);
	return {
		head,
		record: {
			source: {
				kind: head.kind,
				name: head.source,
				widthPx: size?.widthPx ?? 0,
				heightPx: size?.heightPx ?? 0,
				startedAt: head.startedAt,
			},
			engine: all('engine').at(-1)?.engine ?? UNKNOWN_ENGINE,
			quality: end?.quality ?? all('quality').at(-1)?.quality ?? NO_QUALITY,
			fault: end?.fault ?? null,
			events: all('event').map(({ event }) => event),
			rejected: all('rejected').map(({ rejected }) => rejected),
			markers: all('marker').map(({ marker }) => marker),
			labels: [],
			study: all('study').at(-1)?.study ?? null,
			film: all('film').at(-1)?.film ?? null,
		},
		pictures: new Map(all('pictures').map((entry) => [entry.event, entry])),
		strips: new Map(all('strip').map((entry) => [entry.event, entry])),
		ended: end !== undefined,
	};
}
