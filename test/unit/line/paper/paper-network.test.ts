/**
 * The whole network in Node, on wasm. At full size that is some nine seconds of a core, most of them
 * for weights by formula: few enough to check the shared reference here, too.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, test, vi } from 'vitest';
import { PaperNetwork } from '../../../../src/line/paper/index.ts';
import { patchCentres } from '../../../../src/line/paper/frames.ts';
import { Weights } from '../../../../src/line/paper/weights.ts';
import { TOLERANCE, comparisonsOf } from '../../../../src/lab/parity/network/compare.ts';
import { formulaWeights } from '../../../../src/lab/parity/network/formula.ts';
import { networkReference } from '../../../../src/lab/parity/network/reference.ts';
import { forwardOf } from '../../../../src/lab/parity/network/summary.ts';
import { useWasm } from '../../../../src/lab/judge/index.ts';
import { sharedFolder } from '../../../support/shared-folder.ts';
import { SMALL_PAPER, smallFrames, smallWeights } from '../../../support/small-paper.ts';

const referencePath = join(sharedFolder, 'reference/gamdss_bdrt_reference.json');

vi.setConfig({ testTimeout: 60_000 });
beforeAll(useWasm);

test.skipIf(!existsSync(referencePath))(
	'full size equals the recorded outputs (skipped without the shared reference)',
	async () => {
		const reference = networkReference('reference', readFileSync(referencePath, 'utf8'));
		const network = new PaperNetwork(formulaWeights(reference.classes), reference.classes);
		const comparisons = comparisonsOf(reference, await forwardOf(network));
		network.close();
		expect(comparisons).toHaveLength(14);
		for (const { error } of comparisons) expect(error).toBeLessThan(TOLERANCE);
	},
	120_000,
);

describe('a small one', () => {
	it('has a value a class and branch, and needs only the tensors that it reads', async () => {
		const network = new PaperNetwork(smallWeights(7), 7, SMALL_PAPER);
		const { rise, fall } = await network.logits(...smallFrames());
		expect(rise).toHaveLength(7);
		expect(fall).toHaveLength(7);
		expect([...rise, ...fall].every(Number.isFinite)).toBe(true);
		expect([...rise]).not.toEqual([...fall]);
		network.close();
	});

	it('reads the rise off onset and apex, the fall off apex and offset, with one network', async () => {
		const network = new PaperNetwork(smallWeights(3), 3, SMALL_PAPER);
		const [a, b, c] = smallFrames();
		const plain = await network.logits(a, b, c);
		const otherOffset = await network.logits(a, b, a);
		expect([...otherOffset.rise]).toEqual([...plain.rise]);
		expect([...otherOffset.fall]).not.toEqual([...plain.fall]);
		const otherOnset = await network.logits(c, b, c);
		expect([...otherOnset.fall]).toEqual([...plain.fall]);
		// The same difference and the same place: the same numbers, whichever branch.
		const still = await network.logits(a, a, a);
		expect([...still.rise]).toEqual([...still.fall]);
		network.close();
	});

	it('keeps no tensor after an event, and none after it is closed', async () => {
		const before = tf.memory().numTensors;
		const network = new PaperNetwork(smallWeights(3), 3, SMALL_PAPER);
		const held = tf.memory().numTensors;
		await network.logits(...smallFrames());
		await network.activations(...smallFrames());
		expect(tf.memory().numTensors).toBe(held);
		network.close();
		network.close();
		expect(tf.memory().numTensors).toBe(before);
		await expect(network.logits(...smallFrames())).rejects.toThrow('closed');
	});

	it('names every tensor that is missing or has another size, and makes none', () => {
		const before = tf.memory().numTensors;
		const weights = smallWeights(3);
		weights.delete('main_branch.head.bias');
		weights.set('vit_pos.norm.bias', new Float32Array(5));
		expect(() => new PaperNetwork(weights, 3, SMALL_PAPER)).toThrow(
			'model/mismatch: vit_pos.norm.bias has 5 values instead of 32 [32]; main_branch.head.bias is missing',
		);
		expect(tf.memory().numTensors).toBe(before);
	});

	it('refuses frames of another size', async () => {
		const network = new PaperNetwork(smallWeights(3), 3, SMALL_PAPER);
		const [a, b] = smallFrames();
		await expect(network.logits(a, b, new Float32Array(10))).rejects.toThrow(
			'a frame has 10 values, expected [32, 32, 3]',
		);
		network.close();
	});
});

describe('folded weights', () => {
	const values = new Map(
		Object.entries({
			'c.weight': [1, 2, 3, 4, 5, 6, 7, 8, 9],
			'c.bias': [0.5],
			'n.weight': [2],
			'n.bias': [0.25],
			'n.running_mean': [3],
			'n.running_var': [4],
			'l.weight': [1, 2, 3, 4],
			'l.bias': [10, 20],
			'a.weight': [0.5, 2],
			'a.bias': [1, -1],
		}).map(([name, list]) => [name, Float32Array.from(list)]),
	);
	const weights = new Weights(values, [
		{ name: 'c.weight', shape: [1, 1, 3, 3], role: 'used' },
		{ name: 'c.bias', shape: [1], role: 'used' },
		{ name: 'l.weight', shape: [2, 2], role: 'used' },
	]);

	it('put the BatchNorm behind a convolution into it', () => {
		const { filter, bias } = weights.convolution('c', 'n');
		const scale = 2 / Math.sqrt(4 + 1e-5);
		expect(filter.shape).toEqual([3, 3, 1, 1]);
		filter.dataSync().forEach((value, i) => expect(value).toBeCloseTo(scale * (i + 1), 5));
		expect(bias.dataSync()[0]).toBeCloseTo(scale * (0.5 - 3) + 0.25, 5);
	});

	it('put the scale and shift of a layer norm into the linear layer after it', () => {
		const { kernel, bias } = weights.dense('l', { after: 'a' });
		expect([...kernel.dataSync()]).toEqual([0.5, 1.5, 4, 8]); // [in, out]
		expect([...bias.dataSync()]).toEqual([10 + 1 - 2, 20 + 3 - 4]);
	});

	it('take the outputs that are asked for, times a factor', () => {
		const { kernel, bias } = weights.dense('l', { outputs: [1], times: 2 });
		expect([...kernel.dataSync()]).toEqual([6, 8]);
		expect([...bias.dataSync()]).toEqual([40]);
	});

	it('add the input of a depthwise convolution by its centre', () => {
		const { filter } = weights.depthwise('c', true);
		expect([...filter.dataSync()]).toEqual([1, 2, 3, 4, 6, 6, 7, 8, 9]);
	});
});

it('takes for the spatial branch the mean of the four pixels around the centre of a patch', () => {
	const side = 32;
	const frame = new Float32Array(side * side * 3);
	frame[(7 * side + 7) * 3] = 4; // red, the upper left patch
	frame[(8 * side + 24) * 3 + 2] = 8; // blue, the upper right one
	frame[(6 * side + 7) * 3] = 100; // too far up to count
	expect([...patchCentres([frame], side, 2)]).toEqual([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
});
