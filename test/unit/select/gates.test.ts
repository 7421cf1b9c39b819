import { describe, expect, it } from 'vitest';
import { SignalRing } from '../../../src/buffer/index.ts';
import { millis } from '../../../src/kernel/index.ts';
import { type GateContext, applyGates, scoreBar, scoreOf } from '../../../src/select/gates.ts';
import type { KeyFrames } from '../../../src/select/index.ts';

const PERIOD_MS = 20;

/** Frame n at n * 20 ms. */
function ring(): SignalRing {
	const out = new SignalRing(100, 1);
	for (let n = 0; n < 80; n++) {
		out.push(millis(PERIOD_MS * n), n, new Float32Array(2), new Uint8Array(1));
	}
	return out;
}

const keyFrames: KeyFrames = {
	onset: 20,
	apex: 29,
	offset: 40,
	contrast: 100,
	returned: 1,
	onsetSpread: 0.1,
	offsetSpread: 0.1,
};

const good: GateContext = {
	ring: ring(),
	parts: [
		{ region: 0, dx: 0.6, dy: -0.8, z: 20 },
		{ region: 1, dx: 0, dy: -0.4, z: 10 },
	],
	keyFrames,
	response: 30,
	fps: 50,
	turnedDeg: 10,
	headSpeed: 2,
	lightStep: 0.01,
	busyUntil: -1,
	bar: 0.5,
};

const frames = (onset: number, apex: number, offset: number): Partial<GateContext> => ({
	keyFrames: { ...keyFrames, onset, apex, offset },
});
const returned = (share: number): Partial<GateContext> => ({
	keyFrames: { ...keyFrames, returned: share },
});
const large = { parts: [{ region: 0, dx: 3, dy: -4, z: 20 }] };

describe('applyGates', () => {
	it('lets a movement through that breaks nothing', () => {
		expect(applyGates(good)).toEqual({
			reason: null,
			measured: scoreOf(30),
			limit: 0.5,
			score: scoreOf(30),
		});
	});

	it.each([
		['low-frame-rate', { fps: 12 }, 12, 14.5],
		['head-turn', { headSpeed: 26 }, 26, 25],
		['lighting', { lightStep: 0.09 }, 0.09, 0.08],
		['no-return', returned(0.4), 0.4, 0.5],
		['no-return', returned(1.6), 1.6, 1.5],
		['too-long', frames(10, 24, 46), 720, 700],
		['too-large', large, 5, 3.5],
		['slow-rise', frames(10, 28, 40), 360, 320],
		['too-short', frames(27, 29, 31), 80, 100],
		['overlap', { busyUntil: 420 }, 400, 420],
		['too-weak', { response: 11 }, scoreOf(11), 0.5],
	] as const)(
		'says %s, what was measured and the limit (%#)',
		(reason, change, measured, limit) => {
			const gated = applyGates({ ...good, ...change });
			expect(gated).toMatchObject({ reason, limit });
			expect(gated.measured).toBeCloseTo(measured, 9);
			expect(gated.score).toBe(scoreOf({ ...good, ...change }.response));
		},
	);

	it('turns down whatever happens while the head is turned away', () => {
		expect(applyGates({ ...good, turnedDeg: 33 })).toMatchObject({
			reason: 'head-turn',
			measured: 33,
			limit: 32,
		});
	});

	it('lets through what just keeps within each limit', () => {
		for (const change of [
			{ fps: 15 },
			{ headSpeed: 25 },
			{ lightStep: 0.08 },
			returned(0.5),
			returned(1.5),
			frames(10, 24, 45),
			frames(10, 27, 40),
			frames(26, 28, 31),
			{ busyUntil: 400 },
			{ bar: scoreOf(30) },
		]) {
			expect(applyGates({ ...good, ...change }).reason).toBeNull();
		}
	});

	it('names what spoils the measurement before what was measured', () => {
		const all = { ...good, ...large, fps: 10, headSpeed: 60, lightStep: 1, bar: 1 };
		expect(applyGates(all).reason).toBe('low-frame-rate');
		expect(applyGates({ ...all, fps: 30 }).reason).toBe('head-turn');
		expect(applyGates({ ...all, fps: 30, headSpeed: 0 }).reason).toBe('lighting');
		expect(applyGates({ ...all, fps: 30, headSpeed: 0, lightStep: 0 }).reason).toBe('too-large');
	});
});

describe('scores', () => {
	it('grow with the response, 0..1', () => {
		const scores = [0, 5, 10, 13, 16, 20, 40].map(scoreOf);
		expect(scores).toEqual(scores.toSorted((a, b) => a - b));
		expect(new Set(scores).size).toBe(scores.length);
		expect(scores[0]!).toBeGreaterThan(0);
		expect(scores.at(-1)!).toBeLessThan(1);
	});

	it('the bar falls as more false alarms are accepted, and stays within reach', () => {
		const bars = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20].map(scoreBar);
		for (let i = 1; i < bars.length; i++) expect(bars[i]!).toBeLessThan(bars[i - 1]!);
		for (const perMinute of [0, -1, 0.001]) expect(scoreBar(perMinute)).toBe(bars[0]);
		expect(scoreBar(1e9)).toBe(bars.at(-1));
		expect(bars[0]!).toBeLessThan(1);
		expect(bars.at(-1)!).toBeGreaterThan(0);
		// However few are wanted, a response of thirty is enough.
		expect(scoreOf(30)).toBeGreaterThan(bars[0]!);
	});
});
