/**
 * Room: classify. The live two-branch network: one small encoder, called on the rise and on the
 * negated fall with the same parameters.
 *
 * In    per branch [B, 28, 28, 3]: u, v, optical strain, as `eventMotion` writes them
 * Out   per branch logits of the action units [B, 34] (the subject's left side first, then the
 *       right, `UNITS` order each) and of the classes [B, 3]
 * Size  `PARAMETERS`: 33 k values; 32 k multiply-adds a branch
 *
 * A pure function of (parameters, input) in tfjs ops that the wasm, WebGL and WebGPU backends and
 * their gradients all have: training in Node and the app run these lines. No convolution: its
 * filter gradient is missing in wasm, and on real data a small perceptron over a pooled grid did
 * better than larger networks (framing and normalisation count, size does not).
 *
 * The idea of two branches with shared parameters and a loss on the falling phase is GAMDSS'
 * (arXiv 2603.04766).
 */
import { avgPool, fused, reshape } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { GRID, GRID_CHANNELS } from './verdict.ts';
import type { Class3 } from './verdict.ts';

/** FACS numbers the network scores. Eye closure (43) is left out: a blink is not an expression. */
export const UNITS = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26] as const;
export const CLASSES: readonly Class3[] = ['positive', 'negative', 'surprise'];

/** 2 x 2 cells are averaged: 14 x 14, a sixth of the inter-ocular distance each. */
const POOL = 2;
const POOLED = GRID / POOL;
const FEATURES = POOLED * POOLED * GRID_CHANNELS;
const HIDDEN = 48;

export interface TensorSpec {
	readonly name: string;
	readonly shape: readonly number[];
}

/** Every parameter, in the order of the weight file. */
export const PARAMETERS = [
	{ name: 'encoder/dense1/kernel', shape: [FEATURES, HIDDEN] },
	{ name: 'encoder/dense1/bias', shape: [HIDDEN] },
	{ name: 'encoder/dense2/kernel', shape: [HIDDEN, HIDDEN] },
	{ name: 'encoder/dense2/bias', shape: [HIDDEN] },
	{ name: 'heads/units/kernel', shape: [HIDDEN, 2 * UNITS.length] },
	{ name: 'heads/units/bias', shape: [2 * UNITS.length] },
	{ name: 'heads/classes/kernel', shape: [HIDDEN, CLASSES.length] },
	{ name: 'heads/classes/bias', shape: [CLASSES.length] },
] as const satisfies readonly TensorSpec[];

/** Values in a tensor of this shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Parameters as tensors, in the order of `PARAMETERS`. */
export type Parameters = readonly Tensor[];

export interface BranchLogits {
	/** [B, 34] */
	readonly units: Tensor2D;
	/** [B, 3] */
	readonly classes: Tensor2D;
}

/** One branch. The caller tidies: the intermediate tensors are not freed here. */
export function branchLogits(parameters: Parameters, motion: Tensor4D): BranchLogits {
	const [kernel1, bias1, kernel2, bias2, unitKernel, unitBias, classKernel, classBias] =
		parameters as readonly Tensor2D[];
	const batch = motion.shape[0];
	const pooled: Tensor2D = reshape(avgPool(motion, POOL, POOL, 'valid'), [batch, FEATURES]); // [B, 588]
	const hidden1 = dense(pooled, kernel1!, bias1!, 'relu'); // [B, 48]
	const hidden2 = dense(hidden1, kernel2!, bias2!, 'relu'); // [B, 48]
	return {
		units: dense(hidden2, unitKernel!, unitBias!, 'linear'),
		classes: dense(hidden2, classKernel!, classBias!, 'linear'),
	};
}

/** Both branches of a batch of events. */
export function twoBranchLogits(
	parameters: Parameters,
	rise: Tensor4D,
	fall: Tensor4D,
): { readonly rise: BranchLogits; readonly fall: BranchLogits } {
	return { rise: branchLogits(parameters, rise), fall: branchLogits(parameters, fall) };
}

/** One kernel where no gradient is asked for; tfjs takes it apart where one is. */
const dense = (a: Tensor2D, b: Tensor2D, bias: Tensor2D, activation: 'relu' | 'linear'): Tensor2D =>
	fused.matMul({ a, b, bias, activation }) as Tensor2D;
