/** What the contenders' own pages share: the camera in a video, and the list of measured frames. */
import type { PeerFrame, PeerGlobals } from './contract.ts';

/** Absolute address of a file or folder that the server has at its root, as those of the built app. */
export const served = (path: string): string => new URL(`/${path}`, document.baseURI).href;

/** The camera, shown as large as the window allows; resolves when it plays. */
export async function showCamera(): Promise<{ stream: MediaStream; video: HTMLVideoElement }> {
	const stream = await navigator.mediaDevices.getUserMedia({
		// As the app asks.
		video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 60 } },
		audio: false,
	});
	const video = document.createElement('video');
	video.muted = true;
	video.playsInline = true;
	video.width = 640;
	video.height = 480;
	video.srcObject = stream;
	document.body.append(video);
	await video.play();
	return { stream, video };
}

/** One call of `measure` for every picture the video shows, unless the last one is still under way. */
export function onEveryPicture(
	video: HTMLVideoElement,
	measure: (nowMs: number) => boolean | Promise<boolean>,
): void {
	const onPicture = (): void => {
		const takenMs = performance.now();
		const next = (face: boolean): void => {
			noteFrame({ takenMs, doneMs: performance.now(), face });
			video.requestVideoFrameCallback(onPicture);
		};
		const face = measure(takenMs);
		if (typeof face === 'boolean') next(face);
		else face.then(next, noteFault);
	};
	video.requestVideoFrameCallback(onPicture);
}

export function noteFrame(frame: PeerFrame): void {
	(globalThis as PeerGlobals).peerFrames.push(frame);
}

export function noteFault(why: unknown): void {
	(globalThis as PeerGlobals).peerFault ??= String(why);
}

/** Starts a contender; what it fails with is said. */
export function begin(start: () => Promise<void>): void {
	(globalThis as PeerGlobals).peerFrames = [];
	start().catch(noteFault);
}
