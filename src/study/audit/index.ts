/**
 * Room: audit. The paper's own question: where do a clip's key frames really lie, and how sure is that?
 *
 * In    the motion of a clip's face and the key frames that a coder gave
 * Out   reselected key frames with their intervals, the doubt about the coded ones, and how far they
 *       move over many movements
 */
export type { Bins } from './bins.ts';
export type { AuditDecision, AuditedMarks, AuditedRecord } from './audited-record.ts';
export type { AuditAbout } from './document.ts';
export { auditDocument } from './document.ts';
export type { LeftOut } from './left-out.ts';
export { leftOutText } from './left-out.ts';
export type { AssumedClip, MatchedRecord, Matching, NamedClip } from './matching.ts';
export { assumedText, matchClips, readingFps } from './matching.ts';
export { pictureProblems, placeText, remarkProblem, rowProblem } from './problems.ts';
export { rateProblems } from './rate-problems.ts';
export type { AuditOptions } from './reselect.ts';
export { reselect } from './reselect.ts';
export type { CodedMovement, ReselectedFrame, Reselection } from './reselection.ts';
export type { AuditRow, ClipRow, Reselected } from './rows.ts';
export {
	auditedMovement,
	auditedRow,
	byClip,
	inDocumentOrder,
	isReselected,
	leftOutRow,
	mostDoubtful,
	summaryOf,
	unmatchedRows,
} from './rows.ts';
export type { AuditedMovement } from './shifts.ts';
export { TOLERANCE_MS, isSilent, shiftOf, toleranceAt } from './shifts.ts';
export type { AuditSummary, ShiftFigures, ShiftGroup } from './summary.ts';
export { NOT_GIVEN, byDoubt, summarise } from './summary.ts';
