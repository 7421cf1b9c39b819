/**
 * A small paper network on each backend in Chromium. The published sizes would take a software GPU
 * minutes; `npm run parity -- network FILE --backend webgpu` runs them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PaperNetwork } from '../../../../src/line/paper/index.ts';
import { startBackend } from '../../../../src/line/backend/index.ts';
import type { Backend } from '../../../../src/core/record/index.ts';
import type { PaperActivation, PaperLogits } from '../../../../src/line/paper/index.ts';
import { TINY_PAPER, smallFrames, smallWeights } from '../../../support/small-paper.ts';

const CLASSES = 4;
/** Share of the largest value of an output; float32 sums in another order stay well under it. */
const TOLERANCE = 1e-4;

interface Ran {
	readonly logits: PaperLogits;
	readonly activations: readonly PaperActivation[];
}

async function runOn(name: Backend): Promise<Ran> {
	const backend = await startBackend(name, new URL('/tfjs-wasm', location.origin).href);
	try {
		expect(tf.getBackend()).toBe(name);
		const before = tf.memory().numTensors;
		const network = new PaperNetwork(smallWeights(CLASSES, TINY_PAPER), CLASSES, TINY_PAPER);
		const ran = await network.activations(...smallFrames(TINY_PAPER));
		network.close();
		expect(tf.memory().numTensors).toBe(before);
		return ran;
	} finally {
		backend.close();
	}
}

function expectSame(name: string, got: Float32Array, wanted: Float32Array): void {
	const size = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	expect(got.length, name).toBe(wanted.length);
	const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
	expect(worst / size, name).toBeLessThan(TOLERANCE);
}

describe('a small paper network', () => {
	let onWasm: Ran;
	beforeAll(async () => {
		onWasm = await runOn('wasm');
	});

	test('shows every stage', () => {
		const names = onWasm.activations.map(({ name }) => name);
		for (const stage of [0, 1]) expect(names).toContain(`main_branch.layers.${stage}`);
		expect(names).toContain('vit_pos');
	});

	test.each(['webgpu', 'webgl'] as const)(
		'%s agrees with wasm, output by output',
		async (name) => {
			const { logits, activations } = await runOn(name);
			for (const [i, { name: output, values }] of activations.entries()) {
				expectSame(output, values, onWasm.activations[i]!.values);
			}
			expectSame('rise', logits.rise, onWasm.logits.rise);
			expectSame('fall', logits.fall, onWasm.logits.fall);
		},
		300_000,
	);
});
