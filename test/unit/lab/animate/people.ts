/** A person who talks and nods, known to the digit, and one who stands still in a photograph. */
import { MATRIX_FLOATS, MESH_FLOATS } from '../../../../src/lab/footage/index.ts';
import type { FilmTruth, Footage } from '../../../../src/lab/footage/index.ts';
import { EYES, LOWER_LIP_EDGE, UPPER_LIP_EDGE } from '../../../../src/lab/animate/face-points.ts';
import { depthAt, meshOf, placeFace } from '../../../support/synthetic-face.ts';
import { stillPortrait } from '../train/still-portrait.ts';

const WIDTH = 400;
const HEIGHT = 440;
const IOD_PX = 105;
const MIDDLE = { x: 200, y: 170 };
const FPS = 25;

/** Lips part by so much and so often, IOD and times a second; the head rolls, rad. */
export const TALK = { iod: 0.1, hertz: 2 };
export const ROLL = { rad: 0.05, hertz: 0.5 };

const upright = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

function withDepth(mesh: Float32Array): Float32Array {
	for (let i = 0; i < mesh.length; i += 3) {
		const x = (mesh[i]! * WIDTH - MIDDLE.x) / IOD_PX;
		const y = (mesh[i + 1]! * HEIGHT - MIDDLE.y) / IOD_PX;
		mesh[i + 2] = (depthAt(x, y) * IOD_PX) / WIDTH;
	}
	return mesh;
}

/** Lids and lips where they belong: openings in the face are drawn through them. */
function withOpenings(mesh: Float32Array): Float32Array {
	const put = (point: number, x: number, y: number): void => {
		mesh[3 * point] = (MIDDLE.x + IOD_PX * x) / WIDTH;
		mesh[3 * point + 1] = (MIDDLE.y + IOD_PX * y) / HEIGHT;
	};
	for (const [side, { upper, lower, fold, rim, iris }] of EYES.entries()) {
		const sign = side === 0 ? -1 : 1;
		put(iris, 0.5 * sign, 0);
		for (const [k, lid] of upper.entries()) {
			const x = sign * (0.66 - 0.32 * (k / 6));
			const half = 0.07 * Math.sin((Math.PI * (k + 1)) / 8);
			put(lid, x, -half);
			put(lower[k]!, x, half);
			put(fold[k]!, x, -half - 0.06);
			put(rim[k]!, x, half + 0.06);
		}
	}
	for (const [edge, y] of [
		[UPPER_LIP_EDGE, 0.93],
		[LOWER_LIP_EDGE, 0.932],
	] as const) {
		for (const [k, point] of edge.entries()) put(point, -0.3 + 0.06 * k, y);
	}
	return mesh;
}

export function portraitOf(seed: number): Footage {
	const portrait = stillPortrait(seed);
	return { ...portrait, meshes: withDepth(withOpenings(portrait.meshes)), matrices: upright };
}

/** Film of somebody who talks; `truth` says what else is known of it. */
export function talkerOf(person: string, seconds: number, truth: Partial<FilmTruth> = {}): Footage {
	const frames = Math.round(seconds * FPS);
	const times = Float64Array.from({ length: frames }, (_, frame) => (1000 * frame) / FPS);
	const meshes = new Float32Array(frames * MESH_FLOATS);
	const matrices = new Float32Array(frames * MATRIX_FLOATS);
	for (let frame = 0; frame < frames; frame++) {
		const t = frame / FPS;
		const lips = TALK.iod * (0.5 - 0.5 * Math.cos(2 * Math.PI * TALK.hertz * t));
		const roll = ROLL.rad * Math.sin(2 * Math.PI * ROLL.hertz * t);
		const still = withDepth(meshOf(placeFace(IOD_PX, MIDDLE.x, MIDDLE.y), WIDTH, HEIGHT, { lips }));
		const mesh = meshes.subarray(frame * MESH_FLOATS, (frame + 1) * MESH_FLOATS);
		for (let i = 0; i < mesh.length; i += 3) {
			const x = still[i]! * WIDTH - MIDDLE.x;
			const y = still[i + 1]! * HEIGHT - MIDDLE.y;
			mesh[i] = (MIDDLE.x + Math.cos(roll) * x - Math.sin(roll) * y) / WIDTH;
			mesh[i + 1] = (MIDDLE.y + Math.sin(roll) * x + Math.cos(roll) * y) / HEIGHT;
			mesh[i + 2] = still[i + 2]!;
		}
		const [c, s] = [Math.cos(roll), Math.sin(roll)];
		// y up: the same turn runs the other way around.
		matrices.set([c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], frame * MATRIX_FLOATS);
	}
	return {
		name: person,
		truth: {
			file: `${person}.mp4`,
			fps: FPS,
			part: 'video',
			person,
			source: person,
			events: [],
			nuisances: [],
			...truth,
		},
		width: WIDTH,
		height: HEIGHT,
		frames,
		times,
		faces: new Uint8Array(frames).fill(1),
		meshes,
		matrices,
		readLuma: (_frame, out) => out.fill(128),
	};
}
