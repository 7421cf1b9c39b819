/**
 * Room: camera, page side. Permission, picker, and the way camera frames take to the worker.
 *
 * In    a device the person chose, or none
 * Out   `CameraSession`: a stream to show, a `SourceSpec` for the worker; `Film`: frames of a video
 *       file, one by one
 * Owns  the tracks, until `close()`; hiding the page for good closes too
 * Fails Fault `camera/*`: from `openCamera` when it cannot start, through `onFault` when it breaks off
 */

import type { Film } from './film-reader.ts';

/** The reader of video files is large: it is loaded with the first film. Rejects with a `Fault`. */
export const openFilm = async (file: File): Promise<Film> =>
	(await import('./film-reader.ts')).openFilm(file);
export type { CameraSession } from './camera-session.ts';
export { openCamera } from './camera-session.ts';
export { listCameras, watchCameras } from './devices.ts';
export type { Film } from './film-reader.ts';
