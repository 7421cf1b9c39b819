/** The worker of `bare-worker`: every frame that is waiting when the last one is done. */
import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import type { BareOrder, BareReport } from './contract.ts';

async function run({ wasmFolder, model, frames }: BareOrder): Promise<void> {
	const files = await FilesetResolver.forVisionTasks(wasmFolder, true);
	const landmarker = await FaceLandmarker.createFromOptions(files, {
		baseOptions: { modelAssetPath: model, delegate: 'CPU' },
		canvas: new OffscreenCanvas(1, 1),
		runningMode: 'VIDEO',
		numFaces: 1,
	});
	for await (const frame of frames) {
		const now = performance.now();
		const { faceLandmarks } = landmarker.detectForVideo(frame, now);
		frame.close();
		const report: BareReport = {
			takenAt: performance.timeOrigin + now,
			face: faceLandmarks.length > 0,
		};
		postMessage(report);
	}
}

onmessage = ({ data }: MessageEvent<BareOrder>) => {
	run(data).catch((error: unknown) => {
		// Out of the promise, so that the page's `onerror` hears of it.
		setTimeout(() => {
			throw error;
		});
	});
};
