/**
 * The model files inside the npm package @mediapipe/face_mesh (Apache-2.0).
 *
 * The package keeps them in one `.data` file; names and offsets are in its loader script, as the
 * argument of Emscripten's `loadPackage({...})`, which is JSON.
 */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../../core/record/index.ts';

interface PackedFile {
	readonly filename: string;
	readonly start: number;
	readonly end: number;
}

const PACKED = 'face_mesh_solution_packed_assets';

export interface FaceMeshAssets {
	readonly landmarks: Uint8Array;
	readonly detector: Uint8Array;
	readonly geometry: Uint8Array;
}

/** Folder of the installed package, seen from `root`. */
export function faceMeshFolder(root: string): string {
	try {
		return dirname(
			createRequire(join(root, 'package.json')).resolve('@mediapipe/face_mesh/package.json'),
		);
	} catch (cause) {
		throw new Fault('landmarks/model', 'the npm package @mediapipe/face_mesh is not installed', {
			cause,
		});
	}
}

export async function readFaceMeshAssets(folder: string): Promise<FaceMeshAssets> {
	const [loader, data] = await Promise.all([
		readFile(join(folder, `${PACKED}_loader.js`), 'utf8'),
		readFile(join(folder, `${PACKED}.data`)),
	]);
	const files = packedFiles(loader);
	const slice = (name: string): Uint8Array => {
		const file = files.find((each) => basename(each.filename) === name);
		if (file === undefined || file.end > data.length) {
			throw new Fault('landmarks/model', `${name} is not in the npm package @mediapipe/face_mesh`);
		}
		return new Uint8Array(data.subarray(file.start, file.end));
	};
	return {
		landmarks: slice('face_landmark.tflite'),
		detector: slice('face_detection_short_range.tflite'),
		geometry: slice('geometry_pipeline_metadata_landmarks.binarypb'),
	};
}

export function packedFiles(loader: string): readonly PackedFile[] {
	const json = /loadPackage\((\{"files".*\})\);/.exec(loader)?.[1];
	if (json === undefined) {
		throw new Fault('landmarks/model', 'the loader of @mediapipe/face_mesh has another form');
	}
	return (JSON.parse(json) as { files: PackedFile[] }).files;
}
