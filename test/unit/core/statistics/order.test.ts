import { describe, expect, it } from 'vitest';
import {
	MAD_TO_SIGMA,
	clamp,
	medianInPlace,
	selectInPlace,
	sigmoid,
} from '../../../../src/core/statistics/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

describe('selectInPlace', () => {
	it('gives what sorting gives, at every rank, with and without equal values', () => {
		const random = seeded(1);
		for (let trial = 0; trial < 300; trial++) {
			const count = 1 + random.index(40);
			// Few distinct values in every other trial: ties are where a partition goes wrong.
			const draw = () => (trial % 2 === 0 ? random.normal() : random.index(4));
			const values = Float64Array.from({ length: count }, draw);
			const sorted = values.toSorted();
			const rank = random.index(count);
			expect(selectInPlace(values, rank)).toBe(sorted[rank]);
			expect(values.toSorted()).toEqual(sorted); // reordered, nothing lost
		}
	});

	it('handles ordered, reversed and constant input', () => {
		const up = Float32Array.from({ length: 101 }, (_, i) => i);
		for (const rank of [0, 1, 50, 99, 100]) {
			expect(selectInPlace(up.slice(), rank)).toBe(rank);
			expect(selectInPlace(up.toReversed(), rank)).toBe(rank);
			expect(selectInPlace(new Float32Array(101).fill(7), rank)).toBe(7);
		}
	});

	it('looks at the first `count` values only and leaves the rest alone', () => {
		const values = Float64Array.of(5, 3, 4, -100, -200);
		expect(selectInPlace(values, 0, 3)).toBe(3);
		expect([...values.subarray(3)]).toEqual([-100, -200]);
	});
});

describe('medianInPlace', () => {
	it('is the lower median', () => {
		expect(medianInPlace(Float64Array.of(9, 1, 5))).toBe(5);
		expect(medianInPlace(Float64Array.of(9, 1, 5, 7))).toBe(5);
		expect(medianInPlace(Float64Array.of(8, 2, 100, 100), 2)).toBe(2);
	});

	it('of nothing is NaN', () => {
		expect(medianInPlace(new Float64Array(0))).toBeNaN();
		expect(medianInPlace(Float64Array.of(1), 0)).toBeNaN();
	});

	it('times MAD_TO_SIGMA estimates the spread of normal noise, outliers or not', () => {
		const random = seeded(2);
		const noise = Float64Array.from({ length: 20_000 }, () => Math.abs(3 * random.normal()));
		// Standard error of a MAD: 1.17 sigma / sqrt(n), about 0.025 here; four of them.
		expect(Math.abs(MAD_TO_SIGMA * medianInPlace(noise.slice()) - 3)).toBeLessThan(0.1);
		noise.fill(1e6, 0, 1000);
		expect(Math.abs(MAD_TO_SIGMA * medianInPlace(noise) - 3)).toBeLessThan(0.35);
	});
});

describe('clamp and sigmoid', () => {
	it('clamp keeps to both ends', () => {
		expect([-2, -1, 0.5, 2, 3].map((x) => clamp(x, -1, 2))).toEqual([-1, -1, 0.5, 2, 2]);
	});

	it('sigmoid is one half at 0, symmetric, and does not overflow', () => {
		expect(sigmoid(0)).toBe(0.5);
		expect(sigmoid(2) + sigmoid(-2)).toBeCloseTo(1, 12);
		expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 12);
		expect([sigmoid(-1e4), sigmoid(1e4)]).toEqual([0, 1]);
	});
});
