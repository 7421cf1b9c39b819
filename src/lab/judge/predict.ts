/** Logits of both branches for every event of a set, in batches. */
import * as tf from '@tensorflow/tfjs-core';
import { GRID, LOGITS, branchLogits, parametersOf } from '../../line/classify/index.ts';
import type { Architecture, EventLogits } from '../../line/classify/index.ts';

const BATCH = 250;

/** Motions as `eventMotion` writes them. */
export interface Motions {
	readonly size: number;
	/** [N, 28, 28, channels] each */
	readonly rise: Float32Array;
	readonly fall: Float32Array;
}

export interface TrainedNetwork {
	readonly architecture: Architecture;
	/** One array per entry of `parametersOf(architecture)`. */
	readonly parameters: readonly Float32Array[];
}

/** The backend must be set before. */
export function predict(
	{ architecture, parameters }: TrainedNetwork,
	data: Motions,
): EventLogits[] {
	const { channels } = architecture;
	const block = GRID * GRID * channels;
	const found: EventLogits[] = [];
	for (let first = 0; first < data.size; first += BATCH) {
		const count = Math.min(BATCH, data.size - first);
		const [rise, fall] = tf.tidy(() => {
			const tensors = parametersOf(architecture).map(({ shape }, i) =>
				tf.tensor(parameters[i]!, [...shape]),
			);
			const branch = (motions: Float32Array): Float32Array => {
				const part = motions.subarray(first * block, (first + count) * block);
				const motion = tf.tensor4d(part, [count, GRID, GRID, channels]);
				return branchLogits(architecture, tensors, motion).dataSync() as Float32Array;
			};
			return [branch(data.rise), branch(data.fall)] as const;
		});
		for (let i = 0; i < count; i++) {
			found.push({
				rise: rise.slice(i * LOGITS, (i + 1) * LOGITS),
				fall: fall.slice(i * LOGITS, (i + 1) * LOGITS),
			});
		}
	}
	return found;
}
