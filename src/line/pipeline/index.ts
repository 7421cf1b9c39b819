/**
 * Room: pipeline. Wires the stages into one worker; the page holds a `LineClient`.
 *
 * In    a frame source (camera stream, pushed frames, file)
 * Out   reports: frames measured, events found, candidates rejected
 * Owns  the worker, and in it every frame, tensor and GPU device
 */
export { LineClient } from './client.ts';
export { ClipMotionTrack } from './clip-motion-track.ts';
export type { FramePlanes } from './face-line.ts';
export { FaceLine } from './face-line.ts';
export type { OutlinePath } from './outline.ts';
export { OUTLINE_PATHS, OUTLINE_POINTS, OUTLINE_SPOTS } from './outline.ts';
export type {
	Assets,
	Command,
	FaceState,
	FaultReport,
	FramePicture,
	FrameReport,
	FrameTaken,
	FramesEnded,
	LoadStep,
	PushedFrame,
	Report,
	SkippedFrame,
	SourceSpec,
	StageTimings,
} from './protocol.ts';
export type {
	EngineInfo,
	EventPictures,
	EventStrip,
	KeyFrame,
	LineSettings,
	MicroEvent,
	NetworkSummary,
	PaperSummary,
	Quality,
	RegionMotion,
	RejectedCandidate,
} from './records.ts';
export { DEFAULT_SETTINGS } from './settings.ts';
