import { describe, expect, it } from 'vitest';
import { ContrastFilter } from '../../../../src/line/align/contrast.ts';
import type { Similarity } from '../../../../src/line/align/index.ts';
import {
	CROP_SIZE,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	IOD_PX,
	identity,
} from '../../../../src/line/align/index.ts';
import { RigidResidual } from '../../../../src/line/align/residual.ts';
import { SyntheticFace, placeFace } from '../../../support/synthetic-face.ts';

const face = new SyntheticFace({ seed: 3, noise: 1 });
const rest = placeFace(IOD_PX, EYE_CENTRE_X, EYE_CENTRE_Y);

function contrastOf(luma: Float32Array): Float32Array {
	const out = new Float32Array(luma.length);
	new ContrastFilter(CROP_SIZE).apply(luma, out);
	return out;
}

const crop = (pose: Similarity) => face.render(pose, CROP_SIZE, CROP_SIZE);

/** Where the found transform puts points of the nose and the eye corners, against the truth, px. */
function missOf(found: Similarity, pose: Similarity): number {
	let sum = 0;
	const points = [
		[0, 0],
		[0, 0.25],
		[0, 0.5],
		[-0.3, 0.02],
		[0.3, 0.02],
	] as const;
	for (const [x, y] of points) {
		const fromX = EYE_CENTRE_X + IOD_PX * x;
		const fromY = EYE_CENTRE_Y + IOD_PX * y;
		sum +=
			(found.a * fromX - found.b * fromY + found.tx - (pose.a * x - pose.b * y + pose.tx)) ** 2 +
			(found.b * fromX + found.a * fromY + found.ty - (pose.b * x + pose.a * y + pose.ty)) ** 2;
	}
	return Math.sqrt(sum / points.length);
}

function residualAgainstRest(): RigidResidual {
	const residual = new RigidResidual();
	residual.setReference(contrastOf(crop(rest)));
	return residual;
}

describe('RigidResidual', () => {
	it.each([0, 0.1, 0.3, 0.7, 1, 1.5])('finds a shift of %d px under noise', (shift) => {
		const residual = residualAgainstRest();
		const found = identity();
		let square = 0;
		for (let k = 0; k < 8; k++) {
			const angle = (k * Math.PI) / 4;
			const pose = placeFace(
				IOD_PX,
				EYE_CENTRE_X + shift * Math.cos(angle),
				EYE_CENTRE_Y + shift * Math.sin(angle),
			);
			expect(residual.measure(contrastOf(crop(pose)), found)).toBe(true);
			square += missOf(found, pose) ** 2 / 8;
		}
		// One grey level of noise in both pictures allows no better than 0.02 px on this nose.
		expect(Math.sqrt(square)).toBeLessThan(0.05);
	});

	it.each([
		['turn of half a degree', 1, 0.5],
		['turn back', 1, -0.5],
		['growth of 1 %', 1.01, 0],
		['shrinking of 1 %, turned and shifted', 0.99, 0.4],
	])('finds a small %s', (_, scale, degrees) => {
		const residual = residualAgainstRest();
		const pose = placeFace(IOD_PX * scale, EYE_CENTRE_X + 0.4, EYE_CENTRE_Y - 0.3, degrees);
		const found = identity();
		expect(residual.measure(contrastOf(crop(pose)), found)).toBe(true);
		// Turn and scale are held back on purpose, by up to a tenth: 0.02 px at half an IOD more.
		expect(missOf(found, pose)).toBeLessThan(0.06);
	});

	it('says no without a reference, and after it was forgotten', () => {
		const residual = new RigidResidual();
		const out = { a: 9, b: 9, tx: 9, ty: 9 };
		const contrast = contrastOf(crop(rest));
		expect(residual.measure(contrast, out)).toBe(false);
		expect(out).toEqual(identity());
		residual.setReference(contrast);
		expect(residual.measure(contrast, out)).toBe(true);
		residual.forget();
		expect(residual.ready).toBe(false);
		expect(residual.measure(contrast, out)).toBe(false);
	});

	it('says no where there is nothing to hold on to', () => {
		const residual = new RigidResidual();
		residual.setReference(new Float32Array(CROP_SIZE * CROP_SIZE));
		expect(residual.measure(contrastOf(crop(rest)), identity())).toBe(false);
	});

	it('is not pulled away by a patch that does something else', () => {
		const residual = residualAgainstRest();
		const pose = placeFace(IOD_PX, EYE_CENTRE_X + 0.5, EYE_CENTRE_Y + 0.2);
		const luma = crop(pose);
		// The end of a lock of hair over an eye corner and the bridge: a tenth of the rigid area.
		for (let y = 40; y < 56; y++) {
			for (let x = 40; x < 50; x++) luma[y * CROP_SIZE + x] = 30;
		}
		const found = identity();
		expect(residual.measure(contrastOf(luma), found)).toBe(true);
		expect(missOf(found, pose)).toBeLessThan(0.5);
	});
});
