import { describe, expect, it } from 'vitest';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import type { KeyFrames } from '../../../../src/line/select/index.ts';
import { DifferenceWindow, selectKeyFrames } from '../../../../src/line/select/index.ts';
import type { Movement, Timing } from './signals.ts';
import { apexOf, frameTimes, offsetOf, stateOf } from './signals.ts';

const CAPACITY = 192;
/** Two regions move, in u and v; a third only makes noise and has no weight. */
const WEIGHTS = Float32Array.of(1, 0.5, 0);
const DIRECTIONS = [0.3, -0.95, 0, -0.8, 0, 0];
const AREAS = [Int32Array.of(0, 1), Int32Array.of(2, 3), Int32Array.of(4, 5)];
const SEARCH = { riseMs: 400, fallMs: 400, apexSlackMs: 80, longestRiseMs: 400 };

interface Selected {
	readonly found: KeyFrames;
	/** Times of onset, apex and offset less the true ones, in frame periods. */
	readonly off: readonly [onset: number, apex: number, offset: number];
}

function select(m: Movement, timing: Timing, seed: number, noise = 0.02): Selected {
	const random = seeded(seed);
	const window = new DifferenceWindow(CAPACITY, AREAS);
	const times = frameTimes(timing, random);
	for (const { ms } of times) {
		const size = m.px200 * stateOf(m, ms);
		const row = DIRECTIONS.map((d) => d * size + noise * random.normal());
		row[4]! += 5 * random.normal();
		window.push(Float32Array.from(row), millis(ms));
	}
	// The candidate comes from a matched filter: right to about a frame.
	const apex = apexOf(m) + random.uniform(-0.6, 0.6) * (1000 / timing.fps);
	let candidate = 0;
	times.forEach(({ ms }, i) => {
		if (Math.abs(ms - apex) < Math.abs(times[candidate]!.ms - apex)) candidate = i;
	});
	const found = selectKeyFrames(window, candidate, WEIGHTS, SEARCH, new Float64Array(CAPACITY))!;
	const off = (frame: number, truth: number) =>
		((window.timeOf(frame) - truth) * timing.fps) / 1000;
	return {
		found,
		off: [off(found.onset, m.onsetMs), off(found.apex, apexOf(m)), off(found.offset, offsetOf(m))],
	};
}

const plain: Movement = { onsetMs: 500, riseMs: 170, fallMs: 190, px200: 1 };
const SHAPES: readonly (readonly [string, Movement])[] = [
	['plain', plain],
	['quick up, slow down', { ...plain, riseMs: 130, fallMs: 280 }],
	['slow up, quick down', { ...plain, riseMs: 260, fallMs: 140 }],
	['with a plateau', { ...plain, riseMs: 150, holdMs: 90, fallMs: 160 }],
	['coming back by four fifths', { ...plain, returned: 0.8 }],
];
const TIMINGS: readonly (readonly [string, Timing])[] = [
	...[15, 20, 25, 30, 60].map((fps) => [`${fps} fps`, { fps, durationMs: 1600 }] as const),
	['30 fps, a tenth dropped', { fps: 30, durationMs: 1600, dropped: 0.1 }],
	['25 fps, unsteady', { fps: 25, durationMs: 1600, unsteady: 0.8 }],
];

/**
 * The onset is the last frame that has not gone 2 % of the way, the offset the first that is back
 * within 5 %: so far from the ends of a raised cosine, and half a frame for the grid. In frames.
 */
const onsetFrames = (riseMs: number, fps: number) => 0.09 * riseMs * (fps / 1000) - 0.5;
const offsetFrames = (fallMs: number, fps: number) => -0.144 * fallMs * (fps / 1000) + 0.5;

describe('selectKeyFrames', () => {
	for (const [shape, movement] of SHAPES) {
		it.each(TIMINGS)(`finds the key frames of a movement, ${shape}, at %s`, (_, timing) => {
			const seeds = 40;
			let good = 0;
			for (let seed = 0; seed < seeds; seed++) {
				// Onset at every phase between two frames.
				const m = { ...movement, onsetMs: movement.onsetMs + ((seed * 7) % 67) };
				const { off } = select(m, timing, seed);
				const flat = (m.holdMs ?? 0) / 2 + 25; // the top is flat: within noise anywhere there
				const slack = timing.dropped === undefined ? 0 : 1;
				const toe = slack + Math.max(1.1, (25 * timing.fps) / 1000);
				if (
					Math.abs(off[0] - onsetFrames(m.riseMs, timing.fps)) < toe &&
					Math.abs(off[1]) < 1 + slack + (flat * timing.fps) / 1000 &&
					Math.abs(off[2] - offsetFrames(m.fallMs, timing.fps)) < toe
				) {
					good += 1;
				}
			}
			expect(good).toBeGreaterThanOrEqual(0.95 * seeds);
		});
	}

	it('is exact without noise', () => {
		for (const fps of [30, 60]) {
			const m = { ...plain, riseMs: 200, fallMs: 200 };
			const { found, off } = select(m, { fps, durationMs: 1600 }, 1, 0);
			expect(Math.abs(off[1])).toBeLessThanOrEqual(0.5);
			// Half a frame for the grid, and what the search's last step leaves.
			expect(Math.abs(off[0] - onsetFrames(200, fps))).toBeLessThanOrEqual(0.8);
			expect(Math.abs(off[2] - offsetFrames(200, fps))).toBeLessThanOrEqual(0.8);
			expect(found.returned).toBeCloseTo(1, 1);
			expect(found.onsetSpread).toBeLessThan(0.1);
		}
	});

	it.each([0, 0.3, 0.6, 0.8, 1])('says how much of the way is undone: %d', (returned) => {
		const { found } = select({ ...plain, returned }, { fps: 30, durationMs: 1600 }, 3);
		expect(Math.abs(found.returned - returned)).toBeLessThan(0.1);
	});

	it('says when it goes past where it came from', () => {
		const { found } = select({ ...plain, returned: 1.8 }, { fps: 30, durationMs: 1600 }, 3);
		expect(found.returned).toBeGreaterThan(1.6);
	});

	it('contrast is large for a movement, near one for noise', () => {
		const timing = { fps: 30, durationMs: 1600 };
		expect(select(plain, timing, 4).found.contrast).toBeGreaterThan(200);
		// Largest of some hundred pairs over a low quantile: a few times, not hundreds.
		expect(select({ ...plain, px200: 0 }, timing, 4).found.contrast).toBeLessThan(60);
	});

	it('spreads grow with the noise', () => {
		const timing = { fps: 30, durationMs: 1600 };
		const at = (noise: number) => select(plain, timing, 5, noise).found.onsetSpread;
		expect(at(0.1)).toBeGreaterThan(3 * at(0.01));
	});

	it('looks no farther than the search says', () => {
		const window = new DifferenceWindow(CAPACITY, [Int32Array.of(0)]);
		// A larger movement 500 ms before and after the one in question.
		for (let k = 0; k < 60; k++) {
			const of = (onsetMs: number, px200: number) =>
				px200 * stateOf({ ...plain, riseMs: 150, fallMs: 150, onsetMs }, (1000 * k) / 30);
			const value = of(300, 5) + of(850, 1) + of(1400, 5);
			window.push(Float32Array.of(value), millis((1000 * k) / 30));
		}
		const search = { riseMs: 230, fallMs: 230, apexSlackMs: 80, longestRiseMs: 230 };
		const found = selectKeyFrames(window, 30, Float32Array.of(1), search, new Float64Array(60))!;
		expect(found.apex).toBe(30);
		expect(window.timeOf(found.onset)).toBeGreaterThanOrEqual(770);
		expect(window.timeOf(found.offset)).toBeLessThanOrEqual(1230);
		expect(found.returned).toBeCloseTo(1, 1);
	});

	/** Frame times of what one region does, at 30 fps, and key frames around `atMs`, 200 ms of it before. */
	function around(atMs: number, valueAt: (ms: number) => number) {
		const window = new DifferenceWindow(CAPACITY, [Int32Array.of(0)]);
		for (let k = 0; k < 60; k++) {
			const ms = (1000 * k) / 30;
			window.push(Float32Array.of(valueAt(ms)), millis(ms));
		}
		const search = { riseMs: 200, fallMs: 200, apexSlackMs: 80, longestRiseMs: 600 };
		const weights = Float32Array.of(1);
		const middle = Math.round((30 * atMs) / 1000);
		const found = selectKeyFrames(window, middle, weights, search, new Float64Array(60))!;
		return { onset: window.timeOf(found.onset), apex: window.timeOf(found.apex), found };
	}

	it.each([350, 400, 450])('follows a rise of %d ms past the search', (riseMs) => {
		const slow = { ...plain, onsetMs: 1100 - riseMs, riseMs, fallMs: 250 };
		const { onset, apex } = around(1100, (ms) => stateOf(slow, ms));
		const leaves = slow.onsetMs + 0.09 * riseMs;
		expect(Math.abs(onset - leaves)).toBeLessThan(50);
		expect(Math.abs(apex - 1100)).toBeLessThan(25);
	});

	it('does not follow it into the movement before', () => {
		const before = { ...plain, onsetMs: 650, riseMs: 100, fallMs: 100 };
		const own = { ...plain, onsetMs: 1000, riseMs: 120, fallMs: 130 };
		const { onset, found } = around(1120, (ms) => stateOf(before, ms) - stateOf(own, ms));
		expect(Math.abs(onset - 1000)).toBeLessThan(40);
		expect(found.returned).toBeGreaterThan(0.9);
	});

	it('has no answer without two frames on either side', () => {
		const window = new DifferenceWindow(CAPACITY, [Int32Array.of(0)]);
		for (let k = 0; k < 5; k++) window.push(Float32Array.of(k % 3), millis(40 * k));
		const at = (apex: number) =>
			selectKeyFrames(window, apex, Float32Array.of(1), SEARCH, new Float64Array(CAPACITY));
		expect(at(1)).toBeNull();
		expect(at(3)).toBeNull();
		expect(at(2)).not.toBeNull();
	});
});
