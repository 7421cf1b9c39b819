/**
 * Room: library. Sessions on this device: recorded as they happen into the browser's private file
 * system, by a worker of their own; listed, read, exported, imported, deleted.
 *
 * In    what happens in a session, in order; files that people bring
 * Out   `StoredSession` (a line of the list), `ReadSession`, files
 * Owns  the worker, and in it every file
 * Fails LibraryError: absent, full, busy, missing, broken
 */
export { FilmRecorder } from './film-recorder.ts';
export type { LibraryListeners } from './library-client.ts';
export { LibraryClient } from './library-client.ts';
export { LibraryError } from './library-error.ts';
export type { RecordingStep, RefusedFile } from './protocol.ts';
export { newSessionId } from './session-id.ts';
export type { Head, LogEntry } from './session-log.ts';
export { ROW_BYTES, SignalBatch } from './signal-rows.ts';
export type { StorageRoom } from './storage-room.ts';
export { askToPersist, storageRoom } from './storage-room.ts';
export type { Keep, OpenedSession, StoredSession } from './stored-session.ts';
export { KEEPS } from './stored-session.ts';
