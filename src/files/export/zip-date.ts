/**
 * Dates of what is in a zip. A zip tells the time of day without its zone, and beside it the exact
 * moment, which most programs go by (Info-ZIP's extended timestamp).
 */
import type { SessionRecord } from '../../core/record/index.ts';

/** What a zip can say, and its readers understand. */
const YEARS = { first: 1980, last: 2037 };

/** Of a film that nobody labeled or kept: the first year of the format. */
const UNDATED = new Date(Date.UTC(2026, 0, 1, 12));

interface Dated {
	readonly record: SessionRecord;
	/** ISO 8601: when it was measured, or brought in. */
	readonly since?: string;
}

/**
 * When the newest of these records was last changed, as they say themselves, so that the same records
 * always give the same zip: begun, agreed to, marked, labeled. A film's may say nothing of the kind;
 * then it is when it was measured, where that is known.
 */
export const lastChange = (sessions: readonly Dated[]): Date =>
	sessions
		.map(changeOf)
		.toSorted((a, b) => Number(a) - Number(b))
		.at(-1) ?? UNDATED;

function changeOf({ record, since = '' }: Dated): Date {
	const { source, study, markers, labels } = record;
	const moments = [
		Date.parse(source.startedAt ?? ''),
		Date.parse(study?.consent?.at ?? ''),
		...markers.map(({ wallMs }) => wallMs ?? NaN),
		...labels.map(({ changedAt }) => Date.parse(changedAt)),
	].filter(isSayable);
	if (moments.length > 0) return new Date(moments.reduce((a, b) => Math.max(a, b)));
	return isSayable(Date.parse(since)) ? new Date(since) : UNDATED;
}

function isSayable(moment: number): boolean {
	const year = new Date(moment).getUTCFullYear();
	return year > YEARS.first && year <= YEARS.last;
}

/** Clocks go forward, and times are skipped, before this hour. */
const SURE_HOUR = 4;

/**
 * A date whose local parts are those of universal time: zips are written in local time, and the same
 * record would give other bytes elsewhere. Hours that a time zone may skip are told as the first sure
 * one; the exact moment is beside it.
 */
export function zipDate(moment: Date | undefined): Date {
	if (moment === undefined) return new Date(YEARS.first, 0, 1);
	const hours = moment.getUTCHours();
	const day = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()] as const;
	return hours < SURE_HOUR
		? new Date(...day, SURE_HOUR)
		: new Date(...day, hours, moment.getUTCMinutes(), moment.getUTCSeconds());
}

const EXTENDED_TIMESTAMP = 0x5455;
const HAS_CHANGED = 1;

/** The moment to the second, for `extra` of an entry. */
export function exactDate(moment: Date): Record<number, Uint8Array> {
	const field = new DataView(new ArrayBuffer(5));
	field.setUint8(0, HAS_CHANGED);
	field.setInt32(1, Math.floor(moment.getTime() / 1000), true);
	return { [EXTENDED_TIMESTAMP]: new Uint8Array(field.buffer) };
}
