import { describe, expect, it } from 'vitest';
import { SignalRing } from '../../../../src/line/buffer/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';

const REGIONS = 3;

/** Frame n at n * 10 ms, index 2n, channel c = n + c / 10, mask of region r = (n + r) % 2. */
function push(ring: SignalRing, n: number): void {
	const signals = Float32Array.from({ length: 2 * REGIONS }, (_, c) => n + c / 10);
	const masks = Uint8Array.from({ length: REGIONS }, (_, r) => (n + r) % 2);
	ring.push(millis(10 * n), 2 * n, signals, masks);
}

describe('SignalRing', () => {
	it('keeps the newest frames under their numbers, round the end of its block and again', () => {
		const ring = new SignalRing(5, REGIONS);
		for (let n = 0; n < 23; n++) {
			push(ring, n);
			expect(ring.count).toBe(n + 1);
			expect(ring.first).toBe(Math.max(0, n - 4));
			for (let held = ring.first; held < ring.count; held++) {
				expect(ring.timeOf(held)).toBe(10 * held);
				expect(ring.indexOf(held)).toBe(2 * held);
				for (let c = 0; c < 2 * REGIONS; c++) {
					expect(ring.signal(held, c)).toBe(Math.fround(held + c / 10));
				}
				for (let r = 0; r < REGIONS; r++) expect(ring.mask(held, r)).toBe((held + r) % 2);
			}
		}
	});

	it('copies what it is given: the caller may reuse its arrays', () => {
		const ring = new SignalRing(4, 1);
		const signals = Float32Array.of(1, 2);
		const masks = Uint8Array.of(1);
		ring.push(millis(0), 0, signals, masks);
		signals.fill(9);
		masks.fill(0);
		expect([ring.signal(0, 0), ring.signal(0, 1), ring.mask(0, 0)]).toEqual([1, 2, 1]);
	});

	it.each([
		['the same', 40],
		['an earlier', 39.9],
		['no', NaN],
	])('refuses %s time and is unchanged', (_, at) => {
		const ring = new SignalRing(4, REGIONS);
		push(ring, 0);
		push(ring, 4);
		const row = new Float32Array(2 * REGIONS).fill(77);
		expect(() => ring.push(millis(at), 5, row, new Uint8Array(REGIONS))).toThrow(RangeError);
		expect(ring.count).toBe(2);
		expect(ring.timeOf(1)).toBe(40);
		expect(ring.signal(1, 0)).toBe(4);
		push(ring, 5);
		expect(ring.timeOf(2)).toBe(50);
	});

	it('a break hides the frames before it, keeps the numbers, and passes', () => {
		const ring = new SignalRing(5, REGIONS);
		for (let n = 0; n < 3; n++) push(ring, n);
		ring.breakRun();
		expect(ring.first).toBe(3);
		push(ring, 3);
		push(ring, 4);
		expect([ring.first, ring.count]).toEqual([3, 5]);
		// Frames before the break can still be looked at: an event decided late needs them.
		expect(ring.timeOf(1)).toBe(10);
		for (let n = 5; n < 12; n++) push(ring, n);
		expect(ring.first).toBe(7);
	});

	it('adds mask bits to a frame that is held', () => {
		const ring = new SignalRing(4, REGIONS);
		for (let n = 0; n < 6; n++) push(ring, n);
		ring.addMask(4, 1, 2);
		expect([0, 1, 2].map((region) => ring.mask(4, region))).toEqual([0, 3, 0]);
		expect([0, 1, 2].map((region) => ring.mask(5, region))).toEqual([1, 0, 1]);
	});
});
