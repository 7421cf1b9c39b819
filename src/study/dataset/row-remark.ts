/**
 * What an importer has to say about a row: that it became no record, or one with something amended.
 */
import type { RecordPlace } from '../../core/record/index.ts';

/** A row that became no record, or one that did with something amended. */
export interface RowRemark {
	readonly place: RecordPlace;
	/** `skipped`: no record; `amended`: the record stands, something in it was set aside. */
	readonly outcome: 'skipped' | 'amended';
	/** One sentence: what is wrong, and with which value. */
	readonly why: string;
	/** As the originals have it, such as a row of sums below the table: no fault. */
	readonly expected?: true;
}
