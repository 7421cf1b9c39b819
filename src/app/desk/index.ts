/**
 * Room: desk. Orders to the line and the state that comes of them.
 *
 * In    reports of the line; sources of frames, opened by adapters of `main.ts`
 * Out   `Desk` (orders, engine), `Session` (one run), `FileQueue`
 * Owns  the line and the open source (`Desk.close()`)
 */
export { Calibration } from './calibration.svelte.ts';
export type { DeskOptions } from './desk-options.ts';
export { Desk } from './desk.svelte.ts';
export { droppedFiles } from './dropped-files.ts';
export type { Engine } from './engine.svelte.ts';
export { LOAD_STEPS } from './engine.svelte.ts';
export type { QueuedFile } from './file-queue.svelte.ts';
export { FileQueue } from './file-queue.svelte.ts';
export type { FoundFile } from './found-files.ts';
export { FILM, HIDDEN, foundFiles, lastPart } from './found-files.ts';
export type { KeptCalibration } from './kept.ts';
export { CALIBRATIONS, CAMERA, FALSE_ALARMS, READING_COVERAGE } from './kept.ts';
export type { FileNetwork } from './network-files.ts';
export type { SessionWatcher } from './session-watcher.ts';
export type { FoundEvent } from './session.svelte.ts';
export { Session } from './session.svelte.ts';
export type { CameraChoice, OpenSource, SourceView, Sources } from './sources.ts';
export { LANES, Trace } from './trace.ts';
