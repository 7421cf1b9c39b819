import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	GRID,
	LOGITS,
	branchLogits,
	parameterCount,
	parametersOf,
	sizeOf,
} from '../../../../src/line/classify/index.ts';
import type { Architecture } from '../../../../src/line/classify/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

const ONE = { members: 1, pool: 2, hidden: 48, channels: 3 };
const BLOCK = GRID * GRID * 3;

beforeAll(async () => {
	await tf.setBackend('wasm');
});

function randomParameters(seed: number, architecture: Architecture): Float32Array[] {
	const random = seeded(seed);
	return parametersOf(architecture).map(({ shape }) =>
		Float32Array.from({ length: sizeOf(shape) }, () => random.normal() / Math.sqrt(shape[0]!)),
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
		expect(parameterCount(ONE)).toBe(588 * 48 + 48 + 48 * 48 + 48 + 48 * 34 + 34 + 48 * 3 + 3);
		expect(parameterCount({ ...ONE, members: 3 })).toBe(3 * parameterCount(ONE));
	});

	const motions = (seed: number): Float32Array => {
		const random = seeded(seed);
		return Float32Array.from({ length: 2 * BLOCK }, () => random.uniform(-1, 1));
	};
	/** [2, LOGITS] */
	const logitsOf = (architecture: Architecture, parameters: Float32Array[], motion: Float32Array) =>
		tf.tidy(() => {
			const found = branchLogits(
				architecture,
				parametersOf(architecture).map(({ shape }, i) => tf.tensor(parameters[i]!, [...shape])),
				tf.tensor4d(motion, [2, GRID, GRID, 3]),
			);
			expect(found.shape).toEqual([2, LOGITS]);
			return found.arraySync();
		});

	it('agrees with plain loops', () => {
		const parameters = randomParameters(1, ONE);
		const motion = motions(2);
		for (const [event, logits] of logitsOf(ONE, parameters, motion).entries()) {
			const block = motion.subarray(event * BLOCK, (event + 1) * BLOCK);
			for (const [i, value] of reference(parameters, block).entries()) {
				expect(logits[i]).toBeCloseTo(value, 4);
			}
		}
	});

	it('averages the logits of its members', () => {
		const members = { ...ONE, members: 3 };
		const parameters = randomParameters(5, members);
		const motion = motions(6);
		const alone = [0, 1, 2].map((member) =>
			reference(parameters.slice(8 * member, 8 * member + 8), motion.subarray(0, BLOCK)),
		);
		const [together] = logitsOf(members, parameters, motion);
		for (let i = 0; i < LOGITS; i++) {
			const mean = alone.reduce((sum, logits) => sum + logits[i]!, 0) / 3;
			expect(together![i]).toBeCloseTo(mean, 4);
		}
	});
});
