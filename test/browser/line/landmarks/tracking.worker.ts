/** Tracks a face in a module worker, as the product does. One job a worker. */
import { ALL_FORMATS, Input, UrlSource, VideoSampleSink } from 'mediabunny';
import { ActorFace, demoScript } from '../../../../src/study/actor/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { FaceTracker } from '../../../../src/line/landmarks/index.ts';

export interface TrackingJob {
	readonly wasmFolder: string;
	readonly model: Uint8Array;
	/** The built-in actor, a portrait that drifts to the right, or the first frames of a clip. */
	readonly picture:
		{ readonly kind: 'actor' } | { readonly kind: 'photo' | 'clip'; readonly url: string };
	readonly frames: number;
}

export type TrackingAnswer =
	| { readonly tracked: number; readonly frames: number; readonly points: Float32Array | null }
	| { readonly error: string };

const DRIFT_PX = 2;
const FRAME_MS = 33;

/** The actor as the demo shows it, blinks, sway and speech included. */
function* actorFrames(count: number): Generator<VideoFrame> {
	const face = new ActorFace({ width: 640, height: 480, seed: 1 });
	const script = demoScript();
	const canvas = new OffscreenCanvas(face.width, face.height);
	const context = canvas.getContext('2d')!;
	const picture = new ImageData(face.width, face.height);
	for (let i = 0; i < count; i++) {
		// Every tenth frame of the minute: the more different poses, the better.
		face.render(script.poseAt(10 * i * FRAME_MS), i, picture.data);
		context.putImageData(picture, 0, 0);
		yield new VideoFrame(canvas, { timestamp: i * FRAME_MS * 1000 });
	}
}

async function* driftingPhoto(url: string, count: number): AsyncGenerator<VideoFrame> {
	const photo = await createImageBitmap(await (await fetch(url)).blob());
	const canvas = new OffscreenCanvas(photo.width, photo.height);
	const context = canvas.getContext('2d')!;
	for (let i = 0; i < count; i++) {
		context.drawImage(photo, DRIFT_PX * i, (DRIFT_PX * i) / 2);
		yield new VideoFrame(canvas, { timestamp: i * FRAME_MS * 1000 });
	}
}

async function* clipFrames(url: string, count: number): AsyncGenerator<VideoFrame> {
	using input = new Input({ formats: ALL_FORMATS, source: new UrlSource(url) });
	const track = await input.getPrimaryVideoTrack();
	let i = 0;
	for await (const sample of new VideoSampleSink(track!).samples()) {
		const frame = sample.toVideoFrame();
		sample.close();
		yield frame;
		if (++i === count) return;
	}
}

async function run(job: TrackingJob): Promise<TrackingAnswer> {
	const tracker = await FaceTracker.create(job);
	const { picture } = job;
	const source =
		picture.kind === 'actor'
			? actorFrames(job.frames)
			: picture.kind === 'photo'
				? driftingPhoto(picture.url, job.frames)
				: clipFrames(picture.url, job.frames);
	let frames = 0;
	let tracked = 0;
	let points: Float32Array | null = null;
	for await (const frame of source) {
		const mesh = tracker.track(frame, millis(frames * FRAME_MS));
		frame.close();
		frames += 1;
		if (mesh === null) continue;
		tracked += 1;
		points = mesh.points.slice();
	}
	tracker.close();
	return { tracked, frames, points };
}

self.onmessage = (message: MessageEvent<TrackingJob>) => {
	run(message.data).then(
		(answer) => self.postMessage(answer),
		(error: unknown) => self.postMessage({ error: String(error) }),
	);
};
