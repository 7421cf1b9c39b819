/**
 * Contender `bare`: MediaPipe's face mesh on the page, as its official demo does it: one face, every
 * picture that the video shows, on the processor.
 */
import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import { served, begin, onEveryPicture, showCamera } from './page-parts.ts';

begin(async () => {
	const files = await FilesetResolver.forVisionTasks(served('bare-wasm'));
	const landmarker = await FaceLandmarker.createFromOptions(files, {
		baseOptions: { modelAssetPath: served('models/face/face.task'), delegate: 'CPU' },
		runningMode: 'VIDEO',
		numFaces: 1,
	});
	const { video } = await showCamera();
	onEveryPicture(
		video,
		(nowMs) => landmarker.detectForVideo(video, nowMs).faceLandmarks.length > 0,
	);
});
