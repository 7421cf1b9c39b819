/**
 * The two naming sheets of CAS(ME)^2's workbook: `naming rule1` says which folder a subject's index
 * is (1 -> s15), `naming rule2` which code a video has (anger1 -> 0401).
 *
 * The columns stand in another order in other copies, so cells are known by their form.
 * Fails AnnotationError where two indices are one person, or a sheet is missing
 */
import { AnnotationError } from './annotation-error.ts';
import type { Sheet } from './sheets.ts';

export interface NamingRules {
	/** Number of the folder, such as 15, by the subject's index in the table. */
	readonly subjectOf: ReadonlyMap<number, string>;
	/** Code of four digits by the name of the video. */
	readonly codeOf: ReadonlyMap<string, string>;
}

export function namingRules(file: string, sheets: readonly Sheet[]): NamingRules {
	const sheet = (number: 1 | 2): Sheet => {
		const found = sheets.find(
			({ name }) => name !== null && ruleName(name) === `namingrule${number}`,
		);
		if (found !== undefined) return found;
		throw new AnnotationError({
			code: 'naming-rule-missing',
			file,
			sheet: `naming rule${number}`,
			there: sheets.map(({ name }) => name ?? ''),
		});
	};
	return { subjectOf: subjects(file, sheet(1)), codeOf: codes(sheet(2)) };
}

const ruleName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

function subjects(file: string, { name, rows }: Sheet): Map<number, string> {
	const subjectOf = new Map<number, string>();
	const indexOf = new Map<string, number>();
	for (const [at, cells] of rows.entries()) {
		const folder = cells.map((cell) => /^s0*(\d+)$/i.exec(cell)?.[1]).find((found) => found);
		const index = cells.findLast((cell) => /^\d{1,2}$/.test(cell));
		if (folder === undefined || index === undefined) continue;
		const key = folder.padStart(2, '0');
		const before = indexOf.get(key);
		if (before !== undefined && before !== Number(index)) {
			throw new AnnotationError({
				code: 'naming-rule-clash',
				file,
				sheet: name ?? '',
				row: at + 1,
				first: before,
				second: Number(index),
				subject: key,
			});
		}
		indexOf.set(key, Number(index));
		subjectOf.set(Number(index), key);
	}
	return subjectOf;
}

function codes({ rows }: Sheet): Map<string, string> {
	const codeOf = new Map<string, string>();
	for (const cells of rows) {
		const code = cells.find((cell) => /^\d{3,4}$/.test(cell));
		const video = cells.find((cell) => /^[a-z]+\d*$/i.test(cell));
		if (code && video) codeOf.set(video.toLowerCase(), code.padStart(4, '0'));
	}
	return codeOf;
}
