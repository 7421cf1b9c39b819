import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	CLASSES,
	GRID,
	PARAMETERS,
	UNITS,
	sizeOf,
	twoBranchLogits,
} from '../../../src/classify/index.ts';
import { seeded } from '../../../src/kernel/index.ts';

const BLOCK = GRID * GRID * 3;

beforeAll(async () => {
	await tf.setBackend('wasm');
});

function randomParameters(seed: number): Float32Array[] {
	const random = seeded(seed);
	return PARAMETERS.map(({ shape }) =>
		Float32Array.from({ length: sizeOf(shape) }, () => random.normal() / Math.sqrt(shape[0])),
	);
}

/** The same network in plain loops, written from its description. */
function reference(parameters: readonly Float32Array[], motion: Float32Array): number[] {
	const pooled: number[] = [];
	for (let row = 0; row < GRID; row += 2) {
		for (let column = 0; column < GRID; column += 2) {
			for (let channel = 0; channel < 3; channel++) {
				const at = (r: number, c: number): number => motion[(r * GRID + c) * 3 + channel]!;
				const sum = at(row, column) + at(row, column + 1) + at(row + 1, column);
				pooled.push((sum + at(row + 1, column + 1)) / 4);
			}
		}
	}
	const dense = (input: readonly number[], layer: number): number[] => {
		const kernel = parameters[layer]!;
		const bias = parameters[layer + 1]!;
		return Array.from(bias, (start, j) =>
			input.reduce((sum, value, i) => sum + value * kernel[i * bias.length + j]!, start),
		);
	};
	const relu = (values: readonly number[]): number[] => values.map((value) => Math.max(0, value));
	const hidden = relu(dense(relu(dense(pooled, 0)), 2));
	return [...dense(hidden, 4), ...dense(hidden, 6)];
}

describe('live network', () => {
	it('has tens of thousands of parameters', () => {
		const count = PARAMETERS.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
		expect(count).toBeGreaterThan(10_000);
		expect(count).toBeLessThan(60_000);
	});

	it('agrees with plain loops, on both branches, with the same parameters', () => {
		const random = seeded(2);
		const parameters = randomParameters(1);
		const rise = Float32Array.from({ length: 2 * BLOCK }, () => random.uniform(-1, 1));
		const fall = Float32Array.from({ length: 2 * BLOCK }, () => random.uniform(-1, 1));
		const logits = tf.tidy(() => {
			const found = twoBranchLogits(
				PARAMETERS.map(({ shape }, i) => tf.tensor(parameters[i]!, [...shape])),
				tf.tensor4d(rise, [2, GRID, GRID, 3]),
				tf.tensor4d(fall, [2, GRID, GRID, 3]),
			);
			expect(found.rise.units.shape).toEqual([2, 2 * UNITS.length]);
			expect(found.fall.classes.shape).toEqual([2, CLASSES.length]);
			return [found.rise, found.fall].map(({ units, classes }) =>
				tf.concat([units, classes], 1).arraySync(),
			);
		});
		for (const [branch, motion] of [rise, fall].entries()) {
			for (const event of [0, 1]) {
				const expected = reference(parameters, motion.subarray(event * BLOCK, (event + 1) * BLOCK));
				for (const [i, value] of expected.entries()) {
					expect(logits[branch]![event]![i]).toBeCloseTo(value, 4);
				}
			}
		}
	});
});
