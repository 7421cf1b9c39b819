/**
 * A coder's file with an audit beside what was coded: a table gets columns, an ELAN file tiers. Pure.
 *
 * In    the file's text as dataset's `annotationText` has it; null: a workbook, whose sheets stay its own
 */
import type { AuditedMarks, AuditedRecord } from '../../study/audit/index.ts';
import { auditedColumns, auditedTable } from './audit-csv.ts';
import { auditedEaf } from './audit-eaf.ts';
import { csvFile } from './csv.ts';

/** A record with its marks; null: it was not audited. */
type MarkedRecord = AuditedRecord & { readonly marks: AuditedMarks | null };

export const isElanText = (text: string | null): boolean =>
	text !== null && /^\uFEFF?\s*</.test(text);

/** `NAME.audited.csv`: as the original ends, but for a workbook and an ELAN file under another name. */
export function auditedName(name: string, text: string | null): string {
	const dot = name.lastIndexOf('.');
	const ending = dot > 0 ? name.slice(dot) : '';
	const stem = dot > 0 ? name.slice(0, dot) : name;
	if (isElanText(text)) return `${stem}.audited.eaf`;
	return `${stem}.audited${text === null || ending === '' ? '.csv' : ending}`;
}

/** @param rows of this file */
export function auditedAnnotations(text: string | null, rows: readonly MarkedRecord[]): string {
	if (text === null) return csvFile(auditedColumns(rows));
	if (!isElanText(text)) return auditedTable(text, rows);
	return auditedEaf(
		text,
		rows.flatMap(({ marks }) => marks ?? []),
	);
}
