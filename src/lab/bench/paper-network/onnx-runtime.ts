/**
 * The paper network in ONNX Runtime Web, on wasm in Node, with one thread: as many as tfjs has here.
 *
 * Fails what the runtime throws; `logits` are there to be compared before anything is timed
 */
import * as ort from 'onnxruntime-web';
import { differenceOf, lastStageOf, patchCentres } from '../../../line/paper/index.ts';
import type { PaperArchitecture, PaperFrame, PaperLogits } from '../../../line/paper/index.ts';
import { onnxModel } from './onnx-model.ts';

export interface OnnxNetwork {
	logits(onset: PaperFrame, apex: PaperFrame, offset: PaperFrame): Promise<PaperLogits>;
	close(): Promise<void>;
}

export const ONNX_RUNTIME_VERSION: string = ort.env.versions.web ?? 'unknown';

export async function openOnnxNetwork(
	weights: ReadonlyMap<string, Float32Array>,
	classes: number,
	architecture: PaperArchitecture,
): Promise<OnnxNetwork> {
	ort.env.wasm.numThreads = 1;
	const model = onnxModel(weights, classes, architecture);
	const session = await ort.InferenceSession.create(model.file, {
		executionProviders: ['wasm'],
		graphOptimizationLevel: 'all',
	});
	const { side } = architecture;
	return {
		logits: async (onset, apex, offset) => {
			const difference = channelsFirst(differenceOf(apex, [onset, offset]), side * side);
			const pixels = patchCentres([onset, apex], side, lastStageOf(architecture).grid);
			const outputs = await session.run({
				[model.difference]: new ort.Tensor('float32', difference, [2, 3, side, side]),
				[model.pixels]: new ort.Tensor('float32', pixels, [pixels.length / 3, 3]),
			});
			const values = outputs[model.logits]!.data as Float32Array;
			return { rise: values.slice(0, classes), fall: values.slice(classes) };
		},
		close: () => session.release(),
	};
}

/** [frames, pixels, 3] -> [frames, 3, pixels] */
function channelsFirst(values: Float32Array, pixels: number): Float32Array<ArrayBuffer> {
	const out = new Float32Array(values.length);
	for (let i = 0; i < values.length; i++) {
		const pixel = Math.floor(i / 3);
		const frame = Math.floor(pixel / pixels);
		out[(frame * 3 + (i % 3)) * pixels + (pixel % pixels)] = values[i]!;
	}
	return out;
}
