/**
 * Room: calibration. What a face and a camera are like when nothing happens, from three calm seconds.
 *
 * In    one `NeutralSample` a frame
 * Out   progress, what is in the way, and in the end a `NeutralBaseline`
 */
export type { NeutralBaseline } from './baseline.ts';
export { isBaseline } from './baseline.ts';
export type { CalibrationStep, Hindrance, NeutralSample } from './calibrator.ts';
export { CALM_MS, Calibrator } from './calibrator.ts';
export type { Change } from './changes.ts';
export { changeSince } from './changes.ts';
