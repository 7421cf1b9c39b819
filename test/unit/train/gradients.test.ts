import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it, vi } from 'vitest';
import { PARAMETERS } from '../../../src/classify/index.ts';
import { seeded } from '../../../src/kernel/index.ts';
import { adamStep, newAdamState } from '../../../src/train/adam.ts';
import { SMOKE_CONFIG, generate } from '../../../src/train/index.ts';
import { gradientsOf, initialState } from '../../../src/train/fit.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
	await tf.setBackend('wasm');
});

it('the gradients are those of finite differences, in every tensor', () => {
	const data = generate(12, 2, 3);
	const picked = Uint32Array.from({ length: data.size }, (_, i) => i);
	const { parameters } = initialState(1);
	const random = seeded(1);
	// Away from the starting point, where biases of zero sit on the kinks of relu.
	for (const values of parameters) {
		for (let i = 0; i < values.length; i++) values[i]! += 0.05 * random.normal();
	}
	const { gradients } = gradientsOf(parameters, data, picked, SMOKE_CONFIG);
	const lossAt = (): number => gradientsOf(parameters, data, picked, SMOKE_CONFIG).loss;
	for (const [t, { name }] of PARAMETERS.entries()) {
		// Along the gradient itself: the slope is its length, far above float32 rounding.
		const gradient = gradients[t]!;
		const length = Math.hypot(...gradient);
		expect(length, name).toBeGreaterThan(1e-3);
		const step = 1e-2 / Math.max(1, length);
		const start = parameters[t]!.slice();
		const shifted = (by: number): number => {
			parameters[t]!.set(start.map((value, i) => value + (by * gradient[i]!) / length));
			const loss = lossAt();
			parameters[t]!.set(start);
			return loss;
		};
		const slope = (shifted(step) - shifted(-step)) / (2 * step);
		expect(Math.abs(slope - length) / length, name).toBeLessThan(0.03);
	}
});

it('no tensor is kept by a batch', () => {
	const data = generate(4, 1, 3);
	const { parameters } = initialState(1);
	const before = tf.memory().numTensors;
	gradientsOf(parameters, data, Uint32Array.of(0, 1), SMOKE_CONFIG);
	expect(tf.memory().numTensors).toBe(before);
});

it('AdamW: the first step is the rate against the sign; decay pulls kernels alone', () => {
	const values = [Float32Array.of(1, -2), Float32Array.of(1, 1)];
	const gradients = [Float32Array.of(0.5, -3), Float32Array.of(0, 2)];
	adamStep(values, gradients, newAdamState(values), 0.1, 0.5, [true, false]);
	expect(values[0]![0]).toBeCloseTo(0.95 * 1 - 0.1, 5);
	expect(values[0]![1]).toBeCloseTo(0.95 * -2 + 0.1, 5);
	expect(values[1]![0]).toBe(1);
	expect(values[1]![1]).toBeCloseTo(0.9, 5);
});
