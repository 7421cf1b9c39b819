/**
 * The tensors of the published state dict, by name and shape, in its
 * order; generated from the sizes of the network.
 *
 * Shapes are PyTorch's: linear [out, in], convolution [out, in / groups, height, width].
 */
import type { PaperArchitecture } from './architecture.ts';
import { FRAME_CHANNELS, PUBLISHED, lastStageOf } from './architecture.ts';

/**
 * `used`     the forward pass reads it
 * `unused`   a parameter that no output depends on (class token, ViT head, `to_Mask`)
 * `derived`  follows from the architecture alone (angles and decays of the retention)
 * `counter`  batches that BatchNorm has seen; of use in training only
 */
type TensorRole = 'used' | 'unused' | 'derived' | 'counter';

export interface PaperTensor {
	readonly name: string;
	readonly shape: readonly number[];
	readonly role: TensorRole;
	/**
	 * May have any number of rows (first axis), and may be left out: the published code makes the head of
	 * its spatial branch with five, whatever the number of classes, and never uses it.
	 */
	readonly anyRows?: true;
}

/** Whether a tensor of this shape is that tensor of the network. */
export const hasShape = ({ shape, anyRows }: PaperTensor, given: readonly number[]): boolean =>
	given.length === shape.length &&
	given.every((size, axis) => size === shape[axis] || (axis === 0 && anyRows === true));

/** Every tensor of the state dict of a network for so many classes: 210 as published. */
export function paperTensors(
	classes: number,
	architecture: PaperArchitecture = PUBLISHED,
): readonly PaperTensor[] {
	return [...spatialTensors(classes, architecture), ...mainTensors(classes, architecture)];
}

/** POS: an embedding of 1 x 1 patches, pre-norm blocks, a last norm. */
function spatialTensors(classes: number, architecture: PaperArchitecture): PaperTensor[] {
	const { dim, grid } = lastStageOf(architecture);
	const { depth, mlpRatio } = architecture.vit;
	const hidden = dim * mlpRatio;
	return prefixed('vit_pos.', [
		{ name: 'cls_token', shape: [1, 1, dim], role: 'unused' },
		used('pos_embed', [1, grid ** 2, dim]),
		...weighted('patch_embed.proj', [dim, FRAME_CHANNELS, 1, 1]),
		...Array.from({ length: depth }, (_, block) =>
			prefixed(`blocks.${block}.`, [
				...weighted('norm1', [dim]),
				...weighted('attn.qkv', [3 * dim, dim]),
				...weighted('attn.proj', [dim, dim]),
				...weighted('norm2', [dim]),
				...weighted('mlp.fc1', [hidden, dim]),
				...weighted('mlp.fc2', [dim, hidden]),
			]),
		).flat(),
		...weighted('norm', [dim]),
		...weighted('head', [classes, dim], 'unused').map((tensor) => ({
			...tensor,
			anyRows: true as const,
		})),
		...weighted('to_Mask.0', [1, dim], 'unused'),
	]);
}

/** RMT-T3: stem, stages with a halving of the grid between them, projection, head. */
function mainTensors(classes: number, architecture: PaperArchitecture): PaperTensor[] {
	const { stem, stages, mlpRatio, projection } = architecture;
	return prefixed('main_branch.', [
		...stem.flatMap((width, index) => [
			// Convolution, norm and GELU are counted; the GELU after the last norm is absent.
			...weighted(`patch_embed.proj.${3 * index}`, [
				width,
				stem[index - 1] ?? FRAME_CHANNELS,
				3,
				3,
			]),
			...batchNorm(`patch_embed.proj.${3 * index + 1}`, width),
		]),
		...stages.flatMap(({ dim, depth, heads }, index) =>
			prefixed(`layers.${index}.`, [
				{ name: 'Relpos.angle', shape: [dim / heads], role: 'derived' },
				{ name: 'Relpos.decay', shape: [heads], role: 'derived' },
				...Array.from({ length: depth }, (_, block) =>
					prefixed(`blocks.${block}.`, retentionBlock(dim, dim * mlpRatio)),
				).flat(),
				...downsample(dim, stages[index + 1]?.dim),
			]),
		),
		...weighted('proj', [projection, lastStageOf(architecture).dim]),
		...batchNorm('norm', projection),
		...weighted('head', [classes, projection]),
	]);
}

const retentionBlock = (dim: number, hidden: number): PaperTensor[] => [
	...weighted('retention_layer_norm', [dim]),
	...weighted('retention.q_proj', [dim, dim]),
	...weighted('retention.k_proj', [dim, dim]),
	...weighted('retention.v_proj', [dim, dim]),
	...weighted('retention.lepe.conv', [dim, 1, 5, 5]),
	...weighted('retention.out_proj', [dim, dim]),
	...weighted('final_layer_norm', [dim]),
	...weighted('ffn.fc1', [hidden, dim]),
	...weighted('ffn.fc2', [dim, hidden]),
	...weighted('ffn.dwconv.conv', [hidden, 1, 3, 3]),
	...weighted('pos.conv', [dim, 1, 3, 3]),
];

const downsample = (dim: number, next: number | undefined): PaperTensor[] =>
	next === undefined
		? []
		: [
				...weighted('downsample.reduction', [next, dim, 3, 3]),
				...batchNorm('downsample.norm', next),
			];

const used = (name: string, shape: readonly number[]): PaperTensor => ({
	name,
	shape,
	role: 'used',
});

/** A weight and its bias, one value for each output (the first axis). */
const weighted = (
	name: string,
	shape: readonly number[],
	role: TensorRole = 'used',
): PaperTensor[] => [
	{ name: `${name}.weight`, shape, role },
	{ name: `${name}.bias`, shape: [shape[0]!], role },
];

const batchNorm = (name: string, width: number): PaperTensor[] => [
	...weighted(name, [width]),
	used(`${name}.running_mean`, [width]),
	used(`${name}.running_var`, [width]),
	{ name: `${name}.num_batches_tracked`, shape: [], role: 'counter' },
];

const prefixed = (prefix: string, tensors: readonly PaperTensor[]): PaperTensor[] =>
	tensors.map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
