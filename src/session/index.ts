/**
 * Room: session. State the screens show and the orders they give.
 *
 * In    reports of the line; sources of frames, opened by `main.ts`'s adapters
 * Out   `Desk` (orders, engine), `Session` (one run), `FileQueue`, `Audit`, `Reviews`, `Route`
 * Owns  the line and the open source (`Desk.close()`)
 */
export { Appearance, THEMES } from './appearance.svelte.ts';
export { Audit } from './audit.svelte.ts';
export type { CalibrationStatus, Calibrations, KeptCalibration } from './calibration.svelte.ts';
export { Calibration } from './calibration.svelte.ts';
export type { AuditProgress, AuditStatus, ClipFailure } from './audit.svelte.ts';
export type { AnnotationsFile } from './audit-annotations.svelte.ts';
export type { AuditClip, FoundFile } from './audit-clips.ts';
export { foundFiles } from './audit-clips.ts';
export type { Dropped } from './dropped-files.ts';
export { droppedFiles } from './dropped-files.ts';
export type { AuditLine, MeasuredClip } from './audit-line.ts';
export { auditLine } from './audit-line.ts';
export type { AuditFormat } from './audit-saving.ts';
export { formatsFor, saveAudit } from './audit-saving.ts';
export { makeExample } from './audit-example.ts';
export type { FramePicture } from '../pipeline/index.ts';
export type { AuditRow, Choice, Decision, Grouping, Reselected } from './audit-rows.ts';
export {
	auditedOf,
	bareSubject,
	groupOf,
	groupingsOf,
	isReselected,
	isSilent,
	shiftMs,
} from './audit-rows.ts';
export type {
	ExportFormat,
	KeepDays,
	LibraryStatus,
	LibraryTrouble,
	SessionLibraryOptions,
} from './library.svelte.ts';
export { KEEP_DAYS, SessionLibrary } from './library.svelte.ts';
export { SessionRecorder } from './session-recorder.ts';
export type {
	Keep,
	LibraryCode,
	OpenedSession,
	RefusedFile,
	StoredSession,
} from '../library/index.ts';
export { KEEPS, LibraryClient, LibraryError } from '../library/index.ts';
export type { Studio } from './context.ts';
export { getStudio, setStudio } from './context.ts';
export type { DeskOptions, Line } from './desk-options.ts';
export type { FileNetwork } from './network-files.ts';
export { Desk } from './desk.svelte.ts';
export type { EngineStatus, StepProgress } from './engine.svelte.ts';
export { Engine, LOAD_STEPS } from './engine.svelte.ts';
export type { FileStatus } from './file-queue.svelte.ts';
export type { QueueProgress } from './queue-progress.ts';
export { FileQueue, QueuedFile } from './file-queue.svelte.ts';
export type { Workspace } from './route.svelte.ts';
export { Route, WORKSPACES, addressOf } from './route.svelte.ts';
export type { SessionWatcher } from './session-watcher.ts';
export type { FoundEvent, SessionOptions, SessionStatus, SourceKind } from './session.svelte.ts';
export { Session } from './session.svelte.ts';
export type { CameraChoice, OpenSource, SourceView, Sources } from './sources.ts';
export type { Lane, TracedFrame } from './trace.ts';
export { Traffic, connectionRules } from './traffic.svelte.ts';
export { LANES, Trace } from './trace.ts';
export type { SavableSession, SaveFormat } from './saving.ts';
export {
	SAVE_FORMATS,
	canSave,
	recordOf,
	saveFormats,
	saveReviewed,
	saveSessions,
} from './saving.ts';
// How a frame report's outline joins up; screens draw it and know nothing of the worker.
export { OUTLINE_PATHS, OUTLINE_SPOTS } from '../pipeline/index.ts';
export type { Film } from '../camera/page/index.ts';
export type { EafChoices, EafTierChoice } from './review/eaf-labels.ts';
export { labelsOfTier, readEafChoices } from './review/eaf-labels.ts';
export { FrameTable } from './review/frame-table.ts';
export type {
	LabelDecision,
	LabelKeyFrames,
	LabelSayings,
	LabelStep,
	SaveStatus,
} from './review/label-book.svelte.ts';
export { LabelBook } from './review/label-book.svelte.ts';
export type { MovementFilter, ReviewedMovement } from './review/movements.ts';
export { allMovements, isShownUnder, keyFramesOf, machineOf } from './review/movements.ts';
export { Reviews } from './review/reviews.svelte.ts';
export type { FilmState, Speed } from './review/session-review.svelte.ts';
export {
	LEAST_FACTOR,
	MOST_FACTOR,
	REPLAY_MARGIN_MS,
	SPEEDS,
	SessionReview,
} from './review/session-review.svelte.ts';
export type { VisitSession } from './review/visit-sessions.ts';
export { VisitSessions } from './review/visit-sessions.ts';
