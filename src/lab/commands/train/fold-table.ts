/**
 * Folds that a person has laid down: a table with the columns `subject` and `fold`.
 *
 * Subjects as `dataset:subject`, or without the data set where only one is read.
 * Fails CommandError that names file and row
 */
import { readFile } from 'node:fs/promises';
import { CommandError } from '../../terminal/index.ts';

/** @returns the fold of every subject */
export async function readFoldTable(path: string): Promise<ReadonlyMap<string, string>> {
	const text = await readFile(path, 'utf8').catch((cause: Error) => {
		throw new CommandError(`${path} cannot be read: ${cause.message}.`, { cause });
	});
	return foldTableOf(path, text);
}

export function foldTableOf(path: string, text: string): ReadonlyMap<string, string> {
	const rows = text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
	const headings = rows[0]!.map((heading) => heading.toLowerCase());
	const [subjectAt, foldAt] = [headings.indexOf('subject'), headings.indexOf('fold')];
	if (subjectAt < 0 || foldAt < 0) {
		throw new CommandError(
			`${path}, row 1: the columns must be subject and fold, not ${rows[0]!.join(', ')}.`,
		);
	}
	const seen = new Map<string, { readonly fold: string; readonly row: number }>();
	for (const [i, cells] of rows.entries()) {
		if (i === 0 || cells.every((cell) => cell === '')) continue;
		const row = i + 1;
		const [subject, fold] = [cells[subjectAt] ?? '', cells[foldAt] ?? ''];
		if (subject === '' || fold === '') {
			throw new CommandError(`${path}, row ${row}: a subject and a fold are needed.`);
		}
		const before = seen.get(subject);
		if (before !== undefined && before.fold !== fold) {
			throw new CommandError(
				`${path}, row ${row}: subject ${subject} is in two folds, ${before.fold} (row ${before.row}) ` +
					`and ${fold}: keep one of the rows.`,
			);
		}
		seen.set(subject, { fold, row });
	}
	return new Map([...seen].map(([subject, { fold }]) => [subject, fold]));
}
