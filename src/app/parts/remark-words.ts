/** What is to be known about a film, in words. */
import { say, sayNumber } from '../../core/words/index.ts';
import type { RemarkCode, SourceRemark } from '../../core/record/index.ts';

const figure = (value = 0): string => sayNumber(value, { maximumFractionDigits: 1 });

const REMARKS: Readonly<Record<RemarkCode, (remark: SourceRemark) => string>> = {
	'pictures-late': ({ ms = 0 }) =>
		say('analyze.remark.pictures-late', { ms: sayNumber(Math.round(ms)) }),
	'edit-list': ({ count = 0 }) => say('analyze.remark.edit-list', { count }),
	'edit-rates': ({ count = 0 }) => say('analyze.remark.edit-rates', { count }),
	'stamps-repeat': ({ count = 0 }) => say('analyze.remark.stamps-repeat', { count }),
	'stamps-back': ({ count = 0 }) => say('analyze.remark.stamps-back', { count }),
	'not-decoded': ({ count = 0 }) => say('analyze.remark.not-decoded', { count }),
	'repeated-pictures': ({ count = 0, fps }) =>
		say('analyze.remark.repeated-pictures', { count, fps: figure(fps) }),
	slowed: ({ fps, factor }) =>
		say('analyze.remark.slowed', { fps: figure(fps), factor: figure(factor) }),
	thinned: ({ count = 0, fps }) => say('analyze.remark.thinned', { count, fps: figure(fps) }),
};

/** Sentences; a remark that is new to this version is left out. */
export const remarkWords = (remarks: readonly SourceRemark[]): string[] =>
	remarks.flatMap((remark) =>
		Object.hasOwn(REMARKS, remark.code) ? [REMARKS[remark.code](remark)] : [],
	);
