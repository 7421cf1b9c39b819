import { readFile } from 'node:fs/promises';
import type { FaceModelParts } from '../face-model/parts.ts';
import { faceModelParts } from '../face-model/parts.ts';
import type { FaceModel } from '../face-model/prepare.ts';
import { sha256Hex } from '../face-model/sha256.ts';
import type { ServedFile } from './served-files.ts';

/**
 * A face model as the app finds it in a folder: what our own tracker runs, the bundle for
 * FaceLandmarker, and a note on both with their checksums.
 */
export function faceModelFiles(
	folder: string,
	model: () => Promise<FaceModel>,
): readonly ServedFile[] {
	const bundle = async (): Promise<Uint8Array> => readFile((await model()).path);
	const parts = async (): Promise<FaceModelParts> => faceModelParts(await bundle());
	return [
		{ address: `${folder}/face.task`, read: bundle },
		{ address: `${folder}/mesh.tflite`, read: async () => (await parts()).mesh },
		{ address: `${folder}/detector.tflite`, read: async () => (await parts()).detector },
		{
			address: `${folder}/face.json`,
			read: async () => {
				const { kind, sha256 } = await model();
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
	];
}
