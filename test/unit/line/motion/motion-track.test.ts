import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_UNITS, ActionUnitField } from '../../../../src/study/actor/index.ts';
import type { Similarity } from '../../../../src/line/align/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import type { RegionName } from '../../../../src/core/record/index.ts';
import { MotionTrack } from '../../../../src/line/motion/index.ts';
import { REGIONS, REGION_COUNT } from '../../../../src/core/record/index.ts';
import {
	PX200_PER_IOD,
	SyntheticFace,
	depthAt,
	meshOf,
	placeFace,
	planeOf,
} from '../../../support/synthetic-face.ts';

const PERIOD_MS = 50;
const innerBrow = new ActionUnitField(ACTION_UNITS.find(({ au }) => au === 1)!);
/** What of a full contraction moves the inner brow by one px200. */
const PER_PX200 = 1 / (innerBrow.unit.peak * PX200_PER_IOD);

interface Filmed {
	readonly iodPx?: number;
	/** Brow raise at a time, px200. */
	readonly raise?: (ms: number) => number;
	readonly pose?: (ms: number) => Similarity;
	readonly durationMs: number;
	readonly startMs?: number;
	/** Frame pixels a px200 over those of the synthetic face: faces differ in the width of the eyes. */
	readonly eyes?: number;
}

const face = new SyntheticFace({ seed: 8, noise: 1 });
const random = seeded(9);
let track = new MotionTrack();

/** Signals per frame, [frames][2 * regions], px200. */
function film({ iodPx = 60, raise = () => 0, pose, durationMs, startMs = 0, eyes = 1 }: Filmed) {
	const width = Math.round(2.9 * iodPx);
	const height = Math.round(2.9 * iodPx);
	const place = pose ?? (() => placeFace(iodPx, 1.45 * iodPx, 1.1 * iodPx));
	const out: Float32Array[] = [];
	for (let ms = 0; ms < durationMs; ms += PERIOD_MS) {
		const at = place(ms);
		const grey = face.render(at, width, height, PER_PX200 * raise(ms));
		const mesh = meshOf(at, width, height, { jitterPx: 0.15, random });
		const scale = (eyes * Math.hypot(at.a, at.b)) / PX200_PER_IOD;
		const plane = planeOf(grey, width, height);
		out.push(track.step(plane, mesh, scale, millis(startMs + ms), false).signals.slice());
	}
	return out;
}

const down = (region: RegionName) => 2 * REGIONS.indexOf(region) + 1;
const rows = (film: readonly Float32Array[], region: RegionName) =>
	film.map((signals) => signals[down(region)]!);
const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** A raise that takes 200 ms and stays. */
const raised = (px200: number, from: number) => (ms: number) =>
	px200 * Math.min(1, Math.max(0, (ms - from) / 200));

beforeAll(() => {
	face.setMovement((x, y, out) => {
		innerBrow.add(x, y, 1, 1, out);
	});
});

describe('MotionTrack', () => {
	it('measures in px200, the same on a near and a far face', () => {
		const heights = [50, 80].map((iodPx) => {
			track = new MotionTrack();
			const signals = film({ iodPx, raise: raised(2, 300), durationMs: 700 });
			for (const region of ['innerBrowRight', 'innerBrowLeft'] as const) {
				const y = rows(signals, region);
				expect(Math.abs(meanOf(y.slice(1, 6)))).toBeLessThan(0.1);
				// Up is negative. The region's mean lies below its peak of 2 px200: the blob has width.
				const high = meanOf(y.slice(-4));
				expect(high).toBeLessThan(-0.85);
				expect(high).toBeGreaterThan(-2);
			}
			for (const region of ['chin', 'lipCornerLeft', 'noseWingRight', 'lowerLidLeft'] as const) {
				expect(Math.abs(meanOf(rows(signals, region).slice(-4)))).toBeLessThan(0.25);
			}
			return meanOf(rows(signals, 'innerBrowLeft').slice(-4));
		});
		expect(heights[0]! / heights[1]!).toBeGreaterThan(0.85);
		expect(heights[0]! / heights[1]!).toBeLessThan(1.15);
	});

	it('takes a moving head for no movement of the face', () => {
		track = new MotionTrack();
		const signals = film({
			durationMs: 1000,
			pose: (ms) =>
				placeFace(
					60 * (1 + 0.01 * Math.sin(ms / 300)),
					87 + 4 * Math.sin(ms / 250),
					66 + 2 * Math.cos(ms / 200),
					2 * Math.sin(ms / 350),
				),
		});
		for (const frame of signals) {
			const size = Math.sqrt(frame.reduce((sum, v) => sum + v * v, 0) / frame.length);
			expect(size).toBeLessThan(0.12);
		}
	});

	it('takes a turning head for no movement of the face', () => {
		const turning = new SyntheticFace({ seed: 8, noise: 1 });
		// A turn by one degree: nearer points run ahead, by depth times the angle.
		turning.setMovement((x, y, out) => {
			out[0] = (-depthAt(x, y) * Math.PI) / 180;
		});
		track = new MotionTrack();
		const pose = placeFace(60, 87, 66);
		const mesh = meshOf(pose, 174, 174);
		let largest = 0;
		for (let k = 0; k < 10; k++) {
			const plane = planeOf(turning.render(pose, 174, 174, 0.2 * k), 174, 174);
			const scale = 60 / PX200_PER_IOD;
			const { signals } = track.step(plane, mesh, scale, millis(k * PERIOD_MS), false);
			// The named regions, which come first: what is only measured besides may lie on the rim.
			largest = Math.max(largest, ...signals.subarray(0, 2 * REGION_COUNT).map(Math.abs));
		}
		// The nose ran 0.7 px200 ahead of the cheeks. Half of that may be left somewhere: trusting brows
		// and bridge more would take it out, and half of every brow movement with it (see below).
		expect(largest).toBeLessThan(0.35);
	});

	it.each([1, 4])('does not take action unit %i of the brows for the head', (au) => {
		const field = new ActionUnitField(ACTION_UNITS.find((unit) => unit.au === au)!);
		const brows = new SyntheticFace({ seed: 9, noise: 1 });
		const share = 2 / (field.unit.peak * PX200_PER_IOD);
		brows.setMovement((x, y, out) => field.add(x, y, share, share, out));
		track = new MotionTrack();
		const pose = placeFace(60, 87, 66);
		const mesh = meshOf(pose, 174, 174);
		const step = (amount: number, ms: number) =>
			track
				.step(
					planeOf(brows.render(pose, 174, 174, amount), 174, 174),
					mesh,
					60 / PX200_PER_IOD,
					millis(ms),
					false,
				)
				.signals.slice();
		step(0, 0);
		const signals = step(1, PERIOD_MS);
		const sign = au === 1 ? -1 : 1;
		for (const region of ['innerBrowRight', 'innerBrowLeft'] as const) {
			// The region's mean of a field that peaks at 2 px200.
			expect(sign * signals[down(region)]!).toBeGreaterThan(0.9);
		}
		for (const region of ['chin', 'noseWingRight', 'cheekLeft'] as const) {
			expect(Math.abs(signals[down(region)]!)).toBeLessThan(0.3);
		}
	});

	it('goes on from where it stood when the reference is renewed', () => {
		track = new MotionTrack();
		// Renewed in the raise and again after it; without the carry the track would fall back to 0.
		const y = rows(film({ raise: raised(1.5, 200), durationMs: 1800 }), 'innerBrowLeft');
		const before = meanOf(y.slice(12, 18));
		const after = meanOf(y.slice(-8));
		expect(before).toBeLessThan(-0.6);
		expect(Math.abs(after - before)).toBeLessThan(0.1);
		for (let k = 9; k < y.length; k++) expect(Math.abs(y[k]! - y[k - 1]!)).toBeLessThan(0.15);
	});

	it('starts at nought after reset, with the scale of the face that comes', () => {
		track = new MotionTrack();
		film({ raise: raised(2, 0), durationMs: 750, eyes: 1.3 });
		track.reset();
		const signals = film({ iodPx: 80, raise: raised(2, 100), durationMs: 500, startMs: 5000 });
		expect([...new Set(signals[0])]).toEqual([0]);
		const high = meanOf(rows(signals, 'innerBrowLeft').slice(-4));
		track = new MotionTrack();
		const fresh = film({ iodPx: 80, raise: raised(2, 100), durationMs: 500 });
		expect(high / meanOf(rows(fresh, 'innerBrowLeft').slice(-4))).toBeCloseTo(1, 1);
	});

	it('tells the sides apart', () => {
		const right = new SyntheticFace({ seed: 8 });
		right.setMovement((x, y, out) => {
			innerBrow.add(x, y, 0, 1, out); // the picture's left is the subject's right
		});
		track = new MotionTrack();
		const pose = placeFace(60, 87, 66);
		const mesh = meshOf(pose, 174, 174);
		const step = (raise: number, at: number) =>
			track
				.step(
					planeOf(right.render(pose, 174, 174, PER_PX200 * raise), 174, 174),
					mesh,
					60 / PX200_PER_IOD,
					millis(at),
					false,
				)
				.signals.slice();
		step(0, 0);
		const signals = step(2, 40);
		expect(signals[down('innerBrowRight')]).toBeLessThan(-0.8);
		expect(Math.abs(signals[down('innerBrowLeft')]!)).toBeLessThan(0.3);
	});
});
