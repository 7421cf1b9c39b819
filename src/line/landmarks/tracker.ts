/** What follows a face from frame to frame, whatever it runs on. */
import type { Closable, Millis } from '../../core/kernel/index.ts';
import type { FaceChoice, TrackerInfo } from '../../core/record/index.ts';
import type { PictureBox, Planes } from '../camera/worker/index.ts';
import type { FaceMesh } from '../face/index.ts';
import type { FaceNews } from './face-news.ts';

export interface FaceTracker extends Closable {
	readonly info: TrackerInfo;
	/**
	 * Starts a session: its times may begin anew, and no face of the last one is followed on.
	 *
	 * @param choice which face is followed where there are several; the largest unless somebody chose
	 */
	beginSession(choice?: FaceChoice): void;
	/** What the last call of `track` found out about who is in the picture; reused. */
	readonly news: FaceNews;
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
	 * @param readWhole the planes of all of the same picture, in place of `planes`; left out: they are
	 * @throws Fault `landmarks/failed`: the tracker is then unusable
	 */
	track(
		frame: VideoFrame,
		planes: Planes,
		at: Millis,
		readWhole?: () => Promise<Planes>,
	): Promise<FaceMesh | null>;
}
