/**
 * What is to be known about a source before its times are believed, by name and in numbers: a screen
 * turns it into words, the command line into a sentence (`files/export/remark-text.ts`).
 */
import * as v from 'valibot';
import { count, field, object, openName, within } from '../kernel/index.ts';
import { DIGITS, rate, rounded } from './quantities.ts';

const REMARK_CODES = [
	'pictures-late', // the pictures begin `ms` after the film does
	'edit-list', // `count` pictures lie in the file and are not part of the film
	'edit-rates', // `count` edits ask for another speed; they are measured as they are
	'stamps-repeat', // `count` pictures had the time of the one before
	'stamps-back', // `count` pictures had an earlier time than the one before
	'not-decoded', // `count` pictures of the film could not be decoded
	'repeated-pictures', // `count` pictures are the one before again; `fps` real ones a second
	'slowed', // played `factor` times slower than it was filmed, at `fps`; times are real
	'thinned', // more than `fps` frames a second: `count` of them were left out
] as const;

export type RemarkCode = (typeof REMARK_CODES)[number];

export const sourceRemarkSchema = object({
	code: field(openName<RemarkCode>(), '', `what is to be known: ${REMARK_CODES.join(', ')}`),
	count: field(v.optional(count), 'count', 'how many pictures or edits it is about'),
	ms: field(v.optional(rounded(within(0), DIGITS.ms)), 'ms', 'pictures-late: by how much'),
	fps: field(v.optional(rate), 'frames/s', 'the real frame rate, or the highest that is measured'),
	/** Times of hours are multiplied by it. */
	factor: field(
		v.optional(rounded(within(0), 9)),
		'',
		'slowed: how many times slower the film plays',
	),
});

export type SourceRemark = v.InferOutput<typeof sourceRemarkSchema>;
