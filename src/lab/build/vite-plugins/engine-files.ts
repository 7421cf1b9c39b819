import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import type { FaceModelParts } from '../face-model/parts.ts';
import { faceModelParts } from '../face-model/parts.ts';
import type { FaceModel } from '../face-model/prepare.ts';
import { prepareFaceModel } from '../face-model/prepare.ts';
import { sha256Hex } from '../face-model/sha256.ts';
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
	const parts = async (): Promise<FaceModelParts> =>
		faceModelParts(await readFile((await faceModel()).path));
	return servedFiles('engine-files', [
		fileAt(`${LITERT}/${LITERT_WASM}`, join(packageFolder('@litertjs/core'), 'wasm', LITERT_WASM)),
		...['vision_wasm_module_internal.js', 'vision_wasm_module_internal.wasm'].map((file) =>
			fileAt(`${MEDIAPIPE}/${file}`, join(visionWasm, file)),
		),
		// The threaded build is left out: the network is too small to gain by threads.
		...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map((file) =>
			fileAt(`${TFJS_WASM}/${file}`, join(tfjsWasm, file)),
		),
		{
			address: `${FACE_MODEL}/face.task`,
			read: async () => readFile((await faceModel()).path),
		},
		{
			address: `${FACE_MODEL}/face.json`,
			read: async () => {
				const { kind, sha256 } = await faceModel();
				const { mesh, detector, pose } = await parts();
				const note = {
					kind,
					sha256,
					mesh: { sha256: sha256Hex(mesh) },
					detector: { sha256: sha256Hex(detector) },
					pose,
				};
				return new TextEncoder().encode(`${JSON.stringify(note)}\n`);
			},
		},
		{ address: `${FACE_MODEL}/mesh.tflite`, read: async () => (await parts()).mesh },
		{ address: `${FACE_MODEL}/detector.tflite`, read: async () => (await parts()).detector },
	]);
}
