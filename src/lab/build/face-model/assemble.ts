/**
 * A FaceLandmarker bundle from the npm package alone: an older mesh, no blendshapes, no irises,
 * but it tracks. Same input, same bytes.
 */
import { zipSync } from 'fflate';
import type { FaceMeshAssets } from './packed-assets.ts';
import { withIrisStandIns, withNormalisation } from './tflite.ts';

/** The detector's graph feeds -1..1, the landmark graph 0..1. */
const DETECTOR_PIXELS = { mean: 127.5, std: 127.5 };
const LANDMARK_PIXELS = { mean: 0, std: 255 };

export function assembleFaceModel(assets: FaceMeshAssets): Uint8Array {
	return zipSync(
		{
			'face_detector.tflite': withNormalisation(assets.detector, DETECTOR_PIXELS),
			'face_landmarks_detector.tflite': withIrisStandIns(assets.landmarks, LANDMARK_PIXELS),
			'geometry_pipeline_metadata_landmarks.binarypb': assets.geometry,
		},
		// MediaPipe reads the files in place: stored. A fixed date keeps the bytes the same
		// (zip dates have no time zone, and fflate reads local time).
		{ level: 0, mtime: new Date(1980, 0, 1) },
	);
}
