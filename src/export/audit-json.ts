/** An audit as one document: what was found, how far key frames move, what a person decided. */
import type { AuditSummary, KeyFrameName, ReselectedFrame } from '../audit/index.ts';
import type { FaultReport } from '../pipeline/index.ts';
import type { AuditedRecord } from './audit-csv.ts';

export const AUDIT_FORMAT = 'fleeting-audit/1';

export interface AuditDocumentParts {
	/** Of the program. */
	readonly version: string;
	/** Null: no movement could be judged. */
	readonly summary: AuditSummary | null;
	/** In the order of the annotations; frames are those of the annotations. */
	readonly records: readonly AuditedRecord[];
	/** Clips that could not be measured, or not to their end. */
	readonly failures: readonly { readonly clip: string; readonly fault: FaultReport }[];
	/** Coded movements that found no clip. */
	readonly unmatched: readonly {
		readonly file: string;
		readonly row: number;
		readonly why: string;
	}[];
}

const KEY_FRAMES: readonly KeyFrameName[] = ['onset', 'apex', 'offset'];

export function auditJson(parts: AuditDocumentParts): string {
	const { version, summary, records, failures, unmatched } = parts;
	const movements = records.map(({ record, reselection, why, decision }) => ({
		file: record.place.file,
		...(record.place.sheet === null ? {} : { sheet: record.place.sheet }),
		row: record.place.row,
		...{ dataset: record.dataset, subject: record.subject, clip: record.clip, coder: record.coder },
		...(reselection === null
			? { why }
			: {
					...{ fps: reselection.fps, doubt: reselection.doubt, evidence: reselection.evidence },
					peakPx200: reselection.peakPx200,
					...byKeyFrame((name) => reselection[name]),
				}),
		...(decision === undefined ? {} : { decision }),
	}));
	const document = { format: AUDIT_FORMAT, version, summary, movements, failures, unmatched };
	return `${JSON.stringify(document, null, '\t')}\n`;
}

const byKeyFrame = (
	frameOf: (name: KeyFrameName) => ReselectedFrame,
): Record<string, ReselectedFrame> =>
	Object.fromEntries(KEY_FRAMES.map((name) => [name, frameOf(name)]));
