import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import { FaceLine } from '../../../../src/line/pipeline/index.ts';
import { SyntheticFace, meshOf, placeFace, planeOf } from '../../../support/synthetic-face.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const WIDTH = 320;
const HEIGHT = 240;
const PICTURES = 6;
const FRAMES = 150;

it('a frame takes no array', () => {
	const face = new SyntheticFace({ seed: 5, noise: 1 });
	const frames = Array.from({ length: PICTURES }, (_, i) => {
		const pose = placeFace(70, 160 + i / 4, 100 + i / 6);
		return {
			luma: planeOf(face.render(pose, WIDTH, HEIGHT), WIDTH, HEIGHT),
			points: meshOf(pose, WIDTH, HEIGHT, {}),
		};
	});
	const matrix = new Float32Array(16);
	matrix[0] = matrix[5] = matrix[10] = matrix[15] = 1;
	const line = new FaceLine();
	line.configure({ falseAlarmsPerMinute: 1, readingCoverage: 1 });
	const colour = { fullRange: true, matrix: 'bt601' } as const;
	// Sets of planes and meshes are the caller's.
	const given = frames.map(({ luma, points }) => ({
		planes: { luma, chromaU: null, chromaV: null, colour },
		mesh: { points, matrix, faces: 1 },
	}));
	let index = 0;
	const run = (count: number): void => {
		for (let k = 0; k < count; k++, index++) {
			const { planes, mesh } = given[index % PICTURES]!;
			const at = millis((index * 1000) / 30);
			line.measure(planes, mesh, at);
			line.spot(at, index);
		}
	};
	// Until the code is compiled and the rings have gone round.
	run(3 * FRAMES);
	collect();
	const before = process.memoryUsage();
	run(FRAMES);
	const after = process.memoryUsage();

	// Numbers that are boxed until the code is compiled are on another heap.
	expect(after.arrayBuffers - before.arrayBuffers).toBeLessThanOrEqual(0);
});
