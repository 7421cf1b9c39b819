/** A textured synthetic face as a portrait: a film of one frame. */
import { MATRIX_FLOATS, MESH_FLOATS } from '../../../../src/lab/footage/index.ts';
import type { Footage } from '../../../../src/lab/footage/index.ts';
import { SyntheticFace, meshOf, placeFace, planeOf } from '../../../support/synthetic-face.ts';

const WIDTH = 400;
const HEIGHT = 440;

export function stillPortrait(seed: number): Footage {
	const pose = placeFace(105, WIDTH / 2, 170);
	const face = new SyntheticFace({ seed });
	const plane = planeOf(face.render(pose, WIDTH, HEIGHT), WIDTH, HEIGHT);
	const name = `portrait-${seed}`;
	return {
		name,
		truth: {
			file: name,
			fps: 30,
			part: 'portrait',
			person: name,
			source: name,
			events: [],
			nuisances: [],
		},
		width: WIDTH,
		height: HEIGHT,
		frames: 1,
		times: new Float64Array(1),
		faces: Uint8Array.of(1),
		meshes: meshOf(pose, WIDTH, HEIGHT).slice(0, MESH_FLOATS),
		matrices: new Float32Array(MATRIX_FLOATS),
		readLuma: (_frame, out) => out.set(plane.data),
	};
}
