/** Which data set a table is of: what was said, else its file's name, else its columns. Pure. */
import { AnnotationError, UnknownTableError } from './annotation-error.ts';
import type { Layout } from './layout.ts';
import { findHeader, hasOnset, plain } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { OWN } from './own-layout.ts';
import type { DatasetName } from '../../core/record/index.ts';
import type { Sheet } from './sheets.ts';

/** @throws AnnotationError if nothing or too much fits */
export function recognise(
	file: string,
	sheets: readonly Sheet[],
	said: DatasetName | null,
): { layout: Layout; why: 'said' | 'name' | 'columns' } {
	if (said === 'own') return { layout: OWN, why: 'said' };
	const possible = said === null ? LAYOUTS : LAYOUTS.filter(({ dataset }) => dataset === said);
	if (possible.length === 1) return { layout: possible[0]!, why: 'said' };
	const named = possible.filter(({ files }) => files.test(file));
	if (named.length === 1) return { layout: named[0]!, why: 'name' };
	const fitting = possible.filter((layout) => fits(sheets, layout));
	// Who has columns that nobody else has is it; the others fit by chance.
	const signed = fitting.filter(({ signature, fixed }) => signature.length > 0 || fixed);
	const [first, ...more] = signed.length > 0 ? signed : fitting;
	if (first !== undefined && more.length === 0) return { layout: first, why: 'columns' };
	if (first !== undefined) {
		const tables = [first, ...more].map(({ id, title, dataset }) => ({ id, title, dataset }));
		throw new AnnotationError({ code: 'table-ambiguous', file, tables });
	}
	if (said !== null) return { layout: possible[0]!, why: 'said' };
	if (fits(sheets, OWN)) return { layout: OWN, why: 'columns' };
	const headings = sheets
		.map(({ rows }) => findHeader(rows, OWN.columns)?.header ?? null)
		.find((header) => header !== null);
	const there = headings?.headings.map(({ name }) => name) ?? sheets[0]?.rows[0] ?? [];
	throw new UnknownTableError({ code: 'table-unknown', file, there });
}

function fits(sheets: readonly Sheet[], { columns, signature, fixed }: Layout): boolean {
	if (fixed !== undefined) return sheets.some(({ name }) => plain(name ?? '') === 'namingrule1');
	return sheets.some(({ rows }) => {
		const found = findHeader(rows, columns);
		if (found === null || found.missing.length > 0 || !hasOnset(found.header)) return false;
		const headings = new Set(found.header.headings.map(({ name }) => plain(name)));
		return signature.every((heading) => headings.has(heading));
	});
}
