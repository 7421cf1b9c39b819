/**
 * Room: sessions. Sessions as things that are kept: recorded while they run, listed, saved, exported.
 *
 * In    the desk's sessions and their reports; what the library's worker keeps
 * Out   `SessionLibrary` (what is on this device, and orders about it), `VisitSessions` (what only the
 *       page has), files for the person
 * Owns  the library's worker (`SessionLibrary.close()`)
 * Rule  nothing is written as a file without the person's order
 */
export type { KeepDays } from './kept.ts';
export { KEEP_DAYS, KEPT_DAYS, KEPT_OF_EACH } from './kept.ts';
export type { LibraryTrouble, SessionLibraryOptions } from './library.svelte.ts';
export { SessionLibrary } from './library.svelte.ts';
export type { SaveFormat } from './save-formats.ts';
export { SAVE_FORMATS, saveFormats } from './save-formats.ts';
export { saveSessions, saveWhole, wholeSession } from './saving.ts';
export { canSave, recordOf } from './session-record.ts';
export type { ExportFormat } from './stored-files.ts';
export type { VisitSession } from './visit-sessions.ts';
export { VisitSessions } from './visit-sessions.ts';
