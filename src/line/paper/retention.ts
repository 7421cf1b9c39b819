/**
 * Retention: attention whose scores decay with the Manhattan distance.
 *
 *   softmax(q k^T + mask) v + LePE(v), then a projection
 *
 * q and k turn with the position (`relative-position.ts`), k carries the factor headDim^-0.5, LePE
 * is a depthwise convolution of v. Full retention compares all cells of the grid; separable
 * retention the cells of a row, then, on what comes out of that, the cells of a column.
 *
 * Letters in shapes: B events and branches, H and W cells, h heads, d dims a head, C = h * d.
 */
import { add, concat, mul, reshape, sub, transpose } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { StageSizes } from './architecture.ts';
import { attend } from './attention.ts';
import { convolveDepthwise, dense, tokensOf } from './layers.ts';
import { positionTables } from './relative-position.ts';
import type { Convolution, Dense, Weights } from './weights.ts';

/** What all blocks of a stage share. */
export interface StagePosition {
	readonly sizes: StageSizes;
	/** Cells along either side. */
	readonly grid: number;
	/** [H * W, C / 2] */
	readonly cos: Tensor2D;
	readonly sin: Tensor2D;
	/** Separable [h, W, W], for rows and columns of a square grid alike; full [h, H * W, H * W]. */
	readonly mask: Tensor3D;
}

export function stagePosition(weights: Weights, sizes: StageSizes, grid: number): StagePosition {
	const { cos, sin, mask, cells } = positionTables(sizes, grid);
	return {
		sizes,
		grid,
		cos: weights.constant(cos, [grid * grid, sizes.dim / 2]),
		sin: weights.constant(sin, [grid * grid, sizes.dim / 2]),
		mask: weights.constant(mask, [sizes.heads, cells, cells]),
	};
}

/** First and second dims of all pairs, each [C, C / 2]. */
interface Turning {
	readonly first: Dense;
	readonly second: Dense;
}

export interface RetentionWeights {
	readonly query: Turning;
	readonly key: Turning;
	readonly value: Dense;
	readonly lepe: Convolution;
	readonly out: Dense;
}

/** @param norm the layer norm before it, whose scale and shift are folded into q, k and v */
export function retentionWeights(
	weights: Weights,
	name: string,
	norm: string,
	{ dim, heads }: StageSizes,
): RetentionWeights {
	const even = Array.from({ length: dim / 2 }, (_, i) => 2 * i);
	const turning = (layer: string, times: number): Turning => ({
		first: weights.dense(layer, { after: norm, outputs: even, times }),
		second: weights.dense(layer, { after: norm, outputs: even.map((i) => i + 1), times }),
	});
	return {
		query: turning(`${name}.q_proj`, 1),
		key: turning(`${name}.k_proj`, (dim / heads) ** -0.5),
		value: weights.dense(`${name}.v_proj`, { after: norm }),
		lepe: weights.depthwise(`${name}.lepe.conv`, false),
		out: weights.dense(`${name}.out_proj`),
	};
}

/** x [B, H, W, C], normalised -> [B, H, W, C]. */
export function retain(x: Tensor4D, weights: RetentionWeights, position: StagePosition): Tensor4D {
	const { retention, heads } = position.sizes;
	const tokens = tokensOf(x); // [B * H * W, C]
	const q = turned(tokens, weights.query, position);
	const k = turned(tokens, weights.key, position);
	const v: Tensor4D = reshape(dense(tokens, weights.value), x.shape); // [B, H, W, C]
	const heard = (retention === 'full' ? full : separable)(
		q,
		k,
		reshape(v, [...x.shape.slice(0, 3), heads, -1]),
		position.mask,
	);
	const mixed: Tensor4D = add(reshape(heard, x.shape), convolveDepthwise(v, weights.lepe));
	return reshape(dense(tokensOf(mixed), weights.out), x.shape);
}

/**
 * Projects and turns: the pair (a, b) of dims 2i and 2i + 1 becomes (a cos - b sin, b cos + a sin).
 * The pairs' first dims come out before all second ones, for q and k alike: their products do not
 * care for the order of dims. [B * H * W, C] -> [B, H, W, h, d]
 */
function turned(tokens: Tensor2D, { first, second }: Turning, position: StagePosition): Tensor {
	const { grid, sizes, cos, sin } = position;
	const perGrid: [number, number, number] = [-1, grid * grid, sizes.dim / 2];
	const a = reshape(dense(tokens, first), perGrid); // [B, H * W, C / 2]
	const b = reshape(dense(tokens, second), perGrid);
	const perHead = [-1, sizes.dim / sizes.heads / 2]; // [B * H * W * h, d / 2]
	const pairs = concat(
		[
			reshape(sub(mul(a, cos), mul(b, sin)), perHead),
			reshape(add(mul(b, cos), mul(a, sin)), perHead),
		],
		1,
	);
	return reshape(pairs, [-1, grid, grid, sizes.heads, sizes.dim / sizes.heads]);
}

/** q, k, v [B, H, W, h, d], mask [h, H * W, H * W] -> [B, H, W, h, d]. */
function full(q: Tensor, k: Tensor, v: Tensor, mask: Tensor3D): Tensor {
	const [batch, height, width, heads, dim] = v.shape as [number, number, number, number, number];
	const cells = (x: Tensor): Tensor => reshape(x, [batch, height * width, heads, dim]);
	const heard = attend(
		transpose(cells(q), [0, 2, 1, 3]), // [B, h, H * W, d]
		transpose(cells(k), [0, 2, 3, 1]), // [B, h, d, H * W]
		transpose(cells(v), [0, 2, 1, 3]),
		mask,
	);
	return transpose(heard, [0, 2, 1, 3]); // [B, H * W, h, d]
}

/** q, k, v [B, H, W, h, d], mask [h, W, W] -> [B, H, W, h, d]. */
function separable(q: Tensor, k: Tensor, v: Tensor, mask: Tensor3D): Tensor {
	const alongRows = attend(
		transpose(q, [0, 1, 3, 2, 4]), // [B, H, h, W, d]
		transpose(k, [0, 1, 3, 4, 2]), // [B, H, h, d, W]
		transpose(v, [0, 1, 3, 2, 4]),
		mask,
	);
	const alongColumns = attend(
		transpose(q, [0, 2, 3, 1, 4]), // [B, W, h, H, d]
		transpose(k, [0, 2, 3, 4, 1]), // [B, W, h, d, H]
		transpose(alongRows, [0, 3, 2, 1, 4]), // [B, W, h, H, d]
		mask,
	);
	return transpose(alongColumns, [0, 3, 1, 2, 4]); // [B, H, W, h, d]
}
