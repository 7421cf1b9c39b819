/** What our own tracker runs, out of a `.task` bundle. */
import { unzipSync } from 'fflate';
import { Fault } from '../../../core/record/index.ts';
import { withFixedBatch } from './fixed-batch.ts';
import type { PoseRow } from './pose-basis.ts';
import { poseBasis } from './pose-basis.ts';

export interface FaceModelParts {
	/** TensorFlow Lite files with a batch of one. */
	readonly mesh: Uint8Array;
	readonly detector: Uint8Array;
	/** The points that head pose is fitted on. */
	readonly pose: readonly PoseRow[];
}

/** @throws Fault `landmarks/model` where a part is missing or of another form */
export function faceModelParts(bundle: Uint8Array): FaceModelParts {
	const files = unzipSync(bundle);
	const file = (name: string): Uint8Array => {
		const found = files[name];
		if (found === undefined) {
			throw new Fault('landmarks/model', `the face model's bundle has no ${name}`);
		}
		return found;
	};
	return {
		mesh: withFixedBatch(file('face_landmarks_detector.tflite')),
		detector: withFixedBatch(file('face_detector.tflite')),
		pose: poseBasis(file('geometry_pipeline_metadata_landmarks.binarypb')),
	};
}
