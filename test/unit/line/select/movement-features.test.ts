import { describe, expect, it } from 'vitest';
import { REGION_SHAPES, TRACKED_REGIONS } from '../../../../src/line/motion/index.ts';
import type { SpotterFrame } from '../../../../src/line/select/index.ts';
import { FEATURE_COUNT, Spotter, shippedScorer } from '../../../../src/line/select/index.ts';
import type { Scene } from './signals.ts';
import { BROWS_UP, SMILE, framesOf } from './signals.ts';

interface Seen {
	readonly frame: number;
	readonly halfMs: number;
	readonly features: Float32Array;
}

function featuresOf(frames: Iterable<SpotterFrame>): Seen[] {
	const seen: Seen[] = [];
	const spotter = new Spotter(
		TRACKED_REGIONS.map((name) => REGION_SHAPES[name]),
		shippedScorer(),
		(frame, halfMs, features) => seen.push({ frame, halfMs, features: features.slice() }),
	);
	for (const frame of frames) spotter.push(frame);
	return seen;
}

/** The same face in a mirror: sides change places, right becomes left. */
function* mirrored(frames: Iterable<SpotterFrame>): Generator<SpotterFrame> {
	const names: readonly string[] = TRACKED_REGIONS;
	const other = names.map((name) => {
		const twin = name.endsWith('Right')
			? name.replace(/Right$/, 'Left')
			: name.replace(/Left$/, 'Right');
		return names.indexOf(twin);
	});
	for (const frame of frames) {
		const signals = frame.signals.slice();
		other.forEach((from, to) => {
			signals[2 * to] = -frame.signals[2 * from]!;
			signals[2 * to + 1] = frame.signals[2 * from + 1]!;
		});
		yield { ...frame, signals, yawDeg: -frame.yawDeg };
	}
}

const brow = { onsetMs: 1500, riseMs: 160, fallMs: 190, px200: 1 };
const scene: Scene = {
	fps: 30,
	durationMs: 3000,
	movements: [
		{ ...brow, shape: { innerBrowRight: [0.2, -1], outerBrowRight: [0, -0.7] } },
		{ ...brow, onsetMs: 2100, shape: SMILE },
	],
};
const middle = (seen: readonly Seen[], ms: number, halfMs = 160) =>
	seen.find(({ frame, halfMs: h }) => frame === Math.round((ms * 30) / 1000) && h === halfMs)!;

describe('MovementFeatures', () => {
	it('are finite, as many as they should be, for every frame and short width', () => {
		const seen = featuresOf(framesOf(scene));
		expect(new Set(seen.map(({ halfMs }) => halfMs))).toEqual(new Set([90, 120, 160, 210, 270]));
		for (const { features } of seen) {
			expect(features).toHaveLength(FEATURE_COUNT);
			expect(features.every(Number.isFinite)).toBe(true);
		}
	});

	it('read the same on a mirrored face', () => {
		const plain = featuresOf(framesOf(scene));
		const turned = featuresOf(mirrored(framesOf(scene)));
		expect(turned).toHaveLength(plain.length);
		plain.forEach(({ features }, i) => {
			features.forEach((value, k) => {
				// Patterns are of real, not quite even faces: likeness may differ a little (3 and 4, 18 and 19).
				const slack = [3, 4, 18, 19].includes(k) ? 0.35 : 1e-3;
				expect(Math.abs(turned[i]!.features[k]! - value)).toBeLessThan(slack);
			});
		});
	});

	it('grow with the movement, and only in its half', () => {
		const at = (px200: number) =>
			middle(featuresOf(framesOf({ ...scene, movements: [{ ...brow, px200 }] })), 1670).features;
		const small = at(0.3);
		const large = at(1.2);
		const nothing = at(0);
		// Response and size of the upper half, then of the lower.
		expect(large[0]).toBeGreaterThan(small[0]! + 0.8);
		expect(small[0]).toBeGreaterThan(nothing[0]! + 0.8);
		expect(Math.abs(large[1]! - small[1]! - Math.log(4))).toBeLessThan(0.15);
		expect(Math.abs(large[15]! - nothing[15]!)).toBeLessThan(0.1);
		// It looks like brows that go up.
		expect(large[3]).toBeGreaterThan(0.8);
	});

	it('tell a movement that comes back from one that stays', () => {
		const at = (returned: number) =>
			middle(
				featuresOf(framesOf({ ...scene, movements: [{ ...brow, shape: BROWS_UP, returned }] })),
				1670,
			).features;
		// Difference of the levels before and after, in units of the movement.
		expect(at(1)[9]).toBeLessThan(0.15);
		expect(at(0)[9]).toBeGreaterThan(0.6);
	});
});
