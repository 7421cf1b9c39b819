/** One run from seed to published network: generate, fit, calibrate, evaluate, write. */
import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { calibrate } from './calibrate.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import type { TrainConfig } from './config.ts';
import { evaluate } from './evaluate.ts';
import { fit } from './fit.ts';
import { generate } from './generate.ts';
import type { Dataset } from './generate.ts';
import { predict } from './predict.ts';
import { publish } from './publish.ts';
import type { RunRecord } from './publish.ts';
import { revisionOf } from './revision.ts';

/** What decides a result, besides the configuration. */
const CODE = ['src/train', 'src/classify', 'src/kernel', 'src/actor/action-units.ts'];

export async function train(
	config: TrainConfig,
	folder: string,
	checkpointFolder: string,
	onProgress: (line: string) => void,
): Promise<RunRecord> {
	if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend could not be started');
	onProgress('drawing people and events');
	// Seeds far apart: no person is drawn twice.
	const training = generate(config.samples, config.people, config.seed * 3);
	const validation = generate(config.validationSamples, config.heldOutPeople, config.seed * 3 + 1);
	const test = generate(config.testSamples, config.heldOutPeople, config.seed * 3 + 2);
	const dataSha256 = hashOf([training, validation, test]);

	const name = createHash('sha256').update(JSON.stringify(config)).update(dataSha256).digest('hex');
	const checkpoints = new CheckpointFile(checkpointFolder, name.slice(0, 16));
	const { parameters, losses } = fit(training, config, checkpoints, (epoch, loss) =>
		onProgress(`epoch ${epoch} of ${config.epochs}: loss ${loss.toFixed(4)}`),
	);

	const calibration = calibrate(
		validation,
		predict(parameters, validation),
		config.gateCorrelation,
	);
	const evaluation = evaluate(test, predict(parameters, test), calibration);
	const run: RunRecord = { config, dataSha256, revision: revisionOf(CODE), losses, evaluation };
	await publish(folder, parameters, calibration, run);
	checkpoints.remove();
	onProgress(`written to ${folder}`);
	return run;
}

function hashOf(datasets: readonly Dataset[]): string {
	const hash = createHash('sha256');
	for (const { rise, fall, correlation, units, classes } of datasets) {
		for (const array of [rise, fall, correlation, units, classes]) {
			hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
		}
	}
	return hash.digest('hex');
}
