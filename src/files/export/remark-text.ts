/** What is to be known about a film: one sentence each, for the command line and reports. */
import type { RemarkCode, SourceRemark } from '../../core/record/index.ts';

const counted = (count = 0, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
const figure = (value = 0, digits = 0): string => String(Number(value.toFixed(digits)));

const REMARKS: Readonly<Record<RemarkCode, (remark: SourceRemark) => string>> = {
	'pictures-late': ({ ms }) =>
		`the pictures begin ${figure(ms)} ms after the film does; times are those of the film, as players show them.`,
	'edit-list': ({ count }) =>
		`${counted(count, 'picture')} in the file ${count === 1 ? 'is' : 'are'} cut out by its edit list and not measured.`,
	'edit-rates': ({ count }) =>
		`${counted(count, 'part')} of its edit list should play at another speed; the speed is left as it is, so convert the film if its times matter there.`,
	'stamps-repeat': ({ count }) =>
		`${counted(count, 'picture')} had the time of the one before and ${count === 1 ? 'was' : 'were'} placed between its neighbors: those times are estimates.`,
	'stamps-back': ({ count }) =>
		`the times of the file go back at ${counted(count, 'picture')}; from there on they are counted on, one usual step at a time, and may differ from what a player shows.`,
	'not-decoded': ({ count }) =>
		`${counted(count, 'picture')} of the film could not be decoded and ${count === 1 ? 'was' : 'were'} not measured.`,
	'repeated-pictures': ({ count, fps }) =>
		`${counted(count, 'picture')} repeat${count === 1 ? 's' : ''} the one before and do${count === 1 ? 'es' : ''} not count: ${figure(fps, 1)} real ones a second.`,
	slowed: ({ factor = 1, fps }) =>
		`filmed at ${figure(fps, 2)} pictures a second and played ${figure(factor >= 1 ? factor : 1 / factor, 2)} times ${factor >= 1 ? 'slower' : 'faster'}: times are those of the scene, not of the player; --capture-fps gives another rate.`,
	thinned: ({ count, fps }) =>
		`more than ${figure(fps)} frames a second: ${counted(count, 'frame')} in between ${count === 1 ? 'was' : 'were'} left out.`,
};

/** Begins in lower case, ends with a full stop; null for a remark that is new to this version. */
export const remarkText = (remark: SourceRemark): string | null =>
	Object.hasOwn(REMARKS, remark.code) ? REMARKS[remark.code](remark) : null;
