import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paperTensors } from '../../../../src/line/paper/index.ts';
import { sharedFolder } from '../../../support/shared-folder.ts';

const referencePath = join(sharedFolder, 'reference/gamdss_bdrt_reference.json');

/** Trainable values as PyTorch counts them: no statistics of BatchNorm, but tensors nothing reads. */
const parameterCount = (classes: number): number =>
	paperTensors(classes)
		.filter(({ role }) => role === 'used' || role === 'unused')
		.filter(({ name }) => !/\.running_(?:mean|var)$/.test(name))
		.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);

describe('state dict of the paper network', () => {
	it('has as many tensors and parameters as its layers add up to', () => {
		expect(paperTensors(5)).toHaveLength(210);
		expect(parameterCount(5)).toBe(12_793_003);
		// A class more: a row of each head and its bias, 512 + 1 in the ViT, 1024 + 1 after RMT.
		expect(parameterCount(6) - parameterCount(5)).toBe(513 + 1025);
	});

	it('tells apart what the forward pass reads', () => {
		const named = (role: string) =>
			paperTensors(5)
				.filter((tensor) => tensor.role === role)
				.map(({ name }) => name);
		expect(named('unused')).toEqual([
			'vit_pos.cls_token',
			...['head.weight', 'head.bias', 'to_Mask.0.weight', 'to_Mask.0.bias'].map(
				(name) => `vit_pos.${name}`,
			),
		]);
		expect(named('derived')).toHaveLength(8); // angle and decay of four stages
		expect(named('counter')).toHaveLength(8); // four norms of the stem, three merges, the last
		expect(new Set(paperTensors(5).map(({ name }) => name)).size).toBe(210);
	});

	it('shapes the tensors that depend on the classes', () => {
		const shapes = new Map(paperTensors(3).map(({ name, shape }) => [name, shape]));
		expect(shapes.get('main_branch.head.weight')).toEqual([3, 1024]);
		expect(shapes.get('vit_pos.head.bias')).toEqual([3]);
		expect(shapes.get('main_branch.layers.2.blocks.1.ffn.dwconv.conv.weight')).toEqual([
			768, 1, 3, 3,
		]);
	});

	it.skipIf(!existsSync(referencePath))(
		'equals the published one, order included (skipped without the shared reference)',
		() => {
			const reference = JSON.parse(readFileSync(referencePath, 'utf8')) as {
				state_dict: Record<string, number[]>;
				parameters: number;
			};
			expect(paperTensors(5).map(({ name, shape }) => [name, shape])).toEqual(
				Object.entries(reference.state_dict),
			);
			expect(parameterCount(5)).toBe(reference.parameters);
		},
	);
});
