/**
 * Weights of the state dict as the forward pass wants them: kernels with
 * the outputs last, and every norm that is fixed in evaluation folded into the layer beside it.
 *
 * Folding is exact but for rounding: float64 here, float32 in the tensors.
 */
import { tensor } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { Fault } from '../../core/record/index.ts';
import type { PaperTensor } from './state-dict.ts';

const BATCH_NORM_EPSILON = 1e-5;

/** x [N, in] -> x * kernel + bias [N, out]. */
export interface Dense {
	readonly kernel: Tensor2D;
	readonly bias: Tensor1D;
}

/** A convolution; `filter` [height, width, in, out], depthwise [height, width, channels, 1]. */
export interface Convolution {
	readonly filter: Tensor4D;
	readonly bias: Tensor1D;
}

/** Scale and shift, one value a channel. */
export interface Affine {
	readonly scale: Tensor1D;
	readonly shift: Tensor1D;
}

/** Reads tensors by name, and keeps count of the ones it makes for the backend. */
export class Weights {
	readonly #values: ReadonlyMap<string, Float32Array>;
	readonly #shapes: ReadonlyMap<string, readonly number[]>;
	readonly #made: Tensor[] = [];

	/** Throws model/mismatch, naming every tensor that is missing or has another size. */
	constructor(values: ReadonlyMap<string, Float32Array>, wanted: readonly PaperTensor[]) {
		this.#values = values;
		this.#shapes = new Map(wanted.map(({ name, shape }) => [name, shape]));
		const wrong = wanted
			.filter(({ role }) => role === 'used')
			.flatMap(({ name, shape }) => {
				const size = shape.reduce((a, b) => a * b, 1);
				const found = values.get(name);
				if (found === undefined) return [`${name} is missing`];
				return found.length === size
					? []
					: [`${name} has ${found.length} values instead of ${size} [${shape.join(', ')}]`];
			});
		if (wrong.length > 0) throw new Fault('model/mismatch', wrong.join('; '));
	}

	/** Everything made so far, for whoever frees it. */
	get made(): readonly Tensor[] {
		return this.#made;
	}

	/** A constant of the network, [..shape]. */
	constant<T extends Tensor>(values: Float32Array, shape: readonly number[]): T {
		const made = tensor(values, [...shape], 'float32') as T;
		this.#made.push(made);
		return made;
	}

	/** A tensor as it is. */
	plain<T extends Tensor>(name: string, shape = this.#shapeOf(name)): T {
		return this.constant<T>(this.#valuesOf(name), shape);
	}

	affine(name: string): Affine {
		return { scale: this.plain(`${name}.weight`), shift: this.plain(`${name}.bias`) };
	}

	/**
	 * A linear layer. `after`: the layer norm before it, whose scale and shift move in here. `before`:
	 * the BatchNorm behind it. `outputs`: which of its outputs, in which order. `times`: a factor.
	 */
	dense(
		name: string,
		options: {
			readonly after?: string;
			readonly before?: string;
			readonly outputs?: readonly number[];
			readonly times?: number;
		} = {},
	): Dense {
		const { after, before, times = 1 } = options;
		const weight = this.#valuesOf(`${name}.weight`);
		const ownBias = this.#valuesOf(`${name}.bias`);
		const ins = weight.length / ownBias.length;
		const gains = after === undefined ? null : this.#valuesOf(`${after}.weight`);
		const offsets = after === undefined ? null : this.#valuesOf(`${after}.bias`);
		const { scale, shift } = this.#batchNorm(before, ownBias.length);
		const outputs = options.outputs ?? Array.from(ownBias, (_, out) => out);
		const kernel = new Float32Array(ins * outputs.length);
		const bias = new Float32Array(outputs.length);
		for (const [column, out] of outputs.entries()) {
			let sum = ownBias[out]!;
			for (let i = 0; i < ins; i++) {
				const value = weight[out * ins + i]!;
				kernel[i * outputs.length + column] = times * scale[out]! * value * (gains?.[i] ?? 1);
				sum += value * (offsets?.[i] ?? 0);
			}
			bias[column] = times * (sum * scale[out]! + shift[out]!);
		}
		return {
			kernel: this.constant(kernel, [ins, outputs.length]),
			bias: this.constant(bias, [outputs.length]),
		};
	}

	/** A convolution and the BatchNorm behind it, if there is one. */
	convolution(name: string, norm?: string): Convolution {
		const weight = this.#valuesOf(`${name}.weight`);
		const [outs, ins, height, width] = this.#shapeOf(`${name}.weight`) as [
			...[number, number, number, number],
		];
		const { scale, shift } = this.#batchNorm(norm, outs);
		const bias = this.#valuesOf(`${name}.bias`);
		const filter = new Float32Array(weight.length);
		for (let out = 0; out < outs; out++) {
			for (let i = 0; i < ins; i++) {
				for (let tap = 0; tap < height * width; tap++) {
					filter[(tap * ins + i) * outs + out] =
						scale[out]! * weight[(out * ins + i) * height * width + tap]!;
				}
			}
		}
		return {
			filter: this.constant(filter, [height, width, ins, outs]),
			bias: this.constant(
				Float32Array.from(bias, (value, out) => value * scale[out]! + shift[out]!),
				[outs],
			),
		};
	}

	/** A depthwise convolution of odd size; `residual`: its input is added, by the centre tap. */
	depthwise(name: string, residual: boolean): Convolution {
		const weight = this.#valuesOf(`${name}.weight`);
		const [channels, , height, width] = this.#shapeOf(`${name}.weight`) as [
			...[number, number, number, number],
		];
		const taps = height * width;
		const centre = (taps - 1) / 2;
		const filter = new Float32Array(weight.length);
		for (let channel = 0; channel < channels; channel++) {
			for (let tap = 0; tap < taps; tap++) {
				filter[tap * channels + channel] =
					weight[channel * taps + tap]! + (residual && tap === centre ? 1 : 0);
			}
		}
		return {
			filter: this.constant(filter, [height, width, channels, 1]),
			bias: this.plain(`${name}.bias`),
		};
	}

	/** BatchNorm in evaluation is a scale and a shift; 1 and 0 without one. */
	#batchNorm(
		name: string | undefined,
		width: number,
	): { scale: Float64Array; shift: Float64Array } {
		const scale = new Float64Array(width).fill(1);
		const shift = new Float64Array(width);
		if (name === undefined) return { scale, shift };
		const [gain, offset, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(
			(part) => this.#valuesOf(`${name}.${part}`),
		);
		for (let i = 0; i < width; i++) {
			scale[i] = gain![i]! / Math.sqrt(variance![i]! + BATCH_NORM_EPSILON);
			shift[i] = offset![i]! - mean![i]! * scale[i]!;
		}
		return { scale, shift };
	}

	#valuesOf(name: string): Float32Array {
		const values = this.#values.get(name);
		if (values === undefined) throw new Fault('model/mismatch', `${name} is missing`);
		return values;
	}

	#shapeOf(name: string): readonly number[] {
		const shape = this.#shapes.get(name);
		if (shape === undefined) throw new Fault('model/mismatch', `the network has no ${name}`);
		return shape;
	}
}
