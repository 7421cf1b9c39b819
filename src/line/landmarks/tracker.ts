/** What follows a face from frame to frame, whatever it runs on. */
import type { Closable, Millis } from '../../core/kernel/index.ts';
import type { TrackerInfo } from '../../core/record/index.ts';
import type { PictureBox, Planes } from '../camera/worker/index.ts';
import type { FaceMesh } from '../face/index.ts';

export interface FaceTracker extends Closable {
	readonly info: TrackerInfo;
	/** Starts a session: its times may begin anew, and no face of the last one is followed on. */
	beginSession(): void;
	/**
	 * The part of the next frame that will be looked at, in frame pixels; null: all of it. Pixels
	 * outside need not be read.
	 */
	readonly wanted: PictureBox | null;
	/**
	 * The followed face, or null; the mesh is valid until the next call.
	 *
	 * @param frame the picture, for a tracker that takes it as it is
	 * @param planes of the same picture, at least inside `wanted`
	 * @param at later than at the call before
	 * @throws Fault `landmarks/failed`: the tracker is then unusable
	 */
	track(frame: VideoFrame, planes: Planes, at: Millis): Promise<FaceMesh | null>;
}
