/**
 * Room: pipeline. Wires the stages into one worker; the page holds a `LineClient`.
 *
 * In    a frame source (camera stream, pushed frames, file)
 * Out   reports: frames measured, events found, candidates rejected
 * Owns  the worker, and in it every frame, tensor and GPU device
 */
export { assetsAt } from './assets.ts';
export { LineClient } from './client.ts';
export { ClipMotionTrack } from './clip-motion-track.ts';
export type { FramePlanes } from './frame-planes.ts';
export { FaceLine } from './face-line.ts';
export { isConvertedPaper, readNetworkFile } from './network-in-file.ts';
export { OUTLINE_PATHS, OUTLINE_POINTS, OUTLINE_SPOTS } from './outline.ts';
export type {
	Assets,
	Command,
	FramePicture,
	FrameReport,
	LoadStep,
	Report,
	SkippedFrame,
	StageTimings,
} from './protocol.ts';
export { DEFAULT_SETTINGS } from './settings.ts';
