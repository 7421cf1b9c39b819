/**
 * How real people's heads and faces move, measured from films of them.
 *
 * In    footage of people who move (films of part `photo` and `portrait` are left out: they stand still)
 * Out   tracks: pieces without lost or turned-away faces and without drawn movements
 * How   head: the person's own shape laid on every mesh (rigid-pose.ts); skin: what is left, about the
 *       face at rest; both smoothed over time just so far that the tracker's jitter goes
 */
import { MESH_POINTS } from '../../line/face/index.ts';
import { quantile } from '../../core/statistics/index.ts';
import type { Footage } from '../footage/index.ts';
import { FACE_POINTS, faceAt } from '../footage/index.ts';
import { EYES } from './face-points.ts';
import { centre, smooth } from './over-time.ts';
import { lipGap, restFace, unturned } from './rest-face.ts';
import type { FaceParts } from './face-points.ts';
import type { RigidPose } from './rigid-pose.ts';
import {
	RIGID_POINTS,
	fitRigid,
	product3,
	rotationBy,
	restingPose,
	rotationOfMatrix,
	vectorOf,
} from './rigid-pose.ts';

/** Rotation vector (rad), shift x, y (IOD), logarithm of size; against the track's mean. */
export const HEAD_FLOATS = 6;

/** A stretch of one person's motion. */
export interface Track {
	readonly person: string;
	readonly source: string;
	readonly fps: number;
	readonly frames: number;
	/** [frames, 6] */
	readonly head: Float32Array;
	/** Displacement of the skin about the face at rest, x, y in IOD of a frontal face, [frames, 468, 2]. */
	readonly skin: Float32Array;
	/** Shift of the irises against the eye corners, IOD, [frames, 2]. */
	readonly gaze: Float32Array;
	/** Share of the eyes' opening that is closed, as the mesh shows it, [frames]. */
	readonly closing: Float32Array;
	/** Share of frames with talk; root mean square of the head's speed, degrees per second. */
	readonly talk: number;
	readonly headDegPerS: number;
}

/** Left out around a drawn movement, s. */
const MARGIN_S = 0.25;
const SHORTEST_S = 1;
/** Slower films blur speech. */
const LEAST_FPS = 20;
const FARTHEST_DEG = 22;
/** Gaussian, ms. Heads are slow and speech is not; both are wider than what jitters from frame to frame. */
const HEAD_SIGMA_MS = 55;
const SKIN_SIGMA_MS = 34;
const GAZE_SIGMA_MS = 45;
/** Range of the lip gap over so long that counts as talk, IOD. */
const TALK_RANGE = 0.06;
const TALK_OVER_S = 0.7;

interface Seen {
	readonly valid: Uint8Array;
	readonly poses: readonly RigidPose[];
	/** [frames, 478, 3], px */
	readonly meshes: Float64Array;
}

/** Tracks of all films that show people in motion. */
export function measureTracks(films: readonly Footage[], parts: FaceParts): Track[] {
	return films
		.filter(({ truth }) => truth.fps >= LEAST_FPS && !['photo', 'portrait'].includes(truth.part))
		.flatMap((film) => tracksOf(film, parts));
}

function tracksOf(film: Footage, parts: FaceParts): Track[] {
	const seen = see(film);
	const usable = [...seen.valid.keys()].filter((frame) => seen.valid[frame] === 1);
	if (usable.length < SHORTEST_S * film.truth.fps) return [];
	const rest = restFace(
		usable.map((frame) => ({ mesh: meshAt(seen, frame), turned: seen.poses[frame]!.rotation })),
		parts,
	);
	for (let frame = 0; frame < film.frames; frame++) {
		if (seen.valid[frame] === 0) continue;
		fitRigid(rest, meshAt(seen, frame), RIGID_POINTS, seen.poses[frame]!);
	}
	const tracks: Track[] = [];
	let from = 0;
	for (let frame = 0; frame <= film.frames; frame++) {
		if (frame < film.frames && seen.valid[frame] === 1) continue;
		if (frame - from >= SHORTEST_S * film.truth.fps) {
			tracks.push(trackOf(film, seen, rest, from, frame));
		}
		from = frame + 1;
	}
	return tracks;
}

const meshAt = ({ meshes }: Seen, frame: number): Float64Array =>
	meshes.subarray(frame * 3 * MESH_POINTS, (frame + 1) * 3 * MESH_POINTS);

/** Meshes in pixels, first poses from the matrices, and which frames can be used. */
function see(film: Footage): Seen {
	const { frames, width, height, truth } = film;
	const valid = new Uint8Array(frames);
	const meshes = new Float64Array(frames * 3 * MESH_POINTS);
	const poses: RigidPose[] = [];
	for (let frame = 0; frame < frames; frame++) {
		const pose = restingPose();
		poses.push(pose);
		const face = faceAt(film, frame);
		if (face?.faces !== 1) continue;
		const out = meshes.subarray(frame * 3 * MESH_POINTS);
		for (let i = 0; i < MESH_POINTS; i++) {
			out[3 * i] = face.points[3 * i]! * width;
			out[3 * i + 1] = face.points[3 * i + 1]! * height;
			out[3 * i + 2] = face.points[3 * i + 2]! * width;
		}
		pose.rotation.set(rotationOfMatrix(face.matrix));
		const turned = vectorOf(pose.rotation);
		const farthest = (FARTHEST_DEG * Math.PI) / 180;
		if (Math.abs(turned[0]!) < farthest && Math.abs(turned[1]!) < farthest) valid[frame] = 1;
	}
	for (const { onset, relaxEnd } of truth.events) {
		const from = Math.max(0, Math.floor(onset - MARGIN_S * truth.fps));
		valid.fill(0, from, Math.ceil(relaxEnd + MARGIN_S * truth.fps) + 1);
	}
	return { valid, poses, meshes };
}

function trackOf(
	{ truth }: Footage,
	seen: Seen,
	rest: Float64Array,
	from: number,
	to: number,
): Track {
	const { fps, person, source } = truth;
	const frames = to - from;
	const head = new Float32Array(frames * HEAD_FLOATS);
	const skin = new Float32Array(frames * 2 * FACE_POINTS);
	const gaze = new Float32Array(frames * 2);
	const opening: number[] = [];
	const gaps: number[] = [];
	const middle = meanRotation(seen.poses.slice(from, to));
	let size = 0;
	for (let frame = from; frame < to; frame++) size += seen.poses[frame]!.scale / frames;
	for (let frame = from; frame < to; frame++) {
		const { rotation, scale, shift } = seen.poses[frame]!;
		const at = (frame - from) * HEAD_FLOATS;
		head.set(vectorOf(product3(rotation, middle, true)), at);
		head[at + 3] = shift[0]! / size;
		head[at + 4] = shift[1]! / size;
		head[at + 5] = Math.log(scale / size);
		const face = unturned(meshAt(seen, frame), rotation, shift, scale);
		const skinAt = (frame - from) * 2 * FACE_POINTS;
		for (let i = 0; i < FACE_POINTS; i++) {
			skin[skinAt + 2 * i] = face[3 * i]! - rest[3 * i]!;
			skin[skinAt + 2 * i + 1] = face[3 * i + 1]! - rest[3 * i + 1]!;
		}
		for (let axis = 0; axis < 2; axis++) gaze[2 * (frame - from) + axis] = irisShift(face, axis);
		opening.push(eyeOpening(face));
		gaps.push(lipGap(face));
	}
	withoutTurning(skin, head, frames);
	for (let part = 3; part < HEAD_FLOATS; part++) centre(head, HEAD_FLOATS, part);
	for (let part = 0; part < 2; part++) centre(gaze, 2, part);
	smooth(head, HEAD_FLOATS, (HEAD_SIGMA_MS * fps) / 1000);
	smooth(skin, 2 * FACE_POINTS, (SKIN_SIGMA_MS * fps) / 1000);
	smooth(gaze, 2, (GAZE_SIGMA_MS * fps) / 1000);
	const usual = quantile(opening, 0.7);
	return {
		person,
		source,
		fps,
		frames,
		head,
		skin,
		gaze,
		closing: Float32Array.from(opening, (now) => Math.max(0, 1 - now / usual)),
		talk: talkShare(gaps, fps),
		headDegPerS: headSpeed(head, frames, fps),
	};
}

function meanRotation(poses: readonly RigidPose[]): Float64Array {
	const first = poses[0]!.rotation;
	const sum = new Float64Array(3);
	for (const { rotation } of poses) {
		const away = vectorOf(product3(rotation, first, true));
		for (let axis = 0; axis < 3; axis++) sum[axis]! += away[axis]! / poses.length;
	}
	const [x, y, z] = sum;
	const turn = restingPose().rotation;
	rotationBy(x!, y!, z!, turn);
	return product3(turn, first);
}

function irisShift(face: Float64Array, axis: number): number {
	let sum = 0;
	for (const { iris, outer, inner } of EYES) {
		sum += face[3 * iris + axis]! - (face[3 * outer + axis]! + face[3 * inner + axis]!) / 2;
	}
	return sum / 2;
}

function eyeOpening(face: Float64Array): number {
	let sum = 0;
	for (const { upper, lower } of EYES) {
		for (const k of [2, 3, 4]) sum += (face[3 * lower[k]! + 1]! - face[3 * upper[k]! + 1]!) / 6;
	}
	return sum;
}

/** The mesh itself bends a little as a head turns: what goes with pitch and yaw is taken out. */
function withoutTurning(skin: Float32Array, head: Float32Array, frames: number): void {
	const row = 2 * FACE_POINTS;
	let xx = 1e-4 * frames;
	let xy = 0;
	let yy = 1e-4 * frames;
	for (let t = 0; t < frames; t++) {
		const x = head[t * HEAD_FLOATS]!;
		const y = head[t * HEAD_FLOATS + 1]!;
		xx += x * x;
		xy += x * y;
		yy += y * y;
	}
	const det = xx * yy - xy * xy;
	for (let i = 0; i < row; i++) {
		let xs = 0;
		let ys = 0;
		for (let t = 0; t < frames; t++) {
			const value = skin[t * row + i]!;
			xs += head[t * HEAD_FLOATS]! * value;
			ys += head[t * HEAD_FLOATS + 1]! * value;
		}
		const a = (xs * yy - ys * xy) / det;
		const b = (ys * xx - xs * xy) / det;
		for (let t = 0; t < frames; t++) {
			skin[t * row + i]! -= a * head[t * HEAD_FLOATS]! + b * head[t * HEAD_FLOATS + 1]!;
		}
	}
}

function talkShare(gaps: readonly number[], fps: number): number {
	const over = Math.round(TALK_OVER_S * fps);
	let talking = 0;
	for (let t = 0; t < gaps.length; t++) {
		const near = gaps.slice(Math.max(0, t - over), t + 1);
		if (Math.max(...near) - Math.min(...near) > TALK_RANGE) talking += 1;
	}
	return talking / gaps.length;
}

function headSpeed(head: Float32Array, frames: number, fps: number): number {
	let sum = 0;
	for (let t = 1; t < frames; t++) {
		for (let axis = 0; axis < 3; axis++) {
			sum += (head[t * HEAD_FLOATS + axis]! - head[(t - 1) * HEAD_FLOATS + axis]!) ** 2;
		}
	}
	return (Math.sqrt(sum / Math.max(1, frames - 1)) * fps * 180) / Math.PI;
}
