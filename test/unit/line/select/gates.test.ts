import { describe, expect, it } from 'vitest';
import { SignalRing } from '../../../../src/line/buffer/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { GateContext } from '../../../../src/line/select/gates.ts';
import { applyGates } from '../../../../src/line/select/gates.ts';
import type { KeyFrames } from '../../../../src/line/select/index.ts';

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
	score: 0.9,
	blinks: false,
	speaks: false,
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
			measured: 0.9,
			limit: 0.5,
		});
	});

	it.each([
		['low-frame-rate', { fps: 12 }, 12, 14.5],
		['head-turn', { headSpeed: 61 }, 61, 60],
		['lighting', { lightStep: 0.09 }, 0.09, 0.08],
		['no-return', returned(0.3), 0.3, 0.35],
		['no-return', returned(1.6), 1.6, 1.5],
		['too-long', frames(10, 24, 46), 720, 700],
		['too-large', large, 5, 3.5],
		['slow-rise', frames(10, 28, 40), 360, 320],
		['too-short', frames(27, 29, 31), 80, 100],
		['overlap', { busyUntil: 420 }, 400, 420],
		['too-weak', { score: 0.3 }, 0.3, 0.5],
	] as const)(
		'says %s, what was measured and the limit (%#)',
		(reason, change, measured, limit) => {
			const gated = applyGates({ ...good, ...change });
			expect(gated).toMatchObject({ reason, limit });
			expect(gated.measured).toBeCloseTo(measured, 9);
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
			{ headSpeed: 60 },
			{ lightStep: 0.08 },
			returned(0.35),
			returned(1.5),
			frames(10, 24, 45),
			frames(10, 27, 40),
			frames(26, 28, 31),
			{ busyUntil: 400 },
			{ bar: 0.9 },
		]) {
			expect(applyGates({ ...good, ...change }).reason).toBeNull();
		}
	});

	it('names what spoils the measurement before what was measured', () => {
		const all = { ...good, ...large, fps: 10, headSpeed: 90, lightStep: 1, bar: 1 };
		expect(applyGates(all).reason).toBe('low-frame-rate');
		expect(applyGates({ ...all, fps: 30 }).reason).toBe('head-turn');
		expect(applyGates({ ...all, fps: 30, headSpeed: 0 }).reason).toBe('lighting');
		expect(applyGates({ ...all, fps: 30, headSpeed: 0, lightStep: 0 }).reason).toBe('too-large');
	});

	it('blames blink and speech only for what the score did not think much of', () => {
		const weak = { ...good, score: 0.2 };
		expect(applyGates({ ...weak, blinks: true, speaks: true })).toEqual({
			reason: 'blink',
			measured: null,
			limit: null,
		});
		expect(applyGates({ ...weak, speaks: true }).reason).toBe('speech');
		expect(applyGates({ ...good, blinks: true, speaks: true }).reason).toBeNull();
		// What did not come back is no movement, whoever blinked.
		expect(applyGates({ ...good, ...returned(0.2), blinks: true }).reason).toBe('no-return');
	});
});
