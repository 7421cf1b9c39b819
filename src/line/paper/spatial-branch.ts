/**
 * POS, the spatial branch: a small vision transformer over 14 x 14
 * pixels of a frame. What it says of where things lie in the face is added to the main branch.
 */
import { add, mul, reshape, transpose } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { attend } from './attention.ts';
import { lastStageOf } from './architecture.ts';
import type { PaperArchitecture } from './architecture.ts';
import type { Observe } from './layers.ts';
import { dense, gelu, normalise } from './layers.ts';
import type { Affine, Dense, Weights } from './weights.ts';

interface AttentionBlock {
	readonly name: string;
	readonly query: Dense;
	readonly key: Dense;
	readonly value: Dense;
	readonly out: Dense;
	readonly fc1: Dense;
	readonly fc2: Dense;
}

export interface SpatialBranch {
	readonly heads: number;
	readonly embedding: Dense;
	/** [1, cells, C] */
	readonly position: Tensor3D;
	readonly blocks: readonly AttentionBlock[];
	readonly norm: Affine;
}

export function spatialBranch(weights: Weights, architecture: PaperArchitecture): SpatialBranch {
	const { dim } = lastStageOf(architecture);
	const { depth, heads } = architecture.vit;
	const part = (index: number): number[] => Array.from({ length: dim }, (_, i) => index * dim + i);
	return {
		heads,
		embedding: weights.dense('vit_pos.patch_embed.proj'),
		position: weights.plain('vit_pos.pos_embed'),
		blocks: Array.from({ length: depth }, (_, index): AttentionBlock => {
			const name = `vit_pos.blocks.${index}`;
			const qkv = (which: number, times = 1): Dense =>
				weights.dense(`${name}.attn.qkv`, { after: `${name}.norm1`, outputs: part(which), times });
			return {
				name,
				query: qkv(0, (dim / heads) ** -0.5),
				key: qkv(1),
				value: qkv(2),
				out: weights.dense(`${name}.attn.proj`),
				fc1: weights.dense(`${name}.mlp.fc1`, { after: `${name}.norm2` }),
				fc2: weights.dense(`${name}.mlp.fc2`),
			};
		}),
		norm: weights.affine('vit_pos.norm'),
	};
}

/** pixels [B * cells, 3] -> [B, cells, C]. The caller tidies. */
export function spatialTokens(branch: SpatialBranch, pixels: Tensor2D, observe: Observe): Tensor3D {
	const grid = branch.position.shape; // [1, cells, C]
	const perFrame: [number, number, number] = [-1, grid[1], grid[2]];
	const embedded = reshape(dense(pixels, branch.embedding), perFrame);
	observe('vit_pos.patch_embed', embedded);
	let x: Tensor3D = add(embedded, branch.position); // [B, cells, C]
	for (const block of branch.blocks) {
		x = add(x, attention(normalise(x), block, branch.heads));
		const hidden = gelu(dense(reshape(normalise(x), [-1, grid[2]]), block.fc1)); // [B * cells, 4C]
		x = add(x, reshape(dense(hidden, block.fc2), perFrame));
		observe(block.name, x);
	}
	const out: Tensor3D = add(mul(normalise(x), branch.norm.scale), branch.norm.shift);
	observe('vit_pos', out);
	return out;
}

/** [B, n, C] -> [B, n, C]; h heads of d dims. */
function attention(x: Tensor3D, block: AttentionBlock, heads: number): Tensor3D {
	const [batch, cells, width] = x.shape;
	const tokens: Tensor2D = reshape(x, [batch * cells, width]);
	const perHead = (layer: Dense, order: number[]): Tensor =>
		transpose(reshape(dense(tokens, layer), [batch, cells, heads, width / heads]), order);
	const q = perHead(block.query, [0, 2, 1, 3]); // [B, h, n, d]
	const keysAcross = perHead(block.key, [0, 2, 3, 1]); // [B, h, d, n]
	const v = perHead(block.value, [0, 2, 1, 3]);
	const heard = attend(q, keysAcross, v, null); // [B, h, n, d]
	const joined: Tensor2D = reshape(transpose(heard, [0, 2, 1, 3]), [batch * cells, width]);
	return reshape(dense(joined, block.out), x.shape);
}
