/** Between the time of a record and that of its film. Pure. */
import type { SourceRecord } from './session.ts';

/** How many times slower the film plays than it was filmed; 1: as it was. */
const slowedBy = ({ remarks }: Pick<SourceRecord, 'remarks'>): number =>
	remarks?.find(({ code }) => code === 'slowed')?.factor ?? 1;

/**
 * A time of a record on the timeline of its film, as players and ELAN show it, ms. They differ only for
 * films that play slower than they were filmed: a record is in real time.
 */
export const filmMs = (
	{ source }: { readonly source: Pick<SourceRecord, 'remarks'> },
	ms: number,
): number => ms * slowedBy(source);

/** The way back: a time on the timeline of the film as one of the record, ms. */
export const recordMs = (
	{ source }: { readonly source: Pick<SourceRecord, 'remarks'> },
	ms: number,
): number => ms / slowedBy(source);
