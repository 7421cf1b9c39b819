import { describe, expect, it } from 'vitest';
import { CROP_SIZE, IOD_PX, cropX, cropY, identity } from '../../../../src/line/align/index.ts';
import { MOTION_GRID } from '../../../../src/line/motion/index.ts';
import { HeadGuess } from '../../../../src/line/motion/head-guess.ts';
import { depthAt, meshOf, placeFace } from '../../../support/synthetic-face.ts';

const HALF = CROP_SIZE / 2;
/** A frame that is the crop: transforms between them are the identity. */
const still = meshOf(placeFace(IOD_PX, cropX(0), cropY(0)), CROP_SIZE, CROP_SIZE);
const depthOfCell = Float32Array.from({ length: MOTION_GRID ** 2 }, (_, cell) => {
	const x = 8 + 4 * (cell % MOTION_GRID) + 1.5;
	const y = 8 + 4 * Math.floor(cell / MOTION_GRID) + 1.5;
	return 12 * depthAt((x - cropX(0)) / IOD_PX, (y - cropY(0)) / IOD_PX);
});

function guessOf(mesh: Float32Array) {
	const guess = new HeadGuess();
	guess.setReference(still, CROP_SIZE, CROP_SIZE, identity(), depthOfCell, MOTION_GRID);
	const u = new Float32Array(HALF * HALF);
	const v = new Float32Array(HALF * HALF);
	const fits = guess.fit(mesh, CROP_SIZE, CROP_SIZE, identity());
	if (fits) guess.write(u, v);
	return { fits, u, v };
}

/** Pixel of the half-size crop at a place of the face, IOD. */
const at = (x: number, y: number): number =>
	Math.round((cropY(y) - 0.5) / 2) * HALF + Math.round((cropX(x) - 0.5) / 2);

describe('HeadGuess', () => {
	it('expects nothing of a head that is still', () => {
		const { u, v } = guessOf(still);
		for (const value of [...u, ...v]) expect(Math.abs(value)).toBeLessThan(1e-3);
	});

	it('expects of a turned head that its nose runs ahead of its cheeks', () => {
		const angle = (15 * Math.PI) / 180;
		const { u, v } = guessOf(
			still.map((value, i) => (i % 3 === 0 ? value - angle * still[i + 2]! : value)),
		);
		for (const [x, y] of [
			[0, 0.4],
			[0.5, 0.6],
			[-0.4, -0.3],
			[0, -0.5],
		] as const) {
			// Of the half-size crop's pixels.
			const expected = (-angle * depthAt(x, y) * IOD_PX) / 2;
			expect(Math.abs(u[at(x, y)]! - expected)).toBeLessThan(0.25);
			expect(Math.abs(v[at(x, y)]!)).toBeLessThan(0.05);
		}
		expect(u[at(0, 0.4)]! - u[at(0.5, 0.6)]!).toBeGreaterThan(1);
	});

	it('hardly follows a mouth that opens or brows that rise', () => {
		const moved = still.slice();
		for (const point of [
			17, 84, 314, 18, 199, 200, 208, 428, 55, 107, 65, 66, 285, 336, 295, 296,
		]) {
			moved[3 * point + 1]! += 4 / CROP_SIZE;
		}
		const { v } = guessOf(moved);
		for (const value of v) expect(Math.abs(value)).toBeLessThan(0.05);
	});

	it('says when a mesh tells nothing', () => {
		const guess = new HeadGuess();
		const nowhere = new Float32Array(still.length);
		guess.setReference(nowhere, CROP_SIZE, CROP_SIZE, identity(), depthOfCell, MOTION_GRID);
		expect(guess.fit(nowhere, CROP_SIZE, CROP_SIZE, identity())).toBe(false);
	});
});
