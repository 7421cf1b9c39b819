import { describe, expect, test } from 'vitest';
import { OUTER_CANTHI_PX200 } from '../../../../src/core/kernel/index.ts';
import { HeadPose } from '../../../../src/line/landmarks/head-pose.ts';
import type { Tracked, TrackingAnswer, TrackingJob } from './tracking.worker.ts';

/** Vite's address of the folder beside the checkout; empty where there is none. */
declare const __SHARED_FOLDER__: string;

const PORTRAIT = 'photos/female_512_0.jpg';
const OTHER_PORTRAIT = 'photos/female_512_1.jpg';
const CLIP = 'bench/clips/clm12_a.mp4';
/**
 * A portrait that sways, where all that trembles is noise, and a person who talks, where nearly all is
 * the person: no larger than so many times FaceLandmarker's.
 */
const JITTER = [
	{ clip: 'bench/clips/neg_photo_00_30.mp4', most: 0.8 },
	{ clip: CLIP, most: 1.05 },
];
const ACTOR_FRAMES = 60;
const PHOTO_FRAMES = 10;
const CLIP_FRAMES = 60;
const MESH_POINTS = 478;

type Kind = 'official' | 'assembled';

const addressOf = (path: string): string => new URL(path, location.origin).href;

/** The model's folder, or why it is not to be had. The assembled one always is. */
async function assetsOf(kind: Kind): Promise<TrackingJob['assets'] | string> {
	const faceModel = addressOf(`/test-models/${kind}`);
	const response = await fetch(`${faceModel}/face.json`);
	if (response.ok) {
		return { mediapipe: addressOf('/mediapipe'), litert: addressOf('/litert'), faceModel };
	}
	if (kind === 'assembled') throw new Error(await response.text());
	return 'the official face model is neither on this machine nor reachable';
}

const shared = (kind: 'photo' | 'clip' | 'leaves', path: string): TrackingJob['picture'] => ({
	kind,
	url: new URL(`${__SHARED_FOLDER__}/${path}`, location.origin).href,
});

function track(job: TrackingJob): Promise<Tracked> {
	const worker = new Worker(new URL('./tracking.worker.ts', import.meta.url), { type: 'module' });
	return new Promise<Tracked>((resolve, reject) => {
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

const VARIANTS = (['official', 'assembled'] as const).flatMap((kind) =>
	(['mesh', 'landmarker'] as const).map((tracker) => ({ kind, tracker })),
);

describe.for(VARIANTS)('the $kind face model in $tracker', ({ kind, tracker }) => {
	test(`tracks the actor in ${ACTOR_FRAMES} frames of ${ACTOR_FRAMES}`, async ({ skip }) => {
		const assets = await assetsOf(kind);
		if (typeof assets === 'string') return skip(assets);
		const picture = { kind: 'actor' } as const;

		const job = { tracker, assets, picture, frames: ACTOR_FRAMES };
		const { tracked, frames, points } = await track(job);

		expect(frames).toBe(ACTOR_FRAMES);
		expect(tracked).toBe(ACTOR_FRAMES);
		expectFace(points);
	});

	test('tracks a drifting portrait in every frame', async ({ skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
		const assets = await assetsOf(kind);
		if (typeof assets === 'string') return skip(assets);

		const picture = shared('photo', PORTRAIT);
		const { tracked, points } = await track({ tracker, assets, picture, frames: PHOTO_FRAMES });

		expect(tracked).toBe(PHOTO_FRAMES);
		expectFace(points);
	});

	test(`follows a filmed face through ${CLIP_FRAMES} frames`, async ({ skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the clips are not on this machine');
		const assets = await assetsOf(kind);
		if (typeof assets === 'string') return skip(assets);

		const picture = shared('clip', CLIP);
		const { tracked, frames } = await track({ tracker, assets, picture, frames: CLIP_FRAMES });

		expect(frames).toBe(CLIP_FRAMES);
		expect(tracked).toBe(CLIP_FRAMES);
	});
});

test.for(['mesh', 'landmarker'] as const)(
	'%s sees a cut, and then the next face as if there had been none before',
	async (tracker, { skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
		const assets = (await assetsOf('assembled')) as TrackingJob['assets'];
		const half = PHOTO_FRAMES;
		const [{ url }, { url: next }] = [
			shared('photo', PORTRAIT),
			shared('photo', OTHER_PORTRAIT),
		] as [{ url: string }, { url: string }];
		const alone = await track({
			tracker,
			assets,
			picture: { kind: 'photo', url: next },
			frames: half,
		});
		const joined = await track({
			tracker,
			assets,
			picture: { kind: 'cut', url, next },
			frames: 2 * half,
		});
		expect(alone.cuts).toEqual([]);
		expect(joined.cuts).toEqual([half]);
		expect(joined.taken).toEqual([
			{ frame: 0, why: 'first' },
			{ frame: half, why: 'cut' },
		]);
		// FaceLandmarker goes on looking where the first face was.
		if (tracker === 'mesh') expect(joined.meshes.slice(half)).toEqual(alone.meshes);
		else expect(joined.tracked).toBe(2 * half);
	},
);

test('both face models see the same face', async ({ skip }) => {
	if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
	const official = await assetsOf('official');
	const assembled = await assetsOf('assembled');
	if (typeof official === 'string') return skip(official);
	if (typeof assembled === 'string') return skip(assembled);

	const job = {
		tracker: 'mesh',
		picture: shared('photo', PORTRAIT),
		frames: PHOTO_FRAMES,
	} as const;
	const a = (await track({ ...job, assets: official })).points!;
	const b = (await track({ ...job, assets: assembled })).points!;

	// Eye corners and nose bridge, of two generations of one mesh.
	const eyes = distance(a, 33, 263);
	for (const point of [33, 133, 263, 362, 6, 168]) {
		expect(distance(a, point, point, b) / eyes).toBeLessThan(0.1);
	}
});

/** Points that no expression moves: eye corners, nose bridge, temples. */
const RIGID = [33, 133, 263, 362, 6, 168, 197, 195, 10, 127, 356, 5];

/** Jitter in px200: second differences over the root of 6, rms, as of white noise. */
function jitterOf({ meshes, width, height }: Tracked): number {
	let sum = 0;
	let count = 0;
	for (let frame = 2; frame < meshes.length; frame++) {
		const [a, b, c] = [meshes[frame - 2]!, meshes[frame - 1]!, meshes[frame]!];
		const eyes = Math.hypot((c[99]! - c[789]!) * width, (c[100]! - c[790]!) * height);
		for (const point of RIGID) {
			for (const [axis, length] of [width, height].entries()) {
				const at = 3 * point + axis;
				const bend = ((a[at]! - 2 * b[at]! + c[at]!) * length * OUTER_CANTHI_PX200) / eyes;
				sum += (bend * bend) / 6;
				count += 1;
			}
		}
	}
	return Math.sqrt(sum / count);
}

/** Degrees between two rotations, column-major 4 x 4. */
function turnBetween(a: Float32Array, b: Float32Array): number {
	const length = (m: Float32Array): number => Math.hypot(m[0]!, m[1]!, m[2]!);
	let trace = 0;
	for (const column of [0, 4, 8]) {
		for (let row = 0; row < 3; row++) trace += a[column + row]! * b[column + row]!;
	}
	const cosine = (trace / (length(a) * length(b)) - 1) / 2;
	return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}

test.for(JITTER)(
	'our own tracker is as steady as FaceLandmarker on $clip',
	async ({ clip, most }, { skip }) => {
		if (__SHARED_FOLDER__ === '') return skip('the clips are not on this machine');
		const assets = await assetsOf('official');
		if (typeof assets === 'string') return skip(assets);
		const job = { assets, picture: shared('clip', clip), frames: 120 };

		const ours = await track({ ...job, tracker: 'mesh' });
		const theirs = await track({ ...job, tracker: 'landmarker' });

		expect([ours.tracked, theirs.tracked]).toEqual([120, 120]);
		expect(jitterOf(ours) / jitterOf(theirs)).toBeLessThan(most);
	},
);

test('head pose is MediaPipe’s on the same landmarks, to a tenth of a degree', async ({ skip }) => {
	if (__SHARED_FOLDER__ === '') return skip('the clips are not on this machine');
	const assets = await assetsOf('official');
	if (typeof assets === 'string') return skip(assets);
	const note = (await (await fetch(`${assets.faceModel}/face.json`)).json()) as {
		pose: ConstructorParameters<typeof HeadPose>[0];
	};
	const pose = new HeadPose(note.pose);

	const { meshes, matrices, width, height } = await track({
		tracker: 'landmarker',
		assets,
		picture: shared('clip', CLIP),
		frames: CLIP_FRAMES,
	});

	const matrix = new Float32Array(16);
	for (const [frame, mesh] of meshes.entries()) {
		pose.fit(mesh!, width, height, matrix);
		expect(turnBetween(matrix, matrices[frame]!)).toBeLessThan(0.1);
		for (const at of [12, 13, 14]) {
			expect(matrix[at]!).toBeCloseTo(matrices[frame]![at]!, 1);
		}
	}
});

test('a face that leaves is lost, and found again, as soon as with FaceLandmarker', async ({
	skip,
}) => {
	if (__SHARED_FOLDER__ === '') return skip('the portraits are not on this machine');
	const assets = await assetsOf('official');
	if (typeof assets === 'string') return skip(assets);
	const job = { assets, picture: shared('leaves', PORTRAIT), frames: 18 };

	const seen = (run: Tracked): boolean[] => run.meshes.map((mesh) => mesh !== null);
	const ours = seen(await track({ ...job, tracker: 'mesh' }));
	const theirs = seen(await track({ ...job, tracker: 'landmarker' }));

	expect(ours).toEqual(theirs);
	expect(ours.slice(6, 12)).toEqual(Array.from({ length: 6 }, () => false));
});
