/**
 * Room: auditing. The audit as a person runs it: which clips, how far along, what they decided, what is saved.
 */
export { Audit } from './audit.svelte.ts';
export { makeExample } from './example.ts';
export { auditLine } from './line.ts';
export type { AuditRow, Choice, Decision, Reselected } from './rows.ts';
export { auditedOf, bareSubject, groupingsOf, isReselected, isSilent, shiftMs } from './rows.ts';
export { formatsFor, saveAudit } from './saving.ts';
