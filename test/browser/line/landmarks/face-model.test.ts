import { describe, expect, test } from 'vitest';
import type { TrackingAnswer, TrackingJob } from './tracking.worker.ts';

/** Vite's address of the folder beside the checkout; empty where there is none. */
declare const __SHARED_FOLDER__: string;

const PORTRAIT = 'photos/female_512_0.jpg';
const CLIP = 'bench/clips/clm12_a.mp4';
const ACTOR_FRAMES = 60;
const PHOTO_FRAMES = 10;
const CLIP_FRAMES = 60;
const MESH_POINTS = 478;

type Kind = 'official' | 'assembled';

/** The bundle, or why it is not to be had. The assembled one always is. */
async function bundle(kind: Kind): Promise<Uint8Array | string> {
	const response = await fetch(`/test-models/${kind}.task`);
	if (response.ok) return new Uint8Array(await response.arrayBuffer());
	if (kind === 'assembled') throw new Error(await response.text());
	return 'the official face model is neither on this machine nor reachable';
}

const shared = (kind: 'photo' | 'clip', path: string): TrackingJob['picture'] => ({
	kind,
	url: new URL(`${__SHARED_FOLDER__}/${path}`, location.origin).href,
});

function track(model: Uint8Array, picture: TrackingJob['picture'], frames: number) {
	const worker = new Worker(new URL('./tracking.worker.ts', import.meta.url), { type: 'module' });
	const job: TrackingJob = {
		wasmFolder: new URL('/mediapipe', location.origin).href,
		model,
		picture,
		frames,
	};
	return new Promise<Extract<TrackingAnswer, { frames: number }>>((resolve, reject) => {
		worker.onerror = (error) => reject(new Error(error.message));
		worker.onmessage = ({ data }: MessageEvent<TrackingAnswer>) => {
			if ('error' in data) reject(new Error(data.error));
			else resolve(data);
		};
		worker.postMessage(job);
	}).finally(() => worker.terminate());
}

const at = (points: Float32Array, i: number): readonly [number, number] => [
	points[3 * i]!,
	points[3 * i + 1]!,
];

const distance = (points: Float32Array, a: number, b: number, other = points): number => {
	const [ax, ay] = at(points, a);
	const [bx, by] = at(other, b);
	return Math.hypot(ax - bx, ay - by);
};

/** Eyes, lips and irises where a face has them. */
function expectFace(points: Float32Array | null): void {
	expect(points).toHaveLength(3 * MESH_POINTS);
	const eyes = distance(points!, 33, 263);
	expect(eyes).toBeGreaterThan(0.1);
	expect(at(points!, 263)[0]).toBeGreaterThan(at(points!, 33)[0]); // the subject's left eye
	expect(at(points!, 13)[1] - at(points!, 33)[1]).toBeGreaterThan(0.5 * eyes); // upper lip
	// Irises, or what stands in for them, lie between the corners of their eye.
	for (const [iris, outer, inner] of [
		[468, 33, 133],
		[473, 263, 362],
	] as const) {
		const width = distance(points!, outer, inner);
		expect(distance(points!, iris, outer)).toBeLessThan(width);
		expect(distance(points!, iris, inner)).toBeLessThan(width);
	}
}

describe.for<Kind>(['official', 'assembled'])('the %s face model', (kind) => {
	test(`tracks the actor in ${ACTOR_FRAMES} frames of ${ACTOR_FRAMES}`, async ({ skip }) => {
		const model = await bundle(kind);
		if (typeof model === 'string') return skip(model);

		const { tracked, frames, points } = await track(model, { kind: 'actor' }, ACTOR_FRAMES);

		expect(frames).toBe(ACTOR_FRAMES);
		expect(tracked).toBe(ACTOR_FRAMES);
		expectFace(points);
	});

	test('tracks a drifting portrait in every frame', async ({ skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
		const model = await bundle(kind);
		if (typeof model === 'string') return skip(model);

		const { tracked, points } = await track(model, shared('photo', PORTRAIT), PHOTO_FRAMES);

		expect(tracked).toBe(PHOTO_FRAMES);
		expectFace(points);
	});

	test(`follows a filmed face through ${CLIP_FRAMES} frames`, async ({ skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the clips are not on this machine');
		const model = await bundle(kind);
		if (typeof model === 'string') return skip(model);

		const { tracked, frames } = await track(model, shared('clip', CLIP), CLIP_FRAMES);

		expect(frames).toBe(CLIP_FRAMES);
		expect(tracked).toBe(CLIP_FRAMES);
	});
});

test('both face models see the same face', async ({ skip }) => {
	if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
	const official = await bundle('official');
	const assembled = await bundle('assembled');
	if (typeof official === 'string') return skip(official);
	if (typeof assembled === 'string') return skip(assembled);

	const a = (await track(official, shared('photo', PORTRAIT), PHOTO_FRAMES)).points!;
	const b = (await track(assembled, shared('photo', PORTRAIT), PHOTO_FRAMES)).points!;

	// Eye corners and nose bridge, of two generations of one mesh.
	const eyes = distance(a, 33, 263);
	for (const point of [33, 133, 263, 362, 6, 168]) {
		expect(distance(a, point, point, b) / eyes).toBeLessThan(0.1);
	}
});
