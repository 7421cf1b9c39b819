import { describe, expect, it } from 'vitest';
import type { AlignedCrop } from '../../../../src/line/align/index.ts';
import {
	Aligner,
	CROP_SIZE,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	IOD_PX,
	cropX,
	cropY,
} from '../../../../src/line/align/index.ts';
import type { Random } from '../../../../src/core/kernel/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { DenseFlow } from '../../../../src/line/motion/index.ts';
import { SyntheticFace, meshOf, placeFace, planeOf } from '../../../support/synthetic-face.ts';

const WIDTH = 260;
const HEIGHT = 240;
const IOD = 70;
const face = new SyntheticFace({ seed: 5, noise: 2 });

type Pose = ReturnType<typeof placeFace>;

const pictureOf = (pose: Pose) => planeOf(face.render(pose, WIDTH, HEIGHT), WIDTH, HEIGHT);

function align(aligner: Aligner, pose: Pose, jitterPx: number, random: Random): AlignedCrop {
	return aligner.align(pictureOf(pose), meshOf(pose, WIDTH, HEIGHT, { jitterPx, random }));
}

/** Mean flow over the middle of the face, crop px. */
function shiftOf(flow: DenseFlow, contrast: Float32Array): [x: number, y: number] {
	flow.measure(contrast);
	let u = 0;
	let v = 0;
	let count = 0;
	for (let y = cropY(-0.3); y < cropY(0.9); y++) {
		for (let x = Math.floor(cropX(-0.6)); x < cropX(0.6); x++) {
			u += flow.u[Math.floor(y) * CROP_SIZE + x]!;
			v += flow.v[Math.floor(y) * CROP_SIZE + x]!;
			count += 1;
		}
	}
	return [u / count, v / count];
}

describe('Aligner', () => {
	it('puts the eyes where the canonical frame has them, whatever the pose', () => {
		const random = seeded(1);
		for (const pose of [
			placeFace(IOD, 130, 100),
			placeFace(55, 120, 90, 12),
			placeFace(90, 140, 110, -20),
		]) {
			const { toFrame: t } = align(new Aligner(), pose, 0, random);
			for (const [x, y] of [
				[-0.5, 0],
				[0.5, 0],
				[0, 1],
			] as const) {
				const fromX = EYE_CENTRE_X + IOD_PX * x;
				const fromY = EYE_CENTRE_Y + IOD_PX * y;
				expect(t.a * fromX - t.b * fromY + t.tx).toBeCloseTo(pose.a * x - pose.b * y + pose.tx, 3);
				expect(t.b * fromX + t.a * fromY + t.ty).toBeCloseTo(pose.b * x + pose.a * y + pose.ty, 3);
			}
		}
	});

	it('shows the same crop of a face near and far', () => {
		const random = seeded(2);
		const near = align(new Aligner(), placeFace(80, 130, 100), 0, random).luma.slice();
		const far = align(new Aligner(), placeFace(50, 130, 100), 0, random).luma.slice();
		let square = 0;
		let count = 0;
		for (let y = 24; y < 100; y++) {
			for (let x = 24; x < 104; x++) {
				square += (near[y * CROP_SIZE + x]! - far[y * CROP_SIZE + x]!) ** 2;
				count += 1;
			}
		}
		// Camera noise of 2 grey levels in both, and the far one's pixels are larger than its pores.
		expect(Math.sqrt(square / count)).toBeLessThan(5);
	});

	it('keeps crops still to a twentieth of a pixel where jittery landmarks alone do not', () => {
		const random = seeded(3);
		const walk = Array.from({ length: 24 }, (_, k) =>
			placeFace(IOD, 130 + 3 * Math.sin(k / 5), 100 + 2 * Math.cos(k / 7), Math.sin(k / 6)),
		);
		const spread = (withReference: boolean) => {
			const aligner = new Aligner();
			const flow = new DenseFlow();
			let square = 0;
			walk.forEach((pose, k) => {
				const crop = align(aligner, pose, 0.8, random);
				if (k === 0) {
					flow.setReference(crop.contrast);
					if (withReference) aligner.setReference(pictureOf(pose));
					expect(crop.residualPx).toBeNaN();
					return;
				}
				if (withReference) expect(crop.residualPx).toBeGreaterThan(0);
				const [u, v] = shiftOf(flow, crop.contrast);
				square += (u * u + v * v) / (walk.length - 1);
			});
			return Math.sqrt(square);
		};
		expect(spread(true)).toBeLessThan(0.05);
		expect(spread(false)).toBeGreaterThan(0.12);
	});

	it('does not walk off a face whose nose has run ahead of its eyes', () => {
		const random = seeded(6);
		const pose = placeFace(IOD, 130, 100);
		const picture = pictureOf(pose);
		const mesh = meshOf(pose, WIDTH, HEIGHT, { jitterPx: 0, random });
		// Landmarks that have moved on by 4 px while the pixels of the nose stayed, step by step.
		const aligner = new Aligner();
		aligner.align(picture, mesh);
		aligner.setReference(picture);
		for (let k = 1; k <= 8; k++) {
			const ahead = mesh.map((value, i) => (i % 3 === 0 ? value + (0.5 * k) / WIDTH : value));
			aligner.align(picture, ahead);
			aligner.setReference(picture);
		}
		const ahead = mesh.map((value, i) => (i % 3 === 0 ? value + 4 / WIDTH : value));
		const byLandmarks = new Aligner().align(picture, mesh).toFrame.tx + 4;
		// Never further from the landmarks than the limit for jitter and a step.
		const offPx = Math.abs(aligner.align(picture, ahead).toFrame.tx - byLandmarks);
		expect((offPx * IOD_PX) / IOD).toBeLessThan(1.6);
	});

	it('starts anew after reset: no reference, no template of the last person', () => {
		const random = seeded(4);
		const aligner = new Aligner();
		const first = placeFace(IOD, 130, 100);
		align(aligner, first, 0, random);
		aligner.setReference(pictureOf(first));
		align(aligner, placeFace(IOD, 131, 100), 0, random);
		expect(aligner.crop.residualPx).toBeGreaterThan(0);
		aligner.reset();
		const pose = placeFace(52, 110, 120, 8);
		const { residualPx, toFrame } = align(aligner, pose, 0, random);
		expect(residualPx).toBeNaN();
		expect(Math.hypot(toFrame.a, toFrame.b) * IOD_PX).toBeCloseTo(52, 3);
	});
});
