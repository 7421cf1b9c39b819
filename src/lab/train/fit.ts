/**
 * Fits one member of the live network to a dataset: AdamW, rate falling along a half cosine, every
 * event mirrored or not by chance, so that left and right are learnt alike.
 *
 * Loss  rise: cross-entropy of the classes + action units' binary cross-entropy; the same, with its
 *       own weight, for the fall of those events whose fall mirrors the rise (the auxiliary loss)
 * Saves a checkpoint after every epoch and resumes from it; the result does not depend on whether
 *       it was interrupted
 */
import * as tf from '@tensorflow/tfjs-core';
import './gradients.ts';
import {
	CLASSES,
	GRID,
	UNITS,
	branchLogits,
	parametersOf,
	sizeOf,
} from '../../line/classify/index.ts';
import type { Architecture } from '../../line/classify/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { shuffleInPlace } from '../../core/statistics/index.ts';
import { adamStep, newAdamState } from './adam.ts';
import type { AdamState } from './adam.ts';
import type { FitConfig } from './config.ts';
import type { Dataset } from '../judge/index.ts';

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

/** The architecture of one member: they are fitted one by one. */
export const memberOf = (architecture: Architecture): Architecture => ({
	...architecture,
	members: 1,
});

/** He initialisation (arXiv 1502.01852) of kernels; biases 0, those of the units at their share. */
export function initialState(architecture: Architecture, seed: number): FitState {
	const random = seeded(seed ^ 0x5eed);
	const parameters = parametersOf(memberOf(architecture)).map(({ name, shape }) => {
		const values = new Float32Array(sizeOf(shape));
		if (name.endsWith('heads/units/bias')) return values.fill(RARE);
		if (shape.length === 1) return values;
		const scale = Math.sqrt((name.includes('heads/') ? 0.5 : 2) / shape[0]!);
		return values.map(() => scale * random.normal());
	});
	return { epoch: 0, parameters, adam: newAdamState(parameters), losses: [] };
}

/** Fits member `member`; `onEpoch` is told after each epoch. The backend must be set before. */
export function fit(
	data: Dataset,
	config: FitConfig,
	member: number,
	checkpoints: Checkpoints,
	onEpoch: (epoch: number, loss: number) => void,
): FitState {
	const seed = config.seed * 1009 + member * 101;
	const state = checkpoints.load() ?? initialState(config.architecture, seed);
	const decays = parametersOf(memberOf(config.architecture)).map(({ shape }) => shape.length > 1);
	const batches = Math.ceil(data.size / config.batch);
	while (state.epoch < config.epochs) {
		const random = seeded(seed * 1013 + state.epoch);
		const order = Uint32Array.from({ length: data.size }, (_, i) => i);
		shuffleInPlace(order, random);
		let total = 0;
		for (let b = 0; b < batches; b++) {
			const picked = order.subarray(b * config.batch, (b + 1) * config.batch);
			const mirrored = Uint8Array.from(picked, () => Number(random.chance(0.5)));
			const batch = batchOf(data, picked, mirrored);
			const { loss, gradients } = gradientsOf(state.parameters, batch, config);
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

export interface FitBatch {
	readonly count: number;
	/** [count, 28, 28, channels] each */
	readonly rise: Float32Array;
	readonly fall: Float32Array;
	readonly correlation: Float32Array;
	/** [count, 34] */
	readonly units: Float32Array;
	/** [count]; null: the units of all are known. */
	readonly unitsKnown: Float32Array | null;
	/** [count, 3] */
	readonly classes: Float32Array;
}

/** The picked events, those with a mark in `mirrored` as in a mirror. */
export function batchOf(data: Dataset, picked: Uint32Array, mirrored: Uint8Array): FitBatch {
	const { channels } = data;
	const block = GRID * GRID * channels;
	const half = UNITS.length;
	const count = picked.length;
	const rise = new Float32Array(count * block);
	const fall = new Float32Array(count * block);
	const units = new Float32Array(count * SIDES);
	const classes = new Float32Array(count * CLASSES.length);
	for (const [i, at] of picked.entries()) {
		const of = (from: Float32Array, width: number): Float32Array =>
			from.subarray(at * width, (at + 1) * width);
		const moved = of(data.units, SIDES);
		classes.set(of(data.classes, CLASSES.length), i * CLASSES.length);
		if (mirrored[i] === 0) {
			rise.set(of(data.rise, block), i * block);
			fall.set(of(data.fall, block), i * block);
			units.set(moved, i * SIDES);
		} else {
			mirror(of(data.rise, block), channels, rise.subarray(i * block, (i + 1) * block));
			mirror(of(data.fall, block), channels, fall.subarray(i * block, (i + 1) * block));
			units.set(moved.subarray(half), i * SIDES);
			units.set(moved.subarray(0, half), i * SIDES + half);
		}
	}
	const correlation = Float32Array.from(picked, (at) => data.correlation[at]!);
	const known = data.unitsKnown;
	const unitsKnown = known === undefined ? null : Float32Array.from(picked, (at) => known[at]!);
	return { count, rise, fall, correlation, units, unitsKnown, classes };
}

/** Columns in reverse; the first channel, motion to the right, changes its sign. */
function mirror(from: Float32Array, channels: number, out: Float32Array): void {
	for (let row = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++) {
			const source = (row * GRID + GRID - 1 - column) * channels;
			const target = (row * GRID + column) * channels;
			out[target] = -from[source]!;
			for (let c = 1; c < channels; c++) out[target + c] = from[source + c]!;
		}
	}
}

/** Loss and its gradients on one batch. */
export function gradientsOf(
	parameters: readonly Float32Array[],
	batch: FitBatch,
	config: FitConfig,
): { readonly loss: number; readonly gradients: readonly Float32Array[] } {
	const { count } = batch;
	const member = memberOf(config.architecture);
	const shape: [number, number, number, number] = [count, GRID, GRID, member.channels];
	const gates = batch.correlation.map((correlation) =>
		Number(correlation > config.gateCorrelation),
	);
	const out = tf.tidy(() => {
		const rise = tf.tensor4d(batch.rise, shape);
		const fall = tf.tensor4d(batch.fall, shape);
		const unitTruth = tf.tensor2d(batch.units, [count, SIDES]);
		const classTruth = tf.tensor2d(batch.classes, [count, CLASSES.length]);
		const gate = tf.tensor1d(gates);
		const known = batch.unitsKnown === null ? null : tf.tensor1d(batch.unitsKnown);
		const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
			const branch = (motion: tf.Tensor4D): tf.Tensor1D =>
				branchLoss(
					branchLogits(member, tensors, motion),
					...([unitTruth, known, classTruth, config.unitWeight] as const),
				);
			const auxiliary = tf.mul(tf.mul(branch(fall), gate), config.fallWeight);
			return tf.mean<tf.Scalar>(tf.add(tf.mul(branch(rise), config.riseWeight), auxiliary));
		};
		const tensors = parametersOf(member).map(({ shape: of }, i) =>
			tf.tensor(parameters[i]!, [...of]),
		);
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

/** Loss per event, [B]. @param logits [B, 37] */
function branchLoss(
	logits: tf.Tensor2D,
	unitTruth: tf.Tensor2D,
	unitsKnown: tf.Tensor1D | null,
	classTruth: tf.Tensor2D,
	unitWeight: number,
): tf.Tensor1D {
	const units = tf.slice2d(logits, [0, 0], [-1, SIDES]);
	const classes = tf.slice2d(logits, [0, SIDES], [-1, CLASSES.length]);
	// Binary cross-entropy on logits: softplus(x) - x y.
	const binary = tf.mean(tf.sub(tf.softplus(units), tf.mul(units, unitTruth)), 1);
	const coded = unitsKnown === null ? binary : tf.mul(binary, unitsKnown);
	const cross = tf.neg(tf.sum(tf.mul(classTruth, tf.logSoftmax(classes)), 1));
	return tf.add(tf.mul(coded, unitWeight), cross);
}
