/** Logits of both branches for every event of a dataset, in batches. */
import * as tf from '@tensorflow/tfjs-core';
import {
	CLASSES,
	GRID,
	GRID_CHANNELS,
	PARAMETERS,
	UNITS,
	twoBranchLogits,
} from '../classify/index.ts';
import type { EventLogits } from '../classify/index.ts';
import type { Dataset } from './generate.ts';

const BATCH = 250;

export function predict(parameters: readonly Float32Array[], data: Dataset): EventLogits[] {
	const block = GRID * GRID * GRID_CHANNELS;
	const sides = 2 * UNITS.length;
	const found: EventLogits[] = [];
	for (let first = 0; first < data.size; first += BATCH) {
		const count = Math.min(BATCH, data.size - first);
		const [riseUnits, riseClasses, fallUnits, fallClasses] = tf.tidy(() => {
			const part = (from: Float32Array): tf.Tensor4D =>
				tf.tensor4d(from.subarray(first * block, (first + count) * block), [
					count,
					GRID,
					GRID,
					GRID_CHANNELS,
				]);
			const tensors = PARAMETERS.map(({ shape }, i) => tf.tensor(parameters[i]!, [...shape]));
			const { rise, fall } = twoBranchLogits(tensors, part(data.rise), part(data.fall));
			return [rise.units, rise.classes, fall.units, fall.classes].map(
				(logits) => logits.dataSync() as Float32Array,
			) as [Float32Array, Float32Array, Float32Array, Float32Array];
		});
		for (let i = 0; i < count; i++) {
			found.push({
				riseUnits: riseUnits.slice(i * sides, (i + 1) * sides),
				riseClasses: riseClasses.slice(i * CLASSES.length, (i + 1) * CLASSES.length),
				fallUnits: fallUnits.slice(i * sides, (i + 1) * sides),
				fallClasses: fallClasses.slice(i * CLASSES.length, (i + 1) * CLASSES.length),
			});
		}
	}
	return found;
}
