/**
 * A session as lines of JSON, one a happening, appended as they come.
 *
 * In    entries; the whole text of a log, whose last line a crash may have cut off
 * Out   lines; the record that the entries add up to, and where pictures lie
 * Note  numbers that JSON does not know (NaN, infinities) are written as {"number":"NaN"}
 */
import * as v from 'valibot';
import type { Millis } from '../../core/kernel/index.ts';
import { count, finite, flag, list, object, oneOf, text } from '../../core/kernel/index.ts';
import type { EngineInfo, Quality, SessionRecord } from '../../core/record/index.ts';
import {
	engineInfoSchema,
	facesRecordSchema,
	faultReportSchema,
	filmRecordSchema,
	markerSchema,
	microEventSchema,
	qualitySchema,
	rejectedCandidateSchema,
	sourceRemarkSchema,
	studyRecordSchema,
} from '../../core/record/index.ts';
import { KEEPS } from './stored-session.ts';

export const LOG_FORMAT = 'fleeting-log/1';

export const headSchema = object({
	kind: oneOf(['camera', 'actor', 'file']),
	/** Camera label or file name. */
	source: text,
	/** ISO 8601: when recording began, or the session was brought in. */
	since: text,
	/** The pictures are mirrored; left out: they are not. */
	mirrored: v.optional(flag),
	/** As the record has it; null for a file. */
	startedAt: v.nullish(text, null),
	keep: oneOf(KEEPS),
	imported: flag,
});

export type Head = v.InferOutput<typeof headSchema>;

/** A piece of the file of pictures. */
const pieceSchema = object({ at: count, bytes: count, type: text });

export type Piece = v.InferOutput<typeof pieceSchema>;

const entrySchema = v.variant('kind', [
	/** The first of every log. */
	object({ kind: v.literal('head'), format: v.literal(LOG_FORMAT), head: headSchema }),
	object({ kind: v.literal('size'), widthPx: finite, heightPx: finite }),
	object({ kind: v.literal('engine'), engine: engineInfoSchema }),
	/** The newest counts. */
	object({ kind: v.literal('faces'), faces: facesRecordSchema }),
	object({ kind: v.literal('event'), event: microEventSchema }),
	object({ kind: v.literal('rejected'), rejected: rejectedCandidateSchema }),
	object({ kind: v.literal('marker'), marker: markerSchema }),
	object({ kind: v.literal('study'), study: studyRecordSchema }),
	object({ kind: v.literal('quality'), quality: qualitySchema }),
	/** Onset, apex, offset, difference. */
	object({ kind: v.literal('pictures'), event: text, pieces: list(pieceSchema) }),
	object({
		kind: v.literal('strip'),
		event: text,
		frames: list(finite),
		ms: list(finite),
		size: count,
		pieces: list(pieceSchema),
	}),
	/** The newest counts: when the film began is known better after a while. */
	object({ kind: v.literal('film'), film: filmRecordSchema }),
	object({
		kind: v.literal('end'),
		quality: v.nullish(qualitySchema, null),
		fault: v.nullish(faultReportSchema, null),
		captureFps: v.optional(finite),
		remarks: v.optional(list(sourceRemarkSchema)),
	}),
]);

export type LogEntry = v.InferOutput<typeof entrySchema>;

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

/**
 * Up to the first line that is no whole one: nothing after it can be trusted. What another version
 * wrote otherwise is left out.
 */
export function readLog(json: string): LogEntry[] {
	const entries: LogEntry[] = [];
	for (const line of json.split('\n')) {
		if (line === '') continue;
		let parsed: unknown;
		try {
			parsed = JSON.parse(line, revived);
		} catch {
			break;
		}
		const { success, output } = v.safeParse(entrySchema, parsed, { abortEarly: true });
		if (success) entries.push(output);
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
	tracker: { name: 'mesh', runtime: '', meshSha256: null, detectorSha256: null },
	network: {
		name: '',
		sha256: null,
		source: 'shipped',
		state: 'absent',
		fault: null,
		nameable: [],
		naming: [],
		paper: null,
	},
	backend: null,
	settings: { falseAlarmsPerMinute: 1, readingCoverage: 1 },
};

const NO_QUALITY: Quality = {
	frames: 0,
	dropped: 0,
	fps: 0,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: 0 as Millis,
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
				mirrored: head.mirrored ?? false,
				startedAt: head.startedAt,
				...(end?.captureFps === undefined ? {} : { captureFps: end.captureFps }),
				...(end?.remarks?.length ? { remarks: end.remarks } : {}),
			},
			engine: all('engine').at(-1)?.engine ?? UNKNOWN_ENGINE,
			quality: end?.quality ?? all('quality').at(-1)?.quality ?? NO_QUALITY,
			fault: end?.fault ?? null,
			faces: all('faces').at(-1)?.faces ?? null,
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
