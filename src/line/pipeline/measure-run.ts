/**
 * The motion of a whole file, for an audit: face mesh, alignment and track of every frame, no spotter.
 *
 * Closes  every frame it takes, and the feed, on every path
 * Fails   a broken source ends it with its fault; what was measured before is handed over
 */
import type { PictureFeed } from '../camera/worker/index.ts';
import type { FaceTracker } from '../landmarks/index.ts';
import { ClipMotionTrack } from './clip-motion-track.ts';
import { isAnew } from './face-notes.ts';
import type { OpenFeed, Send, Watching } from './frame-intake.ts';
import { FrameIntake, faultOf } from './frame-intake.ts';
import { FrameRate } from './frame-rate.ts';
import type { SkippedFrame } from './protocol.ts';

/** Motion lies between two frames. */
const FEWEST_FRAMES = 2;

export interface MeasureOptions {
	readonly send: Send;
	/** Gives up a source that has not opened yet. */
	readonly opening: AbortController;
}

type WatchingTracker = Pick<FaceTracker, 'beginSession' | 'track' | 'wanted' | 'news'>;

export class MeasureRun implements Watching {
	readonly #tracker: WatchingTracker;
	readonly #send: Send;
	readonly #intake: FrameIntake;
	readonly #track = new ClipMotionTrack();
	readonly #rate = new FrameRate();

	constructor(tracker: WatchingTracker, options: MeasureOptions) {
		this.#tracker = tracker;
		this.#send = options.send;
		this.#intake = new FrameIntake({ ...options, colour: false, onlyReal: true });
	}

	stop(): void {
		this.#intake.stop();
	}

	async run(open: OpenFeed): Promise<void> {
		const broken = await faultOf('landmarks/failed', () => this.#watch(open));
		const motion = this.#track.motion();
		const { frames, times, faces, signals, placing } = motion;
		const { feed } = this.#intake;
		this.#send(
			{
				kind: 'measured',
				motion,
				width: feed?.width ?? 0,
				height: feed?.height ?? 0,
				quality: this.#intake.quality(this.#rate.fps, this.#track.faceLost),
				remarks: this.#intake.remarks,
				skipped: feed !== null && 'skipped' in feed ? skippedOf(feed as PictureFeed) : [],
				// A source that was closed under way may break in whatever way it likes.
				fault: this.#intake.stopping ? null : broken,
			},
			[frames.buffer, times.buffer, faces.buffer, signals.buffer, placing.buffer],
		);
	}

	async #watch(open: OpenFeed): Promise<void> {
		await this.#intake.watch(
			open,
			() => this.#tracker.beginSession(),
			async (captured) => {
				const { at, index } = captured;
				const taken = await this.#intake.read(
					captured,
					this.#tracker.wanted,
					(frame, pixels, _at, readWhole) => this.#tracker.track(frame, pixels, at, readWhole),
				);
				if (taken === null) return true;
				const { planes, seen: mesh } = taken;
				if (isAnew(this.#tracker.news)) this.#track.beginAnew();
				if (mesh !== null) this.#intake.framesWithFace += 1;
				this.#rate.tick(at);
				this.#track.step(planes.luma, mesh, at, index);
				return true;
			},
		);
		this.#intake.checkFile(FEWEST_FRAMES);
	}
}

const skippedOf = ({ skipped }: PictureFeed): SkippedFrame[] =>
	skipped.map((each) => ({ ...each }));
