/**
 * Room: auditing. The audit as a person runs it: which clips, how far along, what they decided, what is saved.
 */
export { Audit } from './audit.svelte.ts';
export { makeExample } from './example.ts';
export { auditLine } from './line.ts';
export type { AnnotationsFile } from './annotations.svelte.ts';
export type { Refusal } from './audit.svelte.ts';
export type { Choice, Decision } from './decisions.ts';
export type { Grouping, MovementRow, ReselectedRow } from './rows.ts';
export { bareSubject, groupedMovement, groupingsOf, shiftMs } from './rows.ts';
export { formatsFor, saveAudit } from './saving.ts';
