/**
 * The few operations that both branches are made of, in tfjs ops that
 * the wasm, WebGL and WebGPU backends all have. Grids are [B, H, W, C], tokens [N, C].
 *
 * The caller tidies.
 */
import {
	add,
	erf,
	fused,
	mean,
	mul,
	reshape,
	rsqrt,
	squaredDifference,
	sub,
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Convolution, Dense } from './weights.ts';

const LAYER_NORM_EPSILON = 1e-6;

/** What a check may look at: the output of a module of the published code, by its name there. */
export type Observe = (name: string, output: Tensor) => void;

/** Tokens of a grid: [B, H, W, C] -> [B * H * W, C]. */
export const tokensOf = (grid: Tensor): Tensor2D => reshape(grid, [-1, grid.shape.at(-1)!]);

/** [N, in] -> [N, out]. */
export const dense = (x: Tensor2D, { kernel, bias }: Dense): Tensor2D =>
	fused.matMul({ a: x, b: kernel, bias }) as Tensor2D;

/** Each token less its mean, over its standard deviation; scale and shift are the next layer's. */
export function normalise<T extends Tensor>(x: T): T {
	const middle = mean(x, -1, true); // [.., 1]
	const variance = mean(squaredDifference(x, middle), -1, true);
	return mul(sub(x, middle), rsqrt(add(variance, LAYER_NORM_EPSILON)));
}

/** x * Phi(x), by the error function as published, not by its tanh likeness. */
export const gelu = <T extends Tensor>(x: T): T =>
	mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** Same size out, or half of it with stride 2; one cell of zeros around. */
export const convolve = (x: Tensor4D, { filter, bias }: Convolution, stride: 1 | 2): Tensor4D =>
	fused.conv2d({ x, filter, strides: stride, pad: 1, bias });

export const convolveDepthwise = (x: Tensor4D, { filter, bias }: Convolution): Tensor4D =>
	fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'same', bias });
