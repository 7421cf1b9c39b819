/** The network as the app runs it, held to the network as it is trained. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { Architecture } from '../../../../src/line/classify/index.ts';
import {
	FOLDED_LOGITS,
	GRID,
	LOGITS,
	branchLogits,
	parametersOf,
	sizeOf,
} from '../../../../src/line/classify/index.ts';
import {
	foldNetwork,
	foldedLogits,
	foldedTensors,
	pooledBranches,
} from '../../../../src/line/classify/folded-network.ts';

beforeAll(async () => {
	await tf.setBackend('wasm');
});

const SIZES: readonly Architecture[] = [
	{ members: 1, pool: 2, hidden: 48, channels: 3 },
	{ members: 3, pool: 2, hidden: 48, channels: 3 },
	{ members: 2, pool: 1, hidden: 5, channels: 3 },
	{ members: 4, pool: 7, hidden: 20, channels: 3 },
];

describe('folded network', () => {
	it.each(SIZES)('gives the logits that training sees: %o', (architecture) => {
		const random = seeded(3);
		const parameters = parametersOf(architecture).map(({ shape }) =>
			Float32Array.from({ length: sizeOf(shape) }, () => random.normal() / Math.sqrt(shape[0]!)),
		);
		const [rise, fall] = [0, 1].map(() =>
			Float32Array.from({ length: GRID * GRID * 3 }, () => random.uniform(-1, 1)),
		) as [Float32Array, Float32Array];
		const [trained, run] = tf.tidy(() => {
			const tensors = parametersOf(architecture).map(({ shape }, i) =>
				tf.tensor(parameters[i]!, [...shape]),
			);
			const motion = tf.tensor4d([...rise, ...fall], [2, GRID, GRID, 3]);
			const layers = foldedTensors(foldNetwork(architecture, parameters));
			return [
				branchLogits(architecture, tensors, motion).arraySync(),
				foldedLogits(layers, pooledBranches({ rise, fall }, architecture)).arraySync(),
			];
		});
		expect(run).toHaveLength(2);
		for (const branch of [0, 1]) {
			expect(run[branch]).toHaveLength(FOLDED_LOGITS);
			expect(run[branch]!.slice(LOGITS).every((value) => value === 0)).toBe(true);
			for (let i = 0; i < LOGITS; i++) {
				// Of size one, summed in another order in single precision.
				expect(run[branch]![i]).toBeCloseTo(trained[branch]![i]!, 5);
			}
		}
	});

	it('takes three layers, as wide as the members together', () => {
		const architecture = SIZES[1]!;
		const parameters = parametersOf(architecture).map(
			({ shape }) => new Float32Array(sizeOf(shape)),
		);
		const shapes = foldNetwork(architecture, parameters).map(({ inner, columns }) => [
			inner,
			columns,
		]);
		expect(shapes).toEqual([
			[588, 144],
			[144, 144],
			[144, FOLDED_LOGITS],
		]);
	});
});
