/** Room: select. */
export { REJECTION_REASONS } from './reasons.ts';
export type { RejectionReason } from './reasons.ts';
