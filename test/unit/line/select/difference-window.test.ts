import { describe, expect, it } from 'vitest';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { DifferenceWindow } from '../../../../src/line/select/index.ts';

const AREAS = [Int32Array.of(0, 1, 2), Int32Array.of(5), Int32Array.of(2, 7)];
const CAPACITY = 6;

describe('DifferenceWindow', () => {
	it('equals the comparison of every pair anew, at every step', () => {
		const random = seeded(1);
		const window = new DifferenceWindow(CAPACITY, AREAS);
		const pushed: Float32Array[] = [];
		const weights = Float32Array.of(1, 0.25, 3);
		for (let n = 0; n < 25; n++) {
			const crop = Float32Array.from({ length: 8 }, () => random.normal());
			pushed.push(crop.slice());
			window.push(crop, millis(40 * n));
			crop.fill(99); // the caller reuses its array
			expect(window.count).toBe(n + 1);
			expect(window.first).toBe(Math.max(0, n + 1 - CAPACITY));
			for (let i = window.first; i <= n; i++) {
				expect(window.timeOf(i)).toBe(40 * i);
				for (let j = window.first; j <= n; j++) {
					const brute = AREAS.reduce((total, area, a) => {
						let sum = 0;
						for (const p of area) sum += (pushed[i]![p]! - pushed[j]![p]!) ** 2;
						return total + weights[a]! * Math.fround(sum);
					}, 0);
					expect(window.squared(i, j, weights)).toBeCloseTo(brute, 10);
				}
			}
		}
	});

	it('differences are signed and in float: darker and brighter are alike, nothing wraps', () => {
		const window = new DifferenceWindow(3, [Int32Array.of(0)]);
		const one = Float32Array.of(1);
		for (const [n, value] of [0, -300, 300].entries()) {
			window.push(Float32Array.of(value), millis(n));
		}
		expect(window.squared(0, 1, one)).toBe(90_000);
		expect(window.squared(0, 2, one)).toBe(90_000);
		expect(window.squared(1, 2, one)).toBe(360_000);
	});

	it('weights say which areas count', () => {
		const window = new DifferenceWindow(2, AREAS);
		window.push(new Float32Array(8), millis(0));
		window.push(Float32Array.of(1, 0, 0, 0, 0, 2, 0, 3), millis(1));
		const of = (...weights: number[]) => window.squared(0, 1, Float32Array.from(weights));
		expect([of(1, 0, 0), of(0, 1, 0), of(0, 0, 1), of(2, 0.5, 1)]).toEqual([1, 4, 9, 13]);
	});
});
