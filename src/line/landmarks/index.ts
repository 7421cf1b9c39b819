/**
 * Room: landmarks. MediaPipe's face mesh, one face per frame.
 *
 * In    a VideoFrame and its time; the face model bundle at construction
 * Out   `FaceMesh`: 478 points in 0..1 of the frame and a head pose matrix
 */
export { FaceTracker } from './face-tracker.ts';
