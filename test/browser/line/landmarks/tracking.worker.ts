/** Tracks a face in a module worker, as the product does. One job a worker. */
import { ALL_FORMATS, Input, UrlSource, VideoSampleSink } from 'mediabunny';
import { ActorFace, demoScript } from '../../../../src/study/actor/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { TrackerName } from '../../../../src/core/record/index.ts';
import { PlaneReader } from '../../../../src/line/camera/worker/index.ts';
import type { TrackerAssets } from '../../../../src/line/landmarks/index.ts';
import { openTracker } from '../../../../src/line/landmarks/index.ts';

export interface TrackingJob {
	readonly tracker: TrackerName;
	readonly assets: TrackerAssets;
	/**
	 * The built-in actor, a portrait that drifts to the right, or the first frames of a clip; `leaves`:
	 * a portrait that is gone in the second third of the frames.
	 */
	readonly picture:
		| { readonly kind: 'actor' }
		| { readonly kind: 'photo' | 'clip' | 'leaves'; readonly url: string }
		/** Two portraits, as long as each other. */
		| { readonly kind: 'cut'; readonly url: string; readonly next: string };
	readonly frames: number;
}

export interface Tracked {
	/** Frames with a face. */
	readonly tracked: number;
	readonly frames: number;
	/** Of the last face. */
	readonly points: Float32Array | null;
	/** Frames that are the first after a cut, and those in which a face was taken up. */
	readonly cuts: readonly number[];
	readonly taken: readonly { readonly frame: number; readonly why: string }[];
	/** Of every frame, [478, 3] in 0..1 and the size of the frame; null without a face. */
	readonly meshes: readonly (Float32Array | null)[];
	readonly matrices: readonly (Float32Array | null)[];
	readonly width: number;
	readonly height: number;
	/** Median of a call, ms; what a picture costs is in it. */
	readonly ms: number;
}

export type TrackingAnswer = Tracked | { readonly error: string };

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

/** @param leaves the person is out of the picture in the second third */
async function* driftingPhoto(
	url: string,
	count: number,
	leaves: boolean,
): AsyncGenerator<VideoFrame> {
	const photo = await createImageBitmap(await (await fetch(url)).blob());
	const canvas = new OffscreenCanvas(photo.width, photo.height);
	const context = canvas.getContext('2d')!;
	for (let i = 0; i < count; i++) {
		if (leaves && i >= count / 3 && i < (2 * count) / 3) {
			context.fillRect(0, 0, canvas.width, canvas.height);
		} else context.drawImage(photo, DRIFT_PX * i, (DRIFT_PX * i) / 2);
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

async function* cutFrames(first: string, next: string, count: number): AsyncGenerator<VideoFrame> {
	yield* driftingPhoto(first, count / 2, false);
	yield* driftingPhoto(next, count / 2, false);
}

function framesOf({ picture, frames }: TrackingJob) {
	if (picture.kind === 'actor') return actorFrames(frames);
	if (picture.kind === 'cut') return cutFrames(picture.url, picture.next, frames);
	if (picture.kind === 'clip') return clipFrames(picture.url, frames);
	return driftingPhoto(picture.url, frames, picture.kind === 'leaves');
}

async function run(job: TrackingJob): Promise<Tracked> {
	const { tracker } = await openTracker(job.tracker, job.assets, () => {});
	const reader = new PlaneReader();
	const meshes: (Float32Array | null)[] = [];
	const matrices: (Float32Array | null)[] = [];
	const times: number[] = [];
	const cuts: number[] = [];
	const taken: { frame: number; why: string }[] = [];
	let size = { width: 0, height: 0 };
	tracker.beginSession();
	for await (const frame of framesOf(job)) {
		const planes = await reader.read(frame, tracker.wanted);
		size = { width: planes.width, height: planes.height };
		const from = performance.now();
		const mesh = await tracker.track(frame, planes, millis(meshes.length * FRAME_MS), () =>
			reader.read(frame),
		);
		if (tracker.news.cut) cuts.push(meshes.length);
		if (tracker.news.taken !== null) {
			taken.push({ frame: meshes.length, why: tracker.news.taken.why });
		}
		times.push(performance.now() - from);
		frame.close();
		meshes.push(mesh && mesh.points.slice());
		matrices.push(mesh && mesh.matrix.slice());
	}
	tracker.close();
	times.sort((a, b) => a - b);
	return {
		tracked: meshes.filter((mesh) => mesh !== null).length,
		frames: meshes.length,
		cuts,
		taken,
		points: meshes.findLast((mesh) => mesh !== null) ?? null,
		meshes,
		matrices,
		...size,
		ms: times[times.length >> 1] ?? NaN,
	};
}

self.onmessage = (message: MessageEvent<TrackingJob>) => {
	run(message.data).then(
		(answer) => self.postMessage(answer),
		(error: unknown) => self.postMessage({ error: String(error) }),
	);
};
