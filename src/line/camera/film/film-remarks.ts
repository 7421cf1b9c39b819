/** What is to be said about a film's times. Pure. */
import type { SourceRemark } from '../../../core/record/index.ts';
import type { FilmTimes } from './film-times.ts';

/** Less is how sound and pictures are usually packed. */
const LATE_MS = 50;

/** @param notDecoded pictures of the film that nobody could decode so far */
export function filmRemarks(times: FilmTimes, notDecoded: number): SourceRemark[] {
	const late = times.ms[0] ?? 0;
	const counted = (code: SourceRemark['code'], count: number): SourceRemark[] =>
		count > 0 ? [{ code, count }] : [];
	return [
		...(late > LATE_MS ? [{ code: 'pictures-late', ms: late } as const] : []),
		...counted('edit-list', times.hidden),
		...counted('edit-rates', times.otherRates),
		...counted('stamps-repeat', times.repeats),
		...counted('stamps-back', times.backs),
		...counted('not-decoded', notDecoded),
	];
}
