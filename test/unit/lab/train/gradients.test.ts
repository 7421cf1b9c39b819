import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it, vi } from 'vitest';
import { GRID, UNITS, parametersOf } from '../../../../src/line/classify/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { adamStep, newAdamState } from '../../../../src/lab/train/adam.ts';
import { NO_PORTRAITS, SMOKE_CONFIG, generate } from '../../../../src/lab/train/index.ts';
import { batchOf, gradientsOf, initialState, memberOf } from '../../../../src/lab/train/fit.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
	await tf.setBackend('wasm');
});

it('the gradients are those of finite differences, in every tensor', () => {
	const data = generate({ drawn: 12, people: 2, real: 0 }, NO_PORTRAITS, 3);
	const picked = Uint32Array.from({ length: data.size }, (_, i) => i);
	const batch = batchOf(data, picked, new Uint8Array(data.size));
	const { architecture } = SMOKE_CONFIG;
	const { parameters } = initialState(architecture, 1);
	const random = seeded(1);
	// Away from the starting point, where biases of zero sit on the kinks of relu.
	for (const values of parameters) {
		for (let i = 0; i < values.length; i++) values[i]! += 0.05 * random.normal();
	}
	const { gradients } = gradientsOf(parameters, batch, SMOKE_CONFIG);
	const lossAt = (): number => gradientsOf(parameters, batch, SMOKE_CONFIG).loss;
	for (const [t, { name }] of parametersOf(memberOf(architecture)).entries()) {
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
	const data = generate({ drawn: 4, people: 1, real: 0 }, NO_PORTRAITS, 3);
	const { parameters } = initialState(SMOKE_CONFIG.architecture, 1);
	const batch = batchOf(data, Uint32Array.of(0, 1), Uint8Array.of(0, 1));
	const before = tf.memory().numTensors;
	gradientsOf(parameters, batch, SMOKE_CONFIG);
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

it('a mirrored event has its columns in reverse, its sideways motion turned and its sides changed', () => {
	const data = generate({ drawn: 40, people: 1, real: 0 }, NO_PORTRAITS, 5);
	const half = UNITS.length;
	// One that moves on one side: of an even one the mirror would show nothing.
	const sided = data.truths.findIndex(
		({ intensities }) =>
			intensities.subarray(0, half).some((value) => value > 0) !==
			intensities.subarray(half).some((value) => value > 0),
	);
	expect(sided).toBeGreaterThanOrEqual(0);
	const picked = Uint32Array.of(sided);
	const seen = batchOf(data, picked, Uint8Array.of(0));
	const mirrored = batchOf(data, picked, Uint8Array.of(1));
	const at = (row: number, column: number): number => (row * GRID + column) * 3;
	for (const [row, column] of [
		[0, 0],
		[9, 5],
		[20, 27],
	] as const) {
		const here = at(row, column);
		const there = at(row, GRID - 1 - column);
		expect(mirrored.rise[here]).toBe(-seen.rise[there]!);
		expect(mirrored.rise[here + 1]).toBe(seen.rise[there + 1]);
		expect(mirrored.fall[here + 2]).toBe(seen.fall[there + 2]);
	}
	expect([...mirrored.units]).toEqual([...seen.units.slice(half), ...seen.units.slice(0, half)]);
	expect(mirrored.classes).toEqual(seen.classes);
});
