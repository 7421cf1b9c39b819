/**
 * Room: desk. Orders to the line and the state that comes of them.
 *
 * In    reports of the line; sources of frames, opened by adapters of `main.ts`; files that were
 *       chosen or dropped
 * Out   `Desk` (orders, engine, live source), `Session` (one run), `FileQueue` (one file after another)
 * Owns  the line and the open source (`Desk.close()`)
 * Rule  one session at a time; the latest order wins
 *
 *   Desk ── LineControl (the worker, the session it works on) ── Engine, ClipOrders, NetworkFiles
 *     ├──── LineSetup (settings and network)
 *     └──── LiveSource (camera or actor), Calibration
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
export { FILM, HIDDEN, foundFiles } from './found-files.ts';
export type { KeptCalibration } from './kept.ts';
export { CALIBRATIONS, CAMERA, FALSE_ALARMS, READING_COVERAGE } from './kept.ts';
export type { FileNetwork } from './network-files.ts';
export type { SessionWatcher } from './session-watcher.ts';
export type { FoundEvent } from './session.svelte.ts';
export { Session } from './session.svelte.ts';
export type { CameraChoice, OpenSource, SourceView, Sources } from './sources.ts';
export { LANES, Trace } from './trace.ts';
