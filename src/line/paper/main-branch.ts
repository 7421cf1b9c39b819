/**
 * RMT-T3, the main branch: a stem of convolutions, four stages of
 * retention blocks with a halving of the grid between them, and the head.
 *
 * In    differences of frames [B, 224, 224, 3] and what the spatial branch says [B, 196, 512]
 * Out   logits [B, classes]
 */
import { add, mean, mul, reshape, sigmoid, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { gridsOf } from './architecture.ts';
import type { PaperArchitecture } from './architecture.ts';
import type { Observe } from './layers.ts';
import { convolve, convolveDepthwise, dense, gelu, normalise, tokensOf } from './layers.ts';
import { retain, retentionWeights, stagePosition } from './retention.ts';
import type { RetentionWeights, StagePosition } from './retention.ts';
import type { Convolution, Dense, Weights } from './weights.ts';

interface RetentionBlock {
	readonly name: string;
	readonly position: Convolution;
	readonly retention: RetentionWeights;
	readonly fc1: Dense;
	readonly depthwise: Convolution;
	readonly fc2: Dense;
}

interface Stage {
	readonly name: string;
	readonly position: StagePosition;
	readonly blocks: readonly RetentionBlock[];
	/** To half the cells and the next stage's width; the last stage has none. */
	readonly merge: Convolution | null;
}

export interface MainBranch {
	readonly stem: readonly Convolution[];
	readonly stages: readonly Stage[];
	readonly projection: Dense;
	readonly head: Dense;
}

export function mainBranch(weights: Weights, architecture: PaperArchitecture): MainBranch {
	const grids = gridsOf(architecture);
	const { stem, stages } = architecture;
	return {
		stem: stem.map((_, index) =>
			weights.convolution(
				`main_branch.patch_embed.proj.${3 * index}`,
				`main_branch.patch_embed.proj.${3 * index + 1}`,
			),
		),
		stages: stages.map((sizes, index): Stage => {
			const name = `main_branch.layers.${index}`;
			return {
				name,
				position: stagePosition(weights, sizes, grids[index]!),
				blocks: Array.from({ length: sizes.depth }, (_, block): RetentionBlock => {
					const own = `${name}.blocks.${block}`;
					return {
						name: own,
						position: weights.depthwise(`${own}.pos.conv`, true),
						retention: retentionWeights(
							weights,
							`${own}.retention`,
							`${own}.retention_layer_norm`,
							sizes,
						),
						fc1: weights.dense(`${own}.ffn.fc1`, { after: `${own}.final_layer_norm` }),
						depthwise: weights.depthwise(`${own}.ffn.dwconv.conv`, true),
						fc2: weights.dense(`${own}.ffn.fc2`),
					};
				}),
				merge:
					index === stages.length - 1
						? null
						: weights.convolution(`${name}.downsample.reduction`, `${name}.downsample.norm`),
			};
		}),
		projection: weights.dense('main_branch.proj', { before: 'main_branch.norm' }),
		head: weights.dense('main_branch.head'),
	};
}

/** difference [B, side, side, 3], spatial [B, cells, C] -> [B, classes]. The caller tidies. */
export function mainLogits(
	branch: MainBranch,
	difference: Tensor4D,
	spatial: Tensor3D,
	observe: Observe,
): Tensor2D {
	let x = tidy(() => stemOf(branch, difference)); // [B, 112, 112, 64]
	observe('main_branch.patch_embed', x);
	for (const stage of branch.stages) {
		for (const block of stage.blocks) {
			const before = x;
			x = retentionBlock(before, block, stage.position, observe);
			before.dispose();
			observe(block.name, x);
		}
		if (stage.merge !== null) {
			const before = x;
			x = convolve(before, stage.merge, 2); // [B, H / 2, W / 2, 2C]
			before.dispose();
			observe(`${stage.name}.downsample`, x);
		}
		observe(stage.name, x);
	}
	const joined = add<Tensor2D>(tokensOf(x), tokensOf(spatial)); // [B * 196, 512]
	const projected = dense(joined, branch.projection); // [B * 196, 1024]
	observe('main_branch.norm', reshape(projected, [...x.shape.slice(0, 3), -1]));
	const swish = mul<Tensor2D>(projected, sigmoid(projected));
	const perBranch = reshape(swish, [x.shape[0], -1, swish.shape.at(-1)!]);
	return dense(mean(perBranch, 1), branch.head); // [B, classes]
}

/** The first convolution halves the frame; GELU after all but the last. */
function stemOf(branch: MainBranch, difference: Tensor4D): Tensor4D {
	return branch.stem.reduce((x, layer, index) => {
		const out = convolve(x, layer, index === 0 ? 2 : 1);
		return index === branch.stem.length - 1 ? out : gelu(out);
	}, difference);
}

/** [B, H, W, C] -> [B, H, W, C]. */
function retentionBlock(
	input: Tensor4D,
	block: RetentionBlock,
	position: StagePosition,
	observe: Observe,
): Tensor4D {
	const placed = convolveDepthwise(input, block.position); // x + DWConv(x)
	const heard = tidy(() => {
		const out = retain(normalise(placed), block.retention, position);
		observe(`${block.name}.retention`, out);
		return add<Tensor4D>(placed, out);
	});
	placed.dispose();
	const out = tidy(() => {
		const more = feedForward(normalise(heard), block);
		observe(`${block.name}.ffn`, more);
		return add<Tensor4D>(heard, more);
	});
	heard.dispose();
	return out;
}

/** [B, H, W, C] -> [B, H, W, 3C] -> [B, H, W, C]. */
function feedForward(x: Tensor4D, { fc1, depthwise, fc2 }: RetentionBlock): Tensor4D {
	const [batch, height, width] = x.shape;
	const hidden = tidy(() => gelu(dense(tokensOf(x), fc1))); // [B * H * W, 3C]
	const spread = convolveDepthwise(reshape(hidden, [batch, height, width, -1]), depthwise);
	return reshape(dense(tokensOf(spread), fc2), x.shape);
}
