/**
 * An open camera: a stream for the preview, a source for the worker, and someone who notices when
 * the pictures stop.
 */
import type { Closable } from '../../../core/kernel/index.ts';
import { Fault } from '../../../core/record/index.ts';
import type { SourceSpec } from '../source.ts';
import { canFrameElements, pushElementFrames } from './element-frames.ts';
import { openStream } from './open-stream.ts';
import { canTrackFrames, trackFrames } from './track-processor.ts';
import { watchProgress } from './watchdog.ts';

export interface CameraOptions {
	/** The camera to open; any, when null or gone. */
	readonly deviceId?: string | null;
	/**
	 * The most pictures a second that a preview is to show, where the worker takes its frames from the
	 * track; null: as many as the camera has.
	 */
	readonly previewFps?: number | null;
	/** It broke off while running: `camera/ended` (once) or `camera/frozen` (once a silence). */
	readonly onFault: (fault: Fault) => void;
}

export interface CameraSession extends Closable {
	/** Everything that the camera gives. */
	readonly stream: MediaStream;
	/** The same for a preview, perhaps less often; mirror it there, never the data. */
	readonly preview: MediaStream;
	readonly label: string;
	/** The camera that was opened, which need not be the one asked for. */
	readonly deviceId: string | null;
	/** What the camera says it delivers; true rates are measured from frame times. */
	readonly promised: { readonly width: number; readonly height: number; readonly fps: number };
	/** For the worker, once. Frames flow from the first time it is read. */
	readonly source: SourceSpec;
}

export async function openCamera(options: CameraOptions): Promise<CameraSession> {
	const stream = await openStream(options.deviceId ?? null);
	const track = stream.getVideoTracks()[0];
	try {
		if (!track) throw new Fault('camera/absent', 'the stream has no picture');
		return new OpenCamera(stream, track, options);
	} catch (error) {
		for (const each of stream.getTracks()) each.stop();
		throw error;
	}
}

class OpenCamera implements CameraSession {
	readonly stream: MediaStream;
	readonly preview: MediaStream;
	readonly #track: MediaStreamTrack;
	readonly #onFault: (fault: Fault) => void;
	/** Not in the document: it counts pictures, and hands them out where no processor does. */
	readonly #video: HTMLVideoElement;
	readonly #pictures: { readonly count: number };
	readonly #watchdog: Closable;
	#source: SourceSpec | null = null;
	#pusher: Closable | null = null;
	#closed = false;

	constructor(stream: MediaStream, track: MediaStreamTrack, options: CameraOptions) {
		const { onFault, previewFps = null } = options;
		// Elsewhere a copy may set the rate of the camera itself, or never show a picture (WebKitGTK).
		const asIs = previewFps === null || !canTrackFrames();
		const preview = asIs ? stream : slower(track, previewFps);
		const video = document.createElement('video');
		video.muted = true;
		video.playsInline = true;
		video.srcObject = preview;
		// Resolves with the first picture. Where none comes, the watchdog says so; closing rejects it.
		void video.play().catch(() => {});
		this.stream = stream;
		this.preview = preview;
		this.#track = track;
		this.#video = video;
		this.#onFault = onFault;
		this.#pictures = countPictures(video);
		this.#watchdog = watchProgress(
			() => this.#pictures.count,
			() => document.hidden, // browsers show no pictures of a hidden page
			(silentMs) => {
				const detail = `no new picture for ${Math.round(silentMs)} ms`;
				onFault(new Fault('camera/frozen', detail));
			},
		);
		track.addEventListener('ended', this.#ended);
		window.addEventListener('pagehide', this.#hidden);
	}

	get label(): string {
		return this.#track.label;
	}
	get deviceId(): string | null {
		return this.#track.getSettings().deviceId ?? null;
	}
	get promised(): { width: number; height: number; fps: number } {
		const { width = 0, height = 0, frameRate = 0 } = this.#track.getSettings();
		return { width, height, fps: frameRate };
	}

	get source(): SourceSpec {
		this.#source ??= this.#openSource();
		return this.#source;
	}

	#openSource(): SourceSpec {
		const readable = trackFrames(this.#track);
		if (readable) return { kind: 'stream', readable };
		if (!canFrameElements()) {
			throw new Fault(
				'camera/unsupported',
				'neither MediaStreamTrackProcessor nor requestVideoFrameCallback with VideoFrame',
			);
		}
		const { port1, port2 } = new MessageChannel();
		this.#pusher = pushElementFrames(this.#video, port1);
		return { kind: 'port', port: port2, lossless: false };
	}

	/** By the system or the person; `stop()` does not fire it. */
	readonly #ended = (): void => {
		this.close();
		this.#onFault(new Fault('camera/ended', `${this.label} ended`));
	};

	readonly #hidden = (): void => this.close();

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		window.removeEventListener('pagehide', this.#hidden);
		this.#track.removeEventListener('ended', this.#ended);
		this.#watchdog.close();
		this.#pusher?.close();
		for (const track of [...this.stream.getTracks(), ...this.preview.getTracks()]) track.stop();
		this.#video.srcObject = null;
	}
}

/** A stream of its own with the same pictures, at most `fps` of them a second. */
function slower(track: MediaStreamTrack, fps: number): MediaStream {
	const clone = track.clone();
	// Refused where a browser cannot leave pictures out: then it shows them all.
	void clone.applyConstraints({ frameRate: { max: fps } }).catch(() => {});
	return new MediaStream([clone]);
}

/**
 * Pictures a video has had, by whatever this browser counts with. Nobody is called for each of them:
 * that would have the page draw itself as often.
 */
function countPictures(video: HTMLVideoElement): { readonly count: number } {
	return {
		get count() {
			return 'getVideoPlaybackQuality' in video
				? video.getVideoPlaybackQuality().totalVideoFrames
				: (video as HTMLVideoElement).currentTime;
		},
	};
}
