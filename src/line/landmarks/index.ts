/**
 * Room: landmarks. MediaPipe's face mesh, one face per frame.
 *
 * In    a frame, its planes and its time; where the model's files lie
 * Out   `FaceMesh`: 478 points in 0..1 of the frame, raw, and a head pose matrix
 * Cost  the largest part of a frame
 * Fails Fault `landmarks/*`
 *
 * Two trackers: our own around the models (`mesh`), and MediaPipe's FaceLandmarker as it comes
 * (`landmarker`), the fallback and the reference.
 */
export type { FaceNews } from './face-news.ts';
export type { TrackerAssets } from './open-tracker.ts';
export { openTracker } from './open-tracker.ts';
export type { FaceTracker } from './tracker.ts';
