import { describe, expect, it } from 'vitest';
import {
	ACTION_UNITS,
	ActionUnitField,
	ActorFace,
	lipLine,
	restPose,
	unitIndex,
} from '../../../../src/study/actor/index.ts';
import type { ActorPose } from '../../../../src/study/actor/index.ts';

const SIZE = { width: 480, height: 360 };
const face = new ActorFace({ ...SIZE, seed: 0 });
/** The same person without a sensor in between. */
const clean = new ActorFace({ ...SIZE, seed: 0, noise: 0 });

function drawn(by: ActorFace, pose: ActorPose, noiseSeed = 1): Uint8ClampedArray {
	const out = new Uint8ClampedArray(by.width * by.height * 4);
	by.render(pose, noiseSeed, out);
	return out;
}

const same = (a: Uint8ClampedArray, b: Uint8ClampedArray): boolean =>
	a.every((value, i) => value === b[i]);

function posed(change: (pose: ActorPose) => void): ActorPose {
	const pose = restPose();
	change(pose);
	return pose;
}

const contracted = (au: number, left: number, right = left): ActorPose =>
	posed((pose) => {
		pose.left[unitIndex(au)] = left;
		pose.right[unitIndex(au)] = right;
	});

/** Green at a place between pixels. */
function sample(picture: Uint8ClampedArray, x: number, y: number): number {
	const ix = Math.floor(x);
	const iy = Math.floor(y);
	const fx = x - ix;
	const fy = y - iy;
	const at = (c: number, r: number): number => picture[4 * ((iy + r) * SIZE.width + ix + c) + 1]!;
	return (
		(at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
	);
}

describe('drawing', () => {
	it('gives the same bytes with a portrait that was painted before', () => {
		const small = { width: 160, height: 120, seed: 3 };
		const pose = contracted(4, 0.5);
		const painted = new ActorFace(small);
		const given = new ActorFace({ ...small, portrait: painted.portrait.slice() });
		expect(same(drawn(painted, pose), drawn(given, pose))).toBe(true);
		const foreign = { ...small, width: 176, portrait: painted.portrait };
		expect(() => new ActorFace(foreign)).toThrow(RangeError);
	});

	it('gives the same bytes for the same seed, others for another', () => {
		const small = { width: 160, height: 120 };
		const pose = contracted(12, 0.2);
		const [one, again] = [0, 0].map((seed) => new ActorFace({ ...small, seed })) as [
			ActorFace,
			ActorFace,
		];
		expect(same(drawn(one, pose), drawn(again, pose))).toBe(true);
		expect(same(drawn(one, pose), drawn(one, pose, 2))).toBe(false);
		const other = new ActorFace({ ...small, seed: 1 });
		expect(same(drawn(one, pose), drawn(other, pose))).toBe(false);
	});

	it('shows only noise where nothing moves', () => {
		const a = drawn(face, restPose(), 1);
		const b = drawn(face, restPose(), 2);
		let sum = 0;
		let squares = 0;
		const count = a.length / 4;
		for (let i = 1; i < a.length; i += 4) {
			const difference = b[i]! - a[i]!;
			sum += difference;
			squares += difference * difference;
		}
		expect(Math.abs(sum / count)).toBeLessThan(0.03);
		// 1.3 levels twice, plus rounding
		expect(Math.sqrt(squares / count)).toBeGreaterThan(1.7);
		expect(Math.sqrt(squares / count)).toBeLessThan(2.1);
	});

	it('refuses a picture of another size', () => {
		expect(() => face.render(restPose(), 1, new Uint8ClampedArray(64))).toThrow(RangeError);
	});
});

/**
 * How far skin was drawn to move, as a share of what the field says: the share at which the moved
 * picture, read along the field, is most like the picture at rest.
 */
function drawnShare(au: number, intensity: number, x: number, y: number, reach: number): number {
	const rest = drawn(clean, restPose());
	const moved = drawn(clean, contracted(au, intensity));
	const field = new ActionUnitField(ACTION_UNITS[unitIndex(au)]!);
	const out = new Float64Array(2);
	const error = (share: number): number => {
		let sum = 0;
		for (let v = -reach; v <= reach; v += 0.01) {
			for (let u = -reach; u <= reach; u += 0.01) {
				out.fill(0);
				field.add(x + u, y + v, intensity, intensity, out);
				const px = clean.centreX + (x + u) * clean.iodPx;
				const py = clean.centreY + (y + v) * clean.iodPx;
				const [dx, dy] = [out[0]! * share * clean.iodPx, out[1]! * share * clean.iodPx];
				sum += (sample(moved, px + dx, py + dy) - sample(rest, px, py)) ** 2;
			}
		}
		return sum;
	};
	let best = 0;
	for (let share = 0.5; share <= 1.5; share += 0.01) if (error(share) < error(best)) best = share;
	return best;
}

describe('motion', () => {
	it.each([
		[12, 0.22, 0.44, 1.02],
		[12, 0.22, 0.6, 0.7],
		[4, 0.4, 0.3, -0.33],
		[2, 0.3, 0.62, -0.34],
		[1, 0.4, 0.24, -0.32],
		[17, 0.25, 0, 1.18],
		[15, 0.4, 0.42, 1.1],
		[6, 0.3, 0.6, 0.4],
	])('of action unit %d at %d is drawn as its field says, at (%d, %d)', (au, intensity, x, y) => {
		const share = drawnShare(au, intensity, x, y, 0.12);
		expect(share).toBeGreaterThan(0.92);
		expect(share).toBeLessThan(1.08);
	});

	it('`place` is the field plus nothing at rest of the head', () => {
		const out = new Float64Array(2);
		new ActionUnitField(ACTION_UNITS[unitIndex(12)]!).add(0.44, 0.98, 0.3, 0.3, out);
		const [x, y] = face.place(contracted(12, 0.3), 0.44, 0.98);
		expect(x).toBeCloseTo(face.centreX + (0.44 + out[0]!) * face.iodPx, 1);
		expect(y).toBeCloseTo(face.centreY + (0.98 + out[1]!) * face.iodPx, 1);
	});

	it('of one side stays on it: the subject’s left is the picture’s right', () => {
		const rest = drawn(clean, restPose());
		const moved = drawn(clean, contracted(12, 0.4, 0));
		const change = (x: number): number => {
			let sum = 0;
			for (let u = -0.12; u <= 0.12; u += 0.015) {
				for (let v = -0.12; v <= 0.12; v += 0.015) {
					const px = clean.centreX + (x + u) * clean.iodPx;
					const py = clean.centreY + (1.05 + v) * clean.iodPx;
					sum += Math.abs(sample(moved, px, py) - sample(rest, px, py));
				}
			}
			return sum;
		};
		expect(change(0.42)).toBeGreaterThan(20 * change(-0.42));
	});

	it('of the head carries the whole face', () => {
		const pose = posed((p) => {
			// whole pixels, so that both pictures are read alike
			p.x = 7 / clean.iodPx;
			p.y = -4 / clean.iodPx;
		});
		const rest = drawn(clean, restPose());
		const moved = drawn(clean, pose);
		for (const [x, y] of [
			[-0.5, -0.33],
			[0.42, 1.05],
			[0.1, 0.65],
		] as const) {
			const [px, py] = clean.place(restPose(), x, y);
			const [qx, qy] = clean.place(pose, x, y);
			expect(qx - px).toBeCloseTo(7, 6);
			expect(qy - py).toBeCloseTo(-4, 6);
			expect(Math.abs(sample(moved, qx, qy) - sample(rest, px, py))).toBeLessThan(2);
		}
	});
});

describe('openings', () => {
	const looking = (aperture: number, gazeX: number): Uint8ClampedArray =>
		drawn(
			clean,
			posed((pose) => {
				pose.aperture = aperture;
				pose.gazeX = gazeX;
			}),
		);

	it('a blink covers the eyes: what they do behind the lids cannot be seen', () => {
		expect(same(looking(1, 0), looking(1, 0.05))).toBe(false);
		expect(same(looking(0.3, 0), looking(0.3, 0.05))).toBe(false);
		expect(same(looking(0, 0), looking(0, 0.05))).toBe(true);
	});

	it('a jaw that drops shows the inside of the mouth', () => {
		const pose = posed((p) => {
			p.jaw = 0.35;
		});
		const line = lipLine(0, clean.look);
		const [, upper] = clean.place(pose, 0, line, true);
		const [x, lower] = clean.place(pose, 0, line, false);
		expect(lower - upper).toBeGreaterThan(0.06 * clean.iodPx);
		const open = sample(drawn(clean, pose), x, lower - 2);
		const lip = sample(drawn(clean, restPose()), x, clean.centreY + (line + 0.07) * clean.iodPx);
		expect(open).toBeLessThan(0.75 * lip);
	});
});
