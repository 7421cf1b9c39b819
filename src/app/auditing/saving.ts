/** What an audit found and what a person decided, as files of their own beside the originals. */
import type { AuditSummary, DocumentedMovement } from '../../study/audit/index.ts';
import type { ClipMotion, KeyFrameName } from '../../core/record/index.ts';
import { TOLERANCE_MS, auditDocument, summarise } from '../../study/audit/index.ts';
import type {
	AuditDecision,
	AuditedMark,
	AuditedMarks,
	AuditedRecord,
} from '../../files/export/index.ts';
import { auditedColumns, auditedEaf, auditedTable, saveFile } from '../../files/export/index.ts';
import type { Audit } from './audit.svelte.ts';
import type { AnnotationsFile } from './annotations.svelte.ts';
import type { AuditRow, Reselected } from './rows.ts';
import { auditedOf, isReselected, isSilent } from './rows.ts';

export interface AuditFormat {
	readonly id: 'table' | 'elan' | 'json';
	readonly name: string;
	readonly note: string;
}

export const AUDIT_FORMATS: readonly AuditFormat[] = [
	{
		id: 'table',
		name: 'Annotations with the audit (CSV)',
		note: 'Your columns as they are, then audited frames, intervals, doubt, your decisions',
	},
	{
		id: 'elan',
		name: 'Annotations with the audit (ELAN .eaf)',
		note: 'Your tiers as they are, and three for the audited key frames',
	},
	{ id: 'json', name: 'Audit (JSON)', note: 'Everything found, with the distributions' },
];

const isElan = ({ text }: AnnotationsFile): boolean =>
	text !== null && text.includes('<ANNOTATION_DOCUMENT');

/** Those that there is something for: tables are for tables, tiers for ELAN files. */
export const formatsFor = (files: readonly AnnotationsFile[]): readonly AuditFormat[] =>
	AUDIT_FORMATS.filter(
		({ id }) => id === 'json' || files.some((file) => isElan(file) === (id === 'elan')),
	);

export function saveAudit(audit: Audit, format: AuditFormat['id'], version: string): void {
	if (format === 'json') saveFile('audit.json', 'application/json', documentOf(audit, version));
	else {
		const files = audit.annotations.files.filter((file) => isElan(file) === (format === 'elan'));
		for (const file of files) {
			const name = file.name.replace(/\.[^.]+$/, '');
			if (format === 'elan') {
				saveFile(`${name}.audited.eaf`, 'application/xml', elanOf(audit, file));
			} else saveFile(`${name}.audited.csv`, 'text/csv', tableOf(audit, file));
		}
	}
	audit.markSaved();
}

/** Movements of one annotation file. */
const rowsOf = ({ rows }: Audit, { name }: AnnotationsFile): readonly AuditRow[] =>
	rows.filter(({ record }) => record.place.file === name);

export function tableOf(audit: Audit, file: AnnotationsFile): string {
	const records = rowsOf(audit, file).map((row) => recordOf(audit, row));
	// A workbook's own sheets stay in the workbook: the columns that were read go into a table.
	return file.text === null ? auditedColumns(records) : auditedTable(file.text, records);
}

export function elanOf(audit: Audit, file: AnnotationsFile): string {
	const marks = rowsOf(audit, file)
		.filter(isReselected)
		.flatMap((row) => {
			const motion = audit.motionOf(row.clip);
			return motion === null ? [] : [marksOf(row, motion)];
		});
	return auditedEaf(file.text ?? '', marks);
}

/** As `npm run audit` writes it, and what a person decided. */
export function documentOf(audit: Audit, version: string): string {
	const { files } = audit.annotations;
	const judged = audit.rows.filter(isReselected);
	const speaking = judged.filter((row) => !isSilent(row));
	return auditDocument(
		audit.rows.map((row) => documentedOf(audit, row)),
		summaryOf(speaking),
		{
			annotations: files.map(({ name }) => name).join(', '),
			dataset: [...new Set(files.flatMap(({ reading }) => reading?.dataset ?? []))].join(', '),
			version,
			reachMs: null,
			toleranceMs: TOLERANCE_MS,
			problems: problemsOf(audit, judged.length - speaking.length),
		},
	);
}

function documentedOf(audit: Audit, row: AuditRow): DocumentedMovement {
	const { id, record, clip, coded } = row;
	const { reselection, why, decision } = recordOf(audit, row);
	const motion = audit.motionOf(clip);
	const marks = isReselected(row) && motion !== null ? marksOf(row, motion) : null;
	return { id, record, file: clip.name, coded, reselection, why, marks, decision };
}

const summaryOf = (rows: readonly Reselected[]): AuditSummary | null =>
	rows.length === 0
		? null
		: summarise(
				rows.map((row) => auditedOf(row, null)),
				{ toleranceMs: TOLERANCE_MS },
			);

/** What is missing in the document, a sentence each. */
const problemsOf = ({ failures, matching }: Audit, silent: number): string[] => [
	...failures.map(({ clip, fault }) => `${clip.name}: ${fault.detail}`),
	...matching.unmatched.map(
		({ record: { place }, why }) => `${place.file}, row ${place.row}: ${why}`,
	),
	...(silent === 0
		? []
		: [
				`${silent} movements about which the motion says nothing (evidence of 0 or less) are left out of the summary.`,
			]),
];

/** Coded frames are those that were looked at, also where they were given in ms. */
function recordOf(audit: Audit, row: AuditRow): AuditedRecord {
	const { onset, apex, offset } = row.coded;
	const record = { ...row.record, onset: onset ?? row.record.onset, apex, offset };
	const { note } = audit.decisionOf(row.id);
	const decision: AuditDecision = {
		onset: decided(audit, row, 'onset'),
		apex: decided(audit, row, 'apex'),
		offset: decided(audit, row, 'offset'),
		note: note.trim(),
	};
	return isReselected(row)
		? { record, reselection: row.outcome, why: null, decision }
		: { record, reselection: null, why: row.outcome.why, decision };
}

function decided(audit: Audit, row: AuditRow, name: KeyFrameName): number | null {
	const choice = audit.decisionOf(row.id).choices[name];
	if (choice === undefined || !isReselected(row)) return null;
	return choice === 'coded' ? row.coded[name] : row.outcome[name].frame;
}

function marksOf(row: Reselected, motion: ClipMotion): AuditedMarks {
	const frameMs = 1000 / row.outcome.fps;
	const mark = (name: KeyFrameName): AuditedMark => {
		const { coded, frame, low, high, moved } = row.outcome[name];
		const at = (number: number): number => timeOf(motion, number, frameMs);
		const codedMs = row.record.codedMs?.[name] ?? (coded === null ? null : at(coded));
		return { ms: at(frame), lowMs: at(low), highMs: at(high), codedMs, moved };
	};
	return {
		name: row.record.coder ?? row.record.place.sheet ?? 'coder',
		onset: mark('onset'),
		apex: mark('apex'),
		offset: mark('offset'),
		doubt: row.outcome.doubt,
		frameMs,
	};
}

/** A frame that the source lacks lies where the frame rate puts it. */
function timeOf({ frames, times }: ClipMotion, frame: number, frameMs: number): number {
	const place = frames.indexOf(frame);
	return place >= 0 ? times[place]! : (times[0] ?? 0) + (frame - (frames[0] ?? 0)) * frameMs;
}
