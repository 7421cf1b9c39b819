/**
 * Room: sessions. Sessions as things that are kept: recorded while they run, listed, saved, exported.
 */
export type { KeepDays } from './kept.ts';
export { KEEP_DAYS, KEPT_DAYS, KEPT_OF_EACH } from './kept.ts';
export type { ExportFormat, LibraryTrouble } from './library.svelte.ts';
export { SessionLibrary } from './library.svelte.ts';
export type { SaveFormat } from './saving.ts';
export {
	SAVE_FORMATS,
	canSave,
	recordOf,
	saveFormats,
	saveReviewed,
	saveSessions,
} from './saving.ts';
export type { VisitSession } from './visit-sessions.ts';
export { VisitSessions } from './visit-sessions.ts';
