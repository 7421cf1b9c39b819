import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import type { FaceModel } from '../face-model/prepare.ts';
import { prepareFaceModel } from '../face-model/prepare.ts';
import { faceModelFiles } from './face-model-files.ts';
import { fileAt, servedFiles } from './served-files.ts';

/** Folders of the app under which the pipeline worker finds its files (`Assets`). */
const MEDIAPIPE = 'mediapipe';
const LITERT = 'litert';
const LITERT_WASM = 'litert_wasm_compat_internal.wasm';
const FACE_MODEL = 'models/face';
const TFJS_WASM = 'tfjs-wasm';

/** The WASM of LiteRT, MediaPipe and tfjs, and the face model: whole, and the parts that LiteRT runs. */
export function engineFiles(root: string): Plugin {
	const packageFolder = (name: string): string =>
		dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
	const visionWasm = join(root, 'node_modules/@mediapipe/tasks-vision/wasm');
	const tfjsWasm = join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist');

	let prepared: Promise<FaceModel> | null = null;
	const faceModel = (): Promise<FaceModel> => {
		prepared ??= prepareFaceModel({ root }).then((model) => {
			console.log(`face model: ${model.kind} (${model.path})`);
			return model;
		});
		return prepared;
	};
	return servedFiles('engine-files', [
		fileAt(`${LITERT}/${LITERT_WASM}`, join(packageFolder('@litertjs/core'), 'wasm', LITERT_WASM)),
		...['vision_wasm_module_internal.js', 'vision_wasm_module_internal.wasm'].map((file) =>
			fileAt(`${MEDIAPIPE}/${file}`, join(visionWasm, file)),
		),
		// The threaded build is left out: the network is too small to gain by threads.
		...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map((file) =>
			fileAt(`${TFJS_WASM}/${file}`, join(tfjsWasm, file)),
		),
		...faceModelFiles(FACE_MODEL, faceModel),
	]);
}
