import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { FEATURE_COUNT, LearntScorer, SCORER_FORMAT } from '../../../../src/line/select/index.ts';
import { Net, Standard, fitNet, lossOf, written } from '../../../../src/lab/train/spotter/index.ts';
import type { Examples } from '../../../../src/lab/train/spotter/index.ts';

const WIDTH = 6;
const CONFIG = {
	hidden: 8,
	epochs: 30,
	batch: 32,
	learningRate: 1e-2,
	weightDecay: 0.01,
	inputDropout: 0.05,
};

/** Inside of a ring in the first two inputs, the others are noise: no line separates it. */
function ring(count: number, seed: number): Examples {
	const random = seeded(seed);
	const inputs = Float32Array.from({ length: count * WIDTH }, () => random.normal());
	const targets = Uint8Array.from({ length: count }, (_, i) =>
		Number(Math.hypot(inputs[i * WIDTH]!, inputs[i * WIDTH + 1]!) < 1.1),
	);
	return { inputs, targets, weights: new Float32Array(count).fill(1), count };
}

describe('fitNet', () => {
	const examples = ring(1500, 1);

	it('separates what no line separates', () => {
		const net = fitNet(examples, WIDTH, CONFIG, 1);
		const test = ring(500, 2);
		let right = 0;
		for (let i = 0; i < test.count; i++) {
			right += Number(net.logit(test.inputs, i * WIDTH) > 0 === (test.targets[i] === 1));
		}
		expect(right / test.count).toBeGreaterThan(0.88);
	});

	it('gives the same network for the same seed, another for another', () => {
		const short = { ...CONFIG, epochs: 2 };
		const one = fitNet(examples, WIDTH, short, 5);
		expect(fitNet(examples, WIDTH, short, 5).parameters).toEqual(one.parameters);
		expect(fitNet(examples, WIDTH, short, 6).parameters).not.toEqual(one.parameters);
	});
});

describe('gradients', () => {
	it('agree with finite differences', () => {
		const random = seeded(3);
		const net = new Net(WIDTH, 4, random);
		const inputs = Float32Array.from({ length: WIDTH }, () => random.normal());
		const [target, weight] = [1, 3];
		const gradients = net.parameters.map(({ length }) => new Float32Array(length));
		net.addGradients(inputs, 0, lossOf(net.logit(inputs, 0), target, weight).slope, gradients);
		const loss = (): number => lossOf(net.logit(inputs, 0), target, weight).loss;
		// Parameters are single precision: a step that is large against their rounding.
		const step = 1 / 256;
		for (const [p, values] of net.parameters.entries()) {
			for (let i = 0; i < values.length; i++) {
				const value = values[i]!;
				values[i] = value + step;
				const above = loss();
				const up = values[i]!;
				values[i] = value - step;
				const slope = (above - loss()) / (up - values[i]!);
				values[i] = value;
				expect(gradients[p]![i]).toBeCloseTo(slope, 3);
			}
		}
	});

	it('stay finite at any logit', () => {
		for (const logit of [-800, 800]) {
			for (const target of [0, 1]) {
				const { loss, slope } = lossOf(logit, target, 1);
				expect(Number.isFinite(loss) && Number.isFinite(slope)).toBe(true);
			}
		}
	});
});

describe('Standard', () => {
	it('brings features to mean 0 and deviation 1, and cuts off what is far', () => {
		const rows = Float32Array.of(1, 5, 3, 5, 5, 5);
		const standard = new Standard([rows.subarray(0, 2), rows.subarray(2)], 2);
		expect(standard.mean).toEqual(Float64Array.of(3, 5));
		expect(standard.deviation[0]).toBeCloseTo(Math.sqrt(8 / 3), 9);
		const out = new Float32Array(2);
		standard.write(Float32Array.of(3 + Math.sqrt(8 / 3), 9), 0, out, 0);
		expect(out[0]).toBeCloseTo(1, 6);
		expect(out[1]).toBe(6);
	});
});

describe('written', () => {
	it('scores in the app as in training', () => {
		const random = seeded(9);
		const rows = Float32Array.from({ length: 40 * FEATURE_COUNT }, () => 2 + 3 * random.normal());
		const standard = new Standard([rows], FEATURE_COUNT);
		const nets = [1, 2, 3].map(() => new Net(FEATURE_COUNT, 12, random));
		const same = { slope: 1, shift: 0 };
		const scorer = new LearntScorer({
			format: SCORER_FORMAT,
			made: null,
			patterns: { upper: [], lower: [] },
			mean: [...standard.mean],
			deviation: [...standard.deviation],
			nets: { upper: nets.slice(0, 2).map(written), lower: nets.slice(2).map(written) },
			calibration: { upper: same, lower: same },
			bars: { calm: [[1, 0.5]], active: [[1, 0.5]] },
		});
		const out = new Float64Array(2);
		const input = new Float32Array(FEATURE_COUNT);
		for (let row = 0; row < 40; row++) {
			const from = row * FEATURE_COUNT;
			scorer.score(rows.subarray(from, from + FEATURE_COUNT), out);
			standard.write(rows, from, input, 0);
			const [a, b, c] = nets.map((net) => net.logit(input, 0));
			// Weights are written with five digits.
			expect(out[0]).toBeCloseTo((a! + b!) / 2, 3);
			expect(out[1]).toBeCloseTo(c!, 3);
		}
	});
});
