/**
 * Fits the live network to a dataset: AdamW, rate falling along a half cosine.
 *
 * Loss  rise: cross-entropy of the classes + action units' binary cross-entropy; the same, weighted
 *       less, for the fall of those events whose fall mirrors the rise (the auxiliary loss)
 * Saves a checkpoint after every epoch and resumes from it; the result does not depend on whether
 *       it was interrupted
 */
import * as tf from '@tensorflow/tfjs-core';
import './gradients.ts';
import {
	CLASSES,
	GRID,
	GRID_CHANNELS,
	PARAMETERS,
	UNITS,
	sizeOf,
	twoBranchLogits,
} from '../classify/index.ts';
import { seeded } from '../kernel/index.ts';
import { adamStep, newAdamState } from './adam.ts';
import type { AdamState } from './adam.ts';
import type { TrainConfig } from './config.ts';
import type { Dataset } from './generate.ts';

const BLOCK = GRID * GRID * GRID_CHANNELS;
const SIDES = 2 * UNITS.length;
/** Logit of a unit's share in the data, about one in twelve: where the biases start. */
const RARE = -2.4;

export interface FitState {
	/** Epochs done. */
	epoch: number;
	readonly parameters: readonly Float32Array[];
	readonly adam: AdamState;
	/** Mean loss of each epoch done. */
	readonly losses: number[];
}

export interface Checkpoints {
	load(): FitState | null;
	save(state: FitState): void;
}

/** He initialisation (arXiv 1502.01852) of kernels; biases 0, those of the units at their share. */
export function initialState(seed: number): FitState {
	const random = seeded(seed ^ 0x5eed);
	const parameters = PARAMETERS.map(({ name, shape }) => {
		const values = new Float32Array(sizeOf(shape));
		if (name === 'heads/units/bias') return values.fill(RARE);
		if (shape.length === 1) return values;
		const scale = Math.sqrt((name.startsWith('heads/') ? 0.5 : 2) / shape[0]);
		return values.map(() => scale * random.normal());
	});
	return { epoch: 0, parameters, adam: newAdamState(parameters), losses: [] };
}

/** Fits; `onEpoch` is told after each epoch. The backend must be set before. */
export function fit(
	data: Dataset,
	config: TrainConfig,
	checkpoints: Checkpoints,
	onEpoch: (epoch: number, loss: number) => void,
): FitState {
	const state = checkpoints.load() ?? initialState(config.seed);
	const decays = PARAMETERS.map(({ shape }) => shape.length > 1);
	const batches = Math.ceil(data.size / config.batch);
	for (; state.epoch < config.epochs;) {
		const order = shuffled(data.size, config.seed * 1009 + state.epoch);
		let total = 0;
		for (let b = 0; b < batches; b++) {
			const picked = order.subarray(b * config.batch, (b + 1) * config.batch);
			const { loss, gradients } = gradientsOf(state.parameters, data, picked, config);
			const progress = (state.epoch * batches + b) / (config.epochs * batches);
			const rate = config.learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
			adamStep(state.parameters, gradients, state.adam, rate, config.weightDecay, decays);
			total += loss * picked.length;
		}
		state.epoch += 1;
		state.losses.push(total / data.size);
		checkpoints.save(state);
		onEpoch(state.epoch, total / data.size);
	}
	return state;
}

function shuffled(size: number, seed: number): Uint32Array {
	const random = seeded(seed);
	const order = Uint32Array.from({ length: size }, (_, i) => i);
	for (let i = size - 1; i > 0; i--) {
		const j = random.index(i + 1);
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}

function rows(from: Float32Array, width: number, picked: Uint32Array): Float32Array {
	const out = new Float32Array(width * picked.length);
	for (const [i, at] of picked.entries()) {
		out.set(from.subarray(at * width, (at + 1) * width), i * width);
	}
	return out;
}

/** Loss and its gradients on one batch. */
export function gradientsOf(
	parameters: readonly Float32Array[],
	data: Dataset,
	picked: Uint32Array,
	config: TrainConfig,
): { readonly loss: number; readonly gradients: readonly Float32Array[] } {
	const count = picked.length;
	const shape: [number, number, number, number] = [count, GRID, GRID, GRID_CHANNELS];
	const smooth = config.labelSmoothing;
	const classes = rows(data.classes, CLASSES.length, picked).map((q, i, all) => {
		const first = i - (i % CLASSES.length);
		const known = all[first]! + all[first + 1]! + all[first + 2]! > 0;
		return known ? (1 - smooth) * q + smooth / CLASSES.length : 0;
	});
	const gates = Float32Array.from(picked, (at) =>
		Number(data.correlation[at]! > config.gateCorrelation),
	);
	const out = tf.tidy(() => {
		const rise = tf.tensor4d(rows(data.rise, BLOCK, picked), shape);
		const fall = tf.tensor4d(rows(data.fall, BLOCK, picked), shape);
		const unitTruth = tf.tensor2d(rows(data.units, SIDES, picked), [count, SIDES]);
		const classTruth = tf.tensor2d(classes, [count, CLASSES.length]);
		const gate = tf.tensor1d(gates);
		const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
			const logits = twoBranchLogits(tensors, rise, fall);
			const onRise = branchLoss(logits.rise, unitTruth, classTruth, config.unitWeight); // [B]
			const onFall = branchLoss(logits.fall, unitTruth, classTruth, config.unitWeight); // [B]
			const auxiliary = tf.mul(tf.mul(onFall, gate), config.fallWeight);
			return tf.mean<tf.Scalar>(tf.add(onRise, auxiliary));
		};
		const tensors = PARAMETERS.map(({ shape: of }, i) => tf.tensor(parameters[i]!, [...of]));
		const { value, grads } = tf.valueAndGrads(lossOf)(tensors);
		return { value, grads };
	});
	try {
		return {
			loss: out.value.dataSync()[0]!,
			gradients: out.grads.map((gradient) => gradient.dataSync() as Float32Array),
		};
	} finally {
		tf.dispose(out);
	}
}

/** Loss per event, [B]. */
function branchLoss(
	{ units, classes }: { readonly units: tf.Tensor2D; readonly classes: tf.Tensor2D },
	unitTruth: tf.Tensor2D,
	classTruth: tf.Tensor2D,
	unitWeight: number,
): tf.Tensor1D {
	// Binary cross-entropy on logits: softplus(x) - x y.
	const binary = tf.mean(tf.sub(tf.softplus(units), tf.mul(units, unitTruth)), 1);
	const cross = tf.neg(tf.sum(tf.mul(classTruth, tf.logSoftmax(classes)), 1));
	return tf.add(tf.mul(binary, unitWeight), cross);
}
