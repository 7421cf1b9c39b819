/**
 * The live two-branch network: one small encoder, called on the rise and on the
 * negated fall with the same parameters; some such networks side by side, their logits averaged.
 *
 * In    per branch [B, 28, 28, channels]: u, v, optical strain, as `eventMotion` writes them
 * Out   per branch logits of the action units [B, 34] (the subject's left side first, then the
 *       right, `UNITS` order each) and of the classes [B, 3]
 * Size  `parametersOf(architecture)`; the shipped architecture is in its `model.json`
 *
 * A pure function of (architecture, parameters, input) in tfjs ops that the wasm, WebGL and WebGPU
 * backends and their gradients all have. Training runs these lines; the app runs the same function in
 * fewer kernels (`folded-network.ts`, which a test holds to this one). No
 * convolution: its filter gradient is missing in wasm, and on real data a small perceptron over a
 * pooled grid did better than larger networks (framing and normalisation count, size does not).
 *
 * The idea of two branches with shared parameters and a loss on the falling phase is GAMDSS'
 * (arXiv 2603.04766).
 */
import { addN, avgPool, concat, fused, mul, reshape } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Class3 } from '../../core/record/index.ts';
import type { Architecture } from './architecture.ts';
import { GRID } from './motion-grid.ts';

/** FACS numbers the network scores. Eye closure (43) is left out: a blink is not an expression. */
export const UNITS = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26] as const;
export const CLASSES: readonly Class3[] = ['positive', 'negative', 'surprise'];
/** Logits of a branch: the units of both sides, then the classes. */
export const LOGITS = 2 * UNITS.length + CLASSES.length;

export interface TensorSpec {
	readonly name: string;
	readonly shape: readonly number[];
}

/** Every parameter, in the order of the weight file: one member after another. */
export function parametersOf(architecture: Architecture): TensorSpec[] {
	const { members, pool, hidden, channels } = architecture;
	const features = (GRID / pool) ** 2 * channels;
	return Array.from({ length: members }, (_, member) => [
		{ name: `${member}/encoder/dense1/kernel`, shape: [features, hidden] },
		{ name: `${member}/encoder/dense1/bias`, shape: [hidden] },
		{ name: `${member}/encoder/dense2/kernel`, shape: [hidden, hidden] },
		{ name: `${member}/encoder/dense2/bias`, shape: [hidden] },
		{ name: `${member}/heads/units/kernel`, shape: [hidden, 2 * UNITS.length] },
		{ name: `${member}/heads/units/bias`, shape: [2 * UNITS.length] },
		{ name: `${member}/heads/classes/kernel`, shape: [hidden, CLASSES.length] },
		{ name: `${member}/heads/classes/bias`, shape: [CLASSES.length] },
	]).flat();
}

/** Of `parametersOf`. */
export const TENSORS_A_MEMBER = 8;

/** Values in a tensor of this shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Values of all parameters. */
export const parameterCount = (architecture: Architecture): number =>
	parametersOf(architecture).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Parameters as tensors, in the order of `parametersOf`. */
export type Parameters = readonly Tensor[];

/** One branch: [B, 37], units then classes. The caller tidies: intermediate tensors are not freed here. */
export function branchLogits(
	architecture: Architecture,
	parameters: Parameters,
	motion: Tensor4D,
): Tensor2D {
	const { members, pool } = architecture;
	const pooled = pool === 1 ? motion : avgPool(motion, pool, pool, 'valid');
	const features: Tensor2D = reshape(pooled, [motion.shape[0], sizeOf(pooled.shape.slice(1))]);
	const logits = Array.from({ length: members }, (_, member) => {
		const first = member * TENSORS_A_MEMBER;
		return memberLogits(parameters.slice(first, first + TENSORS_A_MEMBER), features);
	});
	return members === 1 ? logits[0]! : mul(addN(logits), 1 / members);
}

function memberLogits(parameters: Parameters, features: Tensor2D): Tensor2D {
	const [kernel1, bias1, kernel2, bias2, unitKernel, unitBias, classKernel, classBias] =
		parameters as readonly Tensor2D[];
	const hidden1 = dense(features, kernel1!, bias1!, 'relu'); // [B, hidden]
	const hidden2 = dense(hidden1, kernel2!, bias2!, 'relu'); // [B, hidden]
	const units = dense(hidden2, unitKernel!, unitBias!, 'linear');
	return concat([units, dense(hidden2, classKernel!, classBias!, 'linear')], 1);
}

/** One kernel where no gradient is asked for; tfjs takes it apart where one is. */
const dense = (a: Tensor2D, b: Tensor2D, bias: Tensor2D, activation: 'relu' | 'linear'): Tensor2D =>
	fused.matMul({ a, b, bias, activation }) as Tensor2D;
