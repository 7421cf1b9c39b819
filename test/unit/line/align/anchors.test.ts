import { describe, expect, it } from 'vitest';
import { AnchorFit } from '../../../../src/line/align/anchors.ts';
import { EYE_CENTRE_Y, identity } from '../../../../src/line/align/index.ts';
import { meshOf, placeFace } from '../../../support/synthetic-face.ts';

const SIZE = 400;
const pose = placeFace(80, 200, 180);
const FOREHEAD = [10, 151, 9, 8];

/** The face with its forehead drawn up by this many pixels: another person, or raised brows. */
function withForehead(upPx: number): Float32Array {
	const mesh = meshOf(pose, SIZE, SIZE);
	for (const point of FOREHEAD) mesh[3 * point + 1]! -= upPx / SIZE;
	return mesh;
}

/** Height in the crop at which the line through the eyes comes to lie. */
function eyeRow(fit: AnchorFit, mesh: Float32Array): number {
	const t = identity();
	fit.fit(mesh, SIZE, SIZE, t);
	return (pose.ty - t.ty) / t.a;
}

describe('AnchorFit', () => {
	it('fits the template of the person: everybody’s eyes come to lie on the same row', () => {
		for (const up of [0, 12, -8]) {
			expect(eyeRow(new AnchorFit(), withForehead(up))).toBeCloseTo(EYE_CENTRE_Y, 3);
		}
	});

	it('keeps the template once it knows the person, and forgets it with them', () => {
		const fit = new AnchorFit();
		for (let k = 0; k < 40; k++) eyeRow(fit, withForehead(0));
		const moved = eyeRow(fit, withForehead(12));
		expect(Math.abs(moved - EYE_CENTRE_Y)).toBeGreaterThan(0.5);
		// However long it lasts: a template that followed would hide a slow movement.
		for (let k = 0; k < 200; k++) eyeRow(fit, withForehead(12));
		expect(eyeRow(fit, withForehead(12))).toBeCloseTo(moved, 6);
		fit.reset();
		expect(eyeRow(fit, withForehead(12))).toBeCloseTo(EYE_CENTRE_Y, 3);
	});
});
