/** What an audit found and what a person decided, as files of their own beside the originals. */
import type { KeyFrameName } from '../../core/record/index.ts';
import type { AuditDecision, AuditRow } from '../../study/audit/index.ts';
import {
	TOLERANCE_MS,
	auditDocument,
	byClip,
	inDocumentOrder,
	pictureProblems,
	rowProblem,
	summaryOf,
	unmatchedRows,
} from '../../study/audit/index.ts';
import {
	auditedAnnotations,
	auditedName,
	fileFaultSentence,
	isElanText,
	saveFile,
} from '../../files/export/index.ts';
import type { Audit } from './audit.svelte.ts';
import type { AnnotationsFile } from './annotations.svelte.ts';
import type { AuditClip, MatchedClip } from './clips.ts';
import type { MovementRow } from './rows.ts';

/** The annotations with the audit beside them, a table or ELAN's tiers; or everything that was found. */
export type AuditFormat = 'table' | 'elan' | 'json';

const FORMATS: readonly AuditFormat[] = ['table', 'elan', 'json'];

type ReadFile = AnnotationsFile & { readonly reading: NonNullable<AnnotationsFile['reading']> };

const readFiles = (files: readonly AnnotationsFile[]): readonly ReadFile[] =>
	files.filter((file): file is ReadFile => file.reading !== null);

/** Those that there is something for: tables are for tables, tiers for ELAN files. */
export const formatsFor = (files: readonly AnnotationsFile[]): readonly AuditFormat[] =>
	FORMATS.filter(
		(format) =>
			format === 'json' ||
			readFiles(files).some(({ text }) => isElanText(text) === (format === 'elan')),
	);

export function saveAudit(audit: Audit, format: AuditFormat, version: string): void {
	if (format === 'json') saveFile('audit.json', 'application/json', documentOf(audit, version));
	else {
		const elan = format === 'elan';
		for (const file of readFiles(audit.annotations.files)) {
			if (isElanText(file.text) !== elan) continue;
			const type = elan ? 'application/xml' : 'text/csv';
			saveFile(auditedName(file.name, file.text), type, annotationsOf(audit, file));
		}
	}
	audit.markSaved();
}

/** One annotation file with what was found and decided beside it. */
export const annotationsOf = (audit: Audit, { name, text }: AnnotationsFile): string =>
	auditedAnnotations(
		text,
		rowsOf(audit).filter(({ record }) => record.place.file === name),
	);

/** As `npm run audit` writes it, and what a person decided. */
export function documentOf(audit: Audit, version: string): string {
	const rows = rowsOf(audit);
	const files = readFiles(audit.annotations.files);
	return auditDocument(inDocumentOrder(rows), summaryOf(rows, { toleranceMs: TOLERANCE_MS }), {
		annotations: files.map(({ name }) => name).join(', '),
		dataset: [...new Set(files.map(({ reading }) => reading.title))].join(', '),
		version,
		reachMs: null,
		toleranceMs: TOLERANCE_MS,
		problems: problemsOf(audit),
	});
}

/** Movements of clips as far as these were measured, then those without a clip. */
export const rowsOf = (audit: Audit): readonly AuditRow<AuditClip>[] => [
	...clipsOf(audit).flatMap((clip) => [
		...seenIn(audit, clip).map((row) => ({ ...row, decision: decisionOf(audit, row) })),
		...audit.unseenIn(clip),
	]),
	...unmatchedRows(audit.matching.unmatched),
];

const seenIn = ({ rows }: Audit, clip: AuditClip): readonly MovementRow[] =>
	rows.filter((row) => row.clip === clip);

const clipsOf = ({ matching }: Audit): readonly AuditClip[] => [
	...byClip<AuditClip, MatchedClip>(matching.matched).keys(),
];

/** What is missing or was wrong, a sentence each, in the order in which the command line comes upon it. */
function problemsOf(audit: Audit): string[] {
	const { annotations, failures, matching } = audit;
	const problems = (rows: readonly AuditRow[]): string[] =>
		rows.flatMap((row) => rowProblem(row) ?? []);
	const ofClips = clipsOf(audit).flatMap((clip) => {
		const rows = [...seenIn(audit, clip), ...audit.unseenIn(clip)];
		const { name } = clip;
		const numbers = annotations.numbersOf(clip);
		return [
			...failures
				.filter((each) => each.clip === clip)
				.map(({ fault }) => fileFaultSentence(name, fault)),
			...pictureProblems({ name, numbers }, rows, audit.skippedIn(clip), annotations.lacking),
			...problems(rows),
		];
	});
	return [...annotations.problems(), ...problems(unmatchedRows(matching.unmatched)), ...ofClips];
}

function decisionOf(audit: Audit, row: MovementRow): AuditDecision {
	const { choices, note } = audit.decisionOf(row.id);
	const decided = (name: KeyFrameName): number | null => {
		const choice = choices[name];
		if (choice === undefined || row.reselection === null) return null;
		return row.reselection[name][choice === 'coded' ? 'coded' : 'frame'];
	};
	return {
		onset: decided('onset'),
		apex: decided('apex'),
		offset: decided('offset'),
		note: note.trim(),
	};
}
