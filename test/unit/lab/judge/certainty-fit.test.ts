import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { sigmoid } from '../../../../src/core/statistics/index.ts';
import { fitCertainty } from '../../../../src/lab/judge/certainty-fit.ts';
import type { CertaintySample } from '../../../../src/lab/judge/certainty-fit.ts';

/** Right as often as a model says that is known. */
function samples(weights: readonly number[], bias: number, count: number): CertaintySample[] {
	const random = seeded(2);
	return Array.from({ length: count }, () => {
		const evidence = weights.map(() => random.normal());
		const p = sigmoid(evidence.reduce((sum, x, i) => sum + weights[i]! * x, bias));
		return { evidence, right: random.chance(p), expressed: true };
	});
}

describe('fitCertainty', () => {
	it('finds the model that its samples were drawn of', () => {
		const truth = [1, 0.4, 0.8, -0.6, 0];
		const { weights, bias } = fitCertainty(samples(truth, -0.5, 6000));
		// Standard errors of 6,000 samples: 0.04.
		for (const [i, weight] of weights.entries()) {
			expect(Math.abs(weight - truth[i]!)).toBeLessThan(0.13);
		}
		expect(Math.abs(bias + 0.5)).toBeLessThan(0.13);
	});

	it('drops what speaks the wrong way', () => {
		// Less agreement and more noise would make readings surer.
		const { weights } = fitCertainty(samples([1, 0.4, -0.8, 0.6, -0.5], 0, 6000));
		expect(weights[2]).toBe(0);
		expect(weights[3]).toBe(0);
		for (const at of [0, 1] as const) expect(weights[at]).toBeGreaterThan(0.2);
		expect(weights[4]).toBeLessThan(-0.2);
	});

	it('counts what is no expression three times', () => {
		const evidence = [0, 0, 0, 0, 0];
		const one = (right: boolean, expressed: boolean) => ({ evidence, right, expressed });
		const { bias } = fitCertainty([
			...Array.from({ length: 30 }, () => one(true, true)),
			...Array.from({ length: 10 }, () => one(false, false)),
		]);
		expect(sigmoid(bias)).toBeCloseTo(0.5, 2);
	});

	it('goes by the margin alone where all are right', () => {
		const all = samples([0, 0, 0, 0, 0], 20, 20);
		expect(fitCertainty(all)).toEqual({ weights: [1, 0, 0, 0, 0], bias: 0 });
	});
});
