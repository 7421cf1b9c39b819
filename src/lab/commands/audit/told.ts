/** What is said about annotations and clips before anything is measured. */
import type { Matching } from '../../../study/audit/index.ts';
import {
	assumedText,
	remarkProblem,
	rowProblem,
	unmatchedRows,
} from '../../../study/audit/index.ts';
import type { AnnotationReading } from '../../../study/dataset/index.ts';
import { readingNoteText, remarkText } from '../../../study/dataset/index.ts';
import type { AuditRun } from './audit-run.ts';
import type { ClipOnDisk, ClipsFound } from './clips.ts';
import type { PlacedRow } from './rows.ts';
import { placed } from './rows.ts';

/**
 * @param say takes what is no problem
 * @returns rows of the records that found no clip
 */
export function tellOf(
	reading: AnnotationReading,
	{ problems }: Pick<ClipsFound, 'problems'>,
	{ unmatched, assumed }: Matching<ClipOnDisk>,
	run: Pick<AuditRun, 'problem'>,
	say: (sentence: string) => void,
): PlacedRow[] {
	for (const each of reading.notes) say(readingNoteText(each));
	if (assumed !== null) say(assumedText(assumed));
	for (const each of problems) run.problem(each);
	for (const each of reading.faults) run.problem(readingNoteText(each));
	for (const remark of reading.remarks) {
		const sentence = remarkProblem(remark, remarkText(remark.why));
		// What a data set always has is no fault; what was set aside in a row that stands is said only.
		if (remark.outcome === 'skipped' && remark.expected !== true) run.problem(sentence);
		else say(sentence);
	}
	const without = unmatchedRows(unmatched).map((row) => placed(row, null));
	for (const row of without) run.problem(rowProblem(row)!);
	return without;
}
