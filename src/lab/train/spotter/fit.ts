/**
 * Fits one network of the scorer: a hidden layer of tanh and a logit, binary cross-entropy, AdamW.
 *
 * Inputs are standardised beforehand (`Standard`). Some are set to their mean at every example, so
 * that no single feature is relied on. The same seed and examples give the same network.
 */
import type { Random } from '../../../core/kernel/index.ts';
import { clamp, shuffleInPlace, sigmoid } from '../../../core/statistics/index.ts';
import { seeded } from '../../../core/kernel/index.ts';
import { adamStep, newAdamState } from '../adam.ts';
import type { SpotterTrainConfig } from './config.ts';

/** Inputs are cut off at so many deviations, here as in the app's scorer. */
const FARTHEST = 6;
const LEAST_VARIANCE = 1e-4;
/** The learning rate ends at this share of the first one. */
const LAST_RATE = 0.05;

/** Mean and deviation of every feature. */
export class Standard {
	readonly mean: Float64Array;
	readonly deviation: Float64Array;

	/** @param rows - feature vectors one after another, each `width` long; several such blocks */
	constructor(rows: readonly Float32Array[], width: number) {
		this.mean = new Float64Array(width);
		this.deviation = new Float64Array(width);
		const squares = new Float64Array(width);
		let count = 0;
		for (const block of rows) {
			for (let i = 0; i < block.length; i++) {
				this.mean[i % width]! += block[i]!;
				squares[i % width]! += block[i]! ** 2;
			}
			count += block.length / width;
		}
		for (let i = 0; i < width; i++) {
			this.mean[i]! /= count;
			const variance = squares[i]! / count - this.mean[i]! ** 2;
			this.deviation[i] = Math.sqrt(Math.max(LEAST_VARIANCE, variance));
		}
	}

	/** Writes a standardised vector into `out` at `to`. */
	write(rows: Float32Array, from: number, out: Float32Array, to: number): void {
		for (let i = 0; i < this.mean.length; i++) {
			const value = (rows[from + i]! - this.mean[i]!) / this.deviation[i]!;
			out[to + i] = clamp(value, -FARTHEST, FARTHEST);
		}
	}
}

export interface Examples {
	/** Standardised, [count, width]. */
	readonly inputs: Float32Array;
	/** 1 a movement, 0 nothing; [count]. */
	readonly targets: Uint8Array;
	readonly weights: Float32Array;
	readonly count: number;
}

/** tanh(hidden x + hiddenBias) · out + outBias */
export class Net {
	/** [units, width], row-major. */
	readonly hidden: Float32Array;
	readonly hiddenBias: Float32Array;
	readonly out: Float32Array;
	readonly outBias = new Float32Array(1);
	/** Of the last `logit`. */
	readonly #active: Float64Array;
	readonly #width: number;

	constructor(width: number, units: number, random: Random) {
		this.#width = width;
		const scale = 0.7;
		const drawn = (count: number, inputs: number): Float32Array =>
			Float32Array.from({ length: count }, () => (scale * random.normal()) / Math.sqrt(inputs));
		this.hidden = drawn(units * width, width);
		this.hiddenBias = new Float32Array(units);
		this.out = drawn(units, units);
		this.#active = new Float64Array(units);
	}

	/** What is fitted; weights decay, biases do not. */
	get parameters(): readonly Float32Array[] {
		return [this.hidden, this.hiddenBias, this.out, this.outBias];
	}

	static readonly decays: readonly boolean[] = [true, false, true, false];

	logit(inputs: Float32Array, from: number): number {
		let logit = this.outBias[0]!;
		for (let unit = 0; unit < this.out.length; unit++) {
			const row = unit * this.#width;
			let sum = this.hiddenBias[unit]!;
			for (let i = 0; i < this.#width; i++) sum += this.hidden[row + i]! * inputs[from + i]!;
			const active = Math.tanh(sum);
			this.#active[unit] = active;
			logit += this.out[unit]! * active;
		}
		return logit;
	}

	/** Adds the gradients of `slope` times the logit of the last `logit(inputs, from)`. */
	addGradients(
		inputs: Float32Array,
		from: number,
		slope: number,
		[hidden, hiddenBias, out, outBias]: readonly Float32Array[],
	): void {
		outBias![0]! += slope;
		for (let unit = 0; unit < this.out.length; unit++) {
			const active = this.#active[unit]!;
			out![unit]! += slope * active;
			const before = slope * this.out[unit]! * (1 - active * active);
			hiddenBias![unit]! += before;
			const row = unit * this.#width;
			for (let i = 0; i < this.#width; i++) hidden![row + i]! += before * inputs[from + i]!;
		}
	}
}

/** Weighted cross-entropy of one example, and its slope by the logit. */
export function lossOf(
	logit: number,
	target: number,
	weight: number,
): { readonly loss: number; readonly slope: number } {
	// softplus(z) - y z, without overflow.
	const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
	return {
		loss: weight * (softplus - target * logit),
		slope: weight * (sigmoid(logit) - target),
	};
}

type FitConfig = Pick<
	SpotterTrainConfig,
	'hidden' | 'epochs' | 'batch' | 'learningRate' | 'weightDecay' | 'inputDropout'
>;

export function fitNet(examples: Examples, width: number, config: FitConfig, seed: number): Net {
	const random = seeded(seed);
	const net = new Net(width, config.hidden, random);
	const { parameters } = net;
	const gradients = parameters.map(({ length }) => new Float32Array(length));
	const adam = newAdamState(parameters);
	const { count, inputs, targets, weights } = examples;
	const order = Uint32Array.from({ length: count }, (_, i) => i);
	const seen = new Float32Array(width);
	const steps = config.epochs * Math.ceil(count / config.batch);
	for (let epoch = 0; epoch < config.epochs; epoch++) {
		shuffleInPlace(order, random);
		for (let first = 0; first < count; first += config.batch) {
			for (const gradient of gradients) gradient.fill(0);
			const picked = order.subarray(first, first + config.batch);
			for (const at of picked) {
				for (let i = 0; i < width; i++) {
					seen[i] = random.next() < config.inputDropout ? 0 : inputs[at * width + i]!;
				}
				const { slope } = lossOf(net.logit(seen, 0), targets[at]!, weights[at]!);
				net.addGradients(seen, 0, slope / config.batch, gradients);
			}
			const rate = config.learningRate * (1 - adam.steps / steps + LAST_RATE);
			adamStep(parameters, gradients, adam, rate, config.weightDecay, Net.decays);
		}
	}
	return net;
}
