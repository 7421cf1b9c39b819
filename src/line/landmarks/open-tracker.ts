/** Loading a tracker: the files it needs, and which one it becomes. */
import * as v from 'valibot';
import { finite, list, object, readAll, text } from '../../core/kernel/index.ts';
import type { EngineInfo, TrackerChoice } from '../../core/record/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import { FaceDetector } from './face-detector.ts';
import { HeadPose } from './head-pose.ts';
import { MeshTracker } from './mesh-tracker.ts';
import type { FaceTracker } from './tracker.ts';

/** Where the files lie; absolute addresses of folders. */
export interface TrackerAssets {
	/** `vision_wasm_module_internal.{js,wasm}`, for FaceLandmarker only. */
	readonly mediapipe: string;
	/** LiteRT's wasm. */
	readonly litert: string;
	/** `face.json` and what it names: `mesh.tflite`, `detector.tflite`; `face.task` for FaceLandmarker. */
	readonly faceModel: string;
}

export interface OpenedTracker {
	readonly tracker: FaceTracker;
	readonly faceModel: EngineInfo['faceModel'];
}

/** Bytes of the model, of all; then 0 or 1 of the tracker. */
export type TrackerProgress = (
	step: 'face-model' | 'landmarks',
	loaded: number,
	total: number,
) => void;

const noteSchema = object({
	kind: v.picklist(['official', 'assembled'], 'official or assembled'),
	sha256: text,
	mesh: object({ sha256: text }),
	detector: object({ sha256: text }),
	pose: list(v.strictTuple([finite, finite, finite, finite, finite], 'five numbers')),
});
type FaceModelNote = v.InferOutput<typeof noteSchema>;

/** @throws Fault `landmarks/*`; for `auto` that of our own tracker, where neither could be had */
export async function openTracker(
	choice: TrackerChoice,
	assets: TrackerAssets,
	progress: TrackerProgress,
): Promise<OpenedTracker> {
	const note = await readNote(assets);
	const { kind, sha256 } = note;
	const open = async (name: Exclude<TrackerChoice, 'auto'>): Promise<OpenedTracker> => ({
		tracker: await (name === 'mesh'
			? openMesh(note, assets, progress)
			: openLandmarker(assets, progress)),
		faceModel: { kind, sha256 },
	});
	if (choice !== 'auto') return open(choice);
	try {
		return await open('mesh');
	} catch (error) {
		console.warn('FaceLandmarker follows the face, as our own tracker does not start:', error);
		return open('landmarker').catch(() => {
			throw error;
		});
	}
}

async function openMesh(
	note: FaceModelNote,
	{ litert, faceModel }: TrackerAssets,
	progress: TrackerProgress,
): Promise<FaceTracker> {
	// The wasm compiles while the model is on its way.
	const runtimeModule = import('./tflite-runtime.ts');
	const loading = runtimeModule.then(({ TfliteRuntime }) => TfliteRuntime.load(litert));
	loading.catch(() => {}); // waited for below, also when the model does not come
	const [mesh, detector] = await Promise.all([
		fetchModel(`${faceModel}/mesh.tflite`, (loaded, total) =>
			progress('face-model', loaded, total),
		),
		fetchModel(`${faceModel}/detector.tflite`, () => {}),
	]);
	progress('landmarks', 0, 1);
	const runtime = await loading;
	const tracker = new MeshTracker({
		mesh: await runtime.compile(mesh),
		detector: new FaceDetector(await runtime.compile(detector)),
		pose: new HeadPose(note.pose),
		info: {
			name: 'mesh',
			runtime: (await runtimeModule).RUNTIME,
			meshSha256: note.mesh.sha256,
			detectorSha256: note.detector.sha256,
		},
	});
	progress('landmarks', 1, 1);
	return tracker;
}

async function openLandmarker(
	{ mediapipe, faceModel }: TrackerAssets,
	progress: TrackerProgress,
): Promise<FaceTracker> {
	const model = await fetchModel(`${faceModel}/face.task`, (loaded, total) =>
		progress('face-model', loaded, total),
	);
	progress('landmarks', 0, 1);
	const { LandmarkerTracker } = await import('./landmarker-tracker.ts');
	const tracker = await LandmarkerTracker.create({ wasmFolder: mediapipe, model });
	progress('landmarks', 1, 1);
	return tracker;
}

async function readNote({ faceModel }: TrackerAssets): Promise<FaceModelNote> {
	try {
		return v.parse(noteSchema, await (await fetchGood(`${faceModel}/face.json`)).json());
	} catch (error) {
		throw asFault(error, 'landmarks/model');
	}
}

async function fetchModel(
	address: string,
	progress: (loaded: number, total: number) => void,
): Promise<Uint8Array> {
	try {
		return await readAll(await fetchGood(address), progress);
	} catch (error) {
		throw asFault(error, 'landmarks/model');
	}
}

async function fetchGood(address: string): Promise<Response> {
	const response = await fetch(address);
	if (!response.ok) throw new Fault('landmarks/model', `${address} answered ${response.status}`);
	return response;
}
