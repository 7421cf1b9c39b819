/**
 * A film that was never taken: a photograph that moves as real people do, as footage.
 *
 * Memory  meshes of all frames (6 kB each); luminance is drawn when it is asked for, the same however often
 * Cost    some 5 ms a frame at 1 frame pixel a px200
 */
import type { Random } from '../../core/kernel/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import type { FilmTruth, Footage } from '../footage/index.ts';
import { MATRIX_FLOATS, MESH_FLOATS } from '../footage/index.ts';
import { Activity } from './activity.ts';
import { Camera } from './camera.ts';
import { Glasses } from './glasses.ts';
import type { DrawnMovement, MovementStyle } from './movement.ts';
import { drawMovements, strengthAt, truthOf } from './movement.ts';
import type { Following } from './moved-points.ts';
import { EXACTLY } from './moved-points.ts';
import type { SitterScene } from './painter.ts';
import { Painter } from './painter.ts';
import type { FaceMoment } from './face-moment.ts';
import { newMoment } from './face-moment.ts';
import type { FilmKind, Repertoire } from './performance.ts';
import { Performance } from './performance.ts';
import { matrixOfRotation, product3, restingPose, rotationBy } from './rigid-pose.ts';
import { Sitter } from './sitter.ts';
import { TrackerJitter } from './tracker-jitter.ts';

/** What to draw. */
export interface FilmScript {
	readonly name: string;
	readonly kind: FilmKind;
	readonly portrait: Footage;
	readonly seconds: number;
	readonly fps: number;
	/** Frame pixels per px200. */
	readonly pxPerPx200: number;
	readonly glasses: boolean;
	/** Null: nothing is drawn on top. */
	readonly movements: MovementStyle | null;
}

/**
 * The tracker's lids go so much of the real ones' way, and its skin in a movement.
 *
 * Measured on 14 films drawn here, through MediaPipe's tracker: lids 0.36 to 0.81 over 8 blinks;
 * movements of 3 px200 0.41 to 0.71 over 18, median 0.5.
 */
const LIDS_FOLLOW = [0.45, 0.85] as const;
const MOVEMENTS_FOLLOW = [0.4, 0.7] as const;
/** Jitter against what was measured (tracker-jitter.ts): at no noise, and more by deviations of it. */
const JITTER = { least: 0.6, noise: 0.6, scatter: 0.3 };
/** Below this share of the peak nothing is drawn. */
const LEAST_STRENGTH = 0.004;

/** Cameras stand 45 to 90 cm away; light comes from above and from one side. */
function drawSurroundings(glasses: Glasses | null, random: Random): SitterScene {
	const side = random.uniform(-0.8, 0.8);
	const above = random.uniform(-0.8, 0.1);
	const length = Math.hypot(side, above, 1);
	return {
		distance: random.uniform(7, 14),
		light: [side / length, above / length, -1 / length],
		directed: random.uniform(0.3, 0.9),
		glasses,
	};
}

export class DrawnFootage implements Footage {
	readonly name: string;
	readonly kind: FilmKind;
	/** Whose motion is in it; the face is that of `truth.person`. */
	readonly people: readonly string[];
	readonly truth: FilmTruth;
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	readonly times: Float64Array;
	readonly faces: Uint8Array;
	readonly meshes: Float32Array;
	readonly matrices: Float32Array;
	/** What was drawn on top, in order of time. */
	readonly movements: readonly DrawnMovement[];
	readonly #performance: Performance;
	readonly #painter: Painter;
	readonly #camera: Camera;
	readonly #moment: FaceMoment = newMoment();
	readonly #light: Float32Array;

	/** @param face mean face, IOD, [468, 2] */
	constructor(script: FilmScript, repertoire: Repertoire, face: Float64Array, seed: number) {
		const { portrait, seconds, fps, kind, pxPerPx200 } = script;
		const random = seeded(seed);
		this.name = script.name;
		this.kind = kind;
		this.#performance = new Performance(kind, repertoire, seconds, random);
		this.people = this.#performance.people;
		const scene = drawSurroundings(script.glasses ? new Glasses(random) : null, random);
		this.#painter = new Painter(new Sitter(portrait, face, pxPerPx200), pxPerPx200, scene);
		this.width = this.#painter.width;
		this.height = this.#painter.height;
		this.#light = new Float32Array(this.width * this.height);
		this.#camera = new Camera(seconds, fps, random);
		this.frames = Math.round(seconds * fps);
		this.times = Float64Array.from({ length: this.frames }, (_, frame) => (1000 * frame) / fps);
		this.faces = new Uint8Array(this.frames).fill(1);
		this.meshes = new Float32Array(this.frames * MESH_FLOATS);
		this.matrices = new Float32Array(this.frames * MATRIX_FLOATS);
		const activity = new Activity(fps);
		for (let frame = 0; frame < this.frames; frame++) {
			this.#performance.at(this.times[frame]! / 1000, this.#moment);
			activity.add(this.#moment);
		}
		const { person, source } = portrait.truth;
		const plain: FilmTruth = {
			file: script.name,
			fps,
			part: kind,
			person,
			source,
			events: [],
			nuisances: activity.nuisances(),
		};
		this.movements =
			script.movements === null
				? []
				: drawMovements(plain, this.times, this.faces, random, script.movements);
		this.truth = {
			...plain,
			events: this.movements.map((movement) => truthOf(movement, this.times)),
		};
		const unrest =
			(JITTER.least + JITTER.noise * this.#camera.noise) *
			Math.exp(JITTER.scatter * random.normal());
		const jitter = new TrackerJitter(face, fps, unrest, random);
		const following = {
			lids: random.uniform(...LIDS_FOLLOW),
			movement: random.uniform(...MOVEMENTS_FOLLOW),
			depthError: (point: number, depth: number) => jitter.depthError(point, depth),
		};
		this.#writeMeshes(jitter, following, pxPerPx200, portrait);
	}

	readLuma(frame: number, out: Uint8Array): void {
		const seconds = this.times[frame]! / 1000;
		this.#goTo(seconds);
		this.#painter.paint(this.#moment, this.#light);
		this.#camera.take(this.#light, this.width, this.height, frame, seconds, out);
	}

	/** Where the points of a frame's mesh really are, 0..1 of the frame, into `out` [478, 3]. */
	trueMesh(frame: number, out: Float32Array): void {
		this.#goTo(this.times[frame]! / 1000);
		this.#painter.moved.mesh(this.#moment, EXACTLY, out);
	}

	#goTo(seconds: number): void {
		this.#performance.at(seconds, this.#moment);
		let drawn: DrawnMovement | null = null;
		let most = LEAST_STRENGTH;
		for (const movement of this.movements) {
			const strength = strengthAt(movement, seconds);
			if (strength < most) continue;
			most = strength;
			drawn = movement;
		}
		this.#painter.moved.setMovement(drawn, most);
	}

	#writeMeshes(
		jitter: TrackerJitter,
		following: Following,
		pxPerPx200: number,
		{ matrices }: Footage,
	): void {
		const turn = restingPose().rotation;
		const shaken = restingPose().rotation;
		const seenFrom = this.#painter.sitter.rotation;
		for (let frame = 0; frame < this.frames; frame++) {
			this.#goTo(this.times[frame]! / 1000);
			const mesh = this.meshes.subarray(frame * MESH_FLOATS, (frame + 1) * MESH_FLOATS);
			this.#painter.moved.mesh(this.#moment, following, mesh);
			const pose = jitter.shake(mesh, this.width, this.height, pxPerPx200);
			const { head } = this.#moment;
			rotationBy(head[0]!, head[1]!, head[2]!, turn);
			rotationBy(pose[0]!, pose[1]!, pose[2]!, shaken);
			const matrix = this.matrices.subarray(frame * MATRIX_FLOATS, (frame + 1) * MATRIX_FLOATS);
			matrix.set(matrices.subarray(0, MATRIX_FLOATS));
			matrixOfRotation(product3(shaken, product3(turn, seenFrom)), matrix);
		}
	}
}
