/**
 * The live network in three matrix products, for running it: members side by side in one matrix, their
 * mean in the last one, cells pooled before they are uploaded. A kernel of tfjs costs more than the
 * arithmetic in it, and member by member an event takes eighteen.
 *
 * In    parameters in the order of `parametersOf`; both motions of an event
 * Out   the logits of `branchLogits`, to the rounding of floats, and some zeros after them
 * Cost  the second matrix is mostly zeros: its products are `members` times as many, and few still
 */
import { fused, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { EventMotion } from '../backend/index.ts';
import type { Architecture } from './architecture.ts';
import { TENSORS_A_MEMBER } from './live-network.ts';
import { GRID } from './motion-grid.ts';

/** A dense layer: [rows, inner] to [rows, columns]. */
export interface FoldedLayer {
	readonly inner: number;
	readonly columns: number;
	/** [inner, columns], row-major. */
	readonly kernel: Float32Array;
	/** [columns] */
	readonly bias: Float32Array;
}

export interface FoldedTensors {
	readonly kernel: Tensor2D;
	readonly bias: Tensor1D;
}

/**
 * Columns of the last layer: the logits, then zeros. A product of more than 128 values is another kernel
 * in tfjs' WebGPU: where graphics are drawn in software, an event then takes less than half the time.
 */
export const FOLDED_LOGITS = 65;

/** Of a branch, once its cells are pooled. */
const featuresOf = ({ pool, channels }: Architecture): number => (GRID / pool) ** 2 * channels;

/**
 * @param parameters values by tensor, in the order of `parametersOf`
 * @returns three layers: into the members' first, their second, and the mean of their logits
 */
export function foldNetwork(
	architecture: Architecture,
	parameters: readonly Float32Array[],
): FoldedLayer[] {
	const { members, hidden } = architecture;
	const wide = members * hidden;
	const first = empty(featuresOf(architecture), wide);
	const second = empty(wide, wide);
	const last = empty(wide, FOLDED_LOGITS);
	for (let member = 0; member < members; member++) {
		const [kernel1, bias1, kernel2, bias2, unitKernel, unitBias, classKernel, classBias] =
			parameters.slice(member * TENSORS_A_MEMBER, (member + 1) * TENSORS_A_MEMBER);
		const at = member * hidden;
		const units = unitBias!.length;
		add(first, kernel1!, bias1!, 0, at);
		add(second, kernel2!, bias2!, at, at);
		add(last, unitKernel!, unitBias!, at, 0, 1 / members);
		add(last, classKernel!, classBias!, at, units, 1 / members);
	}
	return [first, second, last];
}

const empty = (inner: number, columns: number): FoldedLayer => ({
	inner,
	columns,
	kernel: new Float32Array(inner * columns),
	bias: new Float32Array(columns),
});

/** Adds a smaller layer to a larger one, its first row and column at these. */
function add(
	to: FoldedLayer,
	kernel: Float32Array,
	bias: Float32Array,
	row: number,
	column: number,
	share = 1,
): void {
	const width = bias.length;
	kernel.forEach((value, i) => {
		const at = (row + Math.floor(i / width)) * to.columns + column + (i % width);
		to.kernel[at]! += share * value;
	});
	bias.forEach((value, i) => (to.bias[column + i]! += share * value));
}

/** On the backend that runs. */
export const foldedTensors = (layers: readonly FoldedLayer[]): FoldedTensors[] =>
	layers.map(({ inner, columns, kernel, bias }) => ({
		kernel: tensor2d(kernel, [inner, columns]),
		bias: tensor1d(bias),
	}));

/** Both branches with their cells averaged, [2, cells and channels]: rise, then fall. */
export function pooledBranches(
	{ rise, fall }: Pick<EventMotion, 'rise' | 'fall'>,
	architecture: Architecture,
): Float32Array {
	const features = featuresOf(architecture);
	const out = new Float32Array(2 * features);
	pool(rise, architecture, out.subarray(0, features));
	pool(fall, architecture, out.subarray(features));
	return out;
}

function pool(
	motion: Float32Array,
	{ pool: side, channels }: Architecture,
	out: Float32Array,
): void {
	const across = GRID / side;
	const share = 1 / side ** 2;
	let from = 0;
	for (let y = 0; y < GRID; y++) {
		const row = Math.floor(y / side) * across;
		for (let left = 0; left < across; left++) {
			const to = (row + left) * channels;
			for (let x = 0; x < side; x++) {
				for (let channel = 0; channel < channels; channel++) {
					out[to + channel]! += share * motion[from++]!;
				}
			}
		}
	}
}

/** [2, FOLDED_LOGITS] from what `pooledBranches` gives. The caller tidies. */
export function foldedLogits(layers: readonly FoldedTensors[], pooled: Float32Array): Tensor2D {
	return layers.reduce<Tensor2D>(
		(a, { kernel, bias }, i) =>
			fused.matMul({
				a,
				b: kernel,
				bias,
				activation: i === layers.length - 1 ? 'linear' : 'relu',
			}) as Tensor2D,
		tensor2d(pooled, [2, pooled.length / 2]),
	);
}
