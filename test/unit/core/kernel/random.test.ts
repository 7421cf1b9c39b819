import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';

const N = 40_000;

function momentsOf(draw: () => number) {
	const values = Array.from({ length: N }, draw);
	const mean = values.reduce((sum, v) => sum + v, 0) / N;
	const moment = (k: number) => values.reduce((sum, v) => sum + (v - mean) ** k, 0) / N;
	return { values, mean, variance: moment(2), third: moment(3), fourth: moment(4) };
}

describe('seeded', () => {
	it('repeats itself for a seed and differs between seeds', () => {
		const draws = (seed: number) => {
			const random = seeded(seed);
			return Array.from({ length: 20 }, () => random.next());
		};
		expect(draws(7)).toEqual(draws(7));
		const firsts = Array.from({ length: 500 }, (_, seed) => draws(seed)[0]!);
		expect(new Set(firsts).size).toBe(500);
		// Neighbouring seeds are not neighbouring sequences: first draws are uniform themselves.
		const mean = firsts.reduce((sum, v) => sum + v, 0) / 500;
		expect(Math.abs(mean - 0.5)).toBeLessThan((4 * Math.sqrt(1 / 12)) / Math.sqrt(500));
	});

	it('next is uniform in [0, 1) and its neighbours are unrelated', () => {
		const random = seeded(3);
		const { values, mean, variance } = momentsOf(() => random.next());
		expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...values)).toBeLessThan(1);
		expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / N));
		expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002);
		let lagged = 0;
		for (let i = 1; i < N; i++) lagged += (values[i]! - mean) * (values[i - 1]! - mean);
		expect(Math.abs(lagged / N / variance)).toBeLessThan(4 / Math.sqrt(N));
	});

	it('uniform and index keep to their range and fill it evenly', () => {
		const random = seeded(4);
		const counts = new Array<number>(5).fill(0);
		for (let i = 0; i < N; i++) counts[random.index(5)]! += 1;
		for (const count of counts) {
			expect(Math.abs(count - N / 5)).toBeLessThan(4 * Math.sqrt((N * 4) / 25));
		}
		const { values, mean } = momentsOf(() => random.uniform(-2, 6));
		expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
		expect(Math.max(...values)).toBeLessThan(6);
		expect(Math.abs(mean - 2)).toBeLessThan((4 * 8 * Math.sqrt(1 / 12)) / Math.sqrt(N));
	});

	it('normal has the moments of a normal and is never infinite', () => {
		const random = seeded(5);
		const { values, mean, variance, third, fourth } = momentsOf(() => random.normal());
		expect(values.every(Number.isFinite)).toBe(true);
		// Standard errors of the moments: sqrt(1/n), sqrt(2/n), sqrt(15/n) and sqrt(96/n).
		expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / N));
		expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
		expect(Math.abs(third)).toBeLessThan(4 * Math.sqrt(15 / N));
		expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / N));
	});

	it('chance comes true as often as it says', () => {
		const random = seeded(6);
		const hits = Array.from({ length: N }, () => random.chance(0.2)).filter(Boolean).length;
		expect(Math.abs(hits / N - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / N));
		expect(random.chance(0)).toBe(false);
		expect(random.chance(1)).toBe(true);
	});
});
