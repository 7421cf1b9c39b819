/**
 * The camera that all contenders see: the drawn actor in a file, or a file of one's own.
 *
 * Fails CommandError where the file is none that Chromium shows as a camera
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { ActorFace, demoScript } from '../../../study/actor/index.ts';
import { writeCameraFile } from '../../browser/index.ts';
import { CommandError } from '../../terminal/index.ts';

/** The beginning of the demo, over and over; drawing it takes some ten seconds. */
const ACTOR = { width: 640, height: 480, lengthMs: 6_000 };
/** Chromium shows every .mjpeg at this rate: the file has none. */
const MJPEG_FPS = 30;
/** The first line of a .y4m is shorter. */
const HEADER_BYTES = 256;

export interface CameraFile {
	readonly path: string;
	readonly fps: number;
	/** For people. */
	readonly what: string;
}

export async function drawCameraFile(path: string, fps: number): Promise<CameraFile> {
	const { width, height, lengthMs } = ACTOR;
	const face = new ActorFace({ width, height, seed: 0 });
	const script = demoScript();
	await writeCameraFile({
		path,
		width,
		height,
		fps,
		frames: Math.round((lengthMs * fps) / 1000),
		paint: (k, rgba) => face.render(script.poseAt((1000 * k) / fps), k, rgba),
	});
	return { path, fps, what: `the drawn actor, ${width} x ${height}` };
}

export async function ownCameraFile(path: string): Promise<CameraFile> {
	const file = await open(path).catch((cause: unknown) => {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	});
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
		const fps = cameraRate(extname(path), buffer.subarray(0, bytesRead));
		if (fps !== null) return { path, fps, what: path };
	} finally {
		await file.close();
	}
	throw new CommandError(
		`${path} is no .y4m or .mjpeg file: ffmpeg -i FILE -pix_fmt yuv420p camera.y4m makes one.`,
	);
}

/** Frames per second that Chromium shows a file at, from its ending and its first bytes; or null. */
export function cameraRate(ending: string, head: Uint8Array): number | null {
	if (ending.toLowerCase() === '.mjpeg') {
		return head[0] === 0xff && head[1] === 0xd8 ? MJPEG_FPS : null;
	}
	if (ending.toLowerCase() !== '.y4m') return null;
	const text = new TextDecoder('latin1').decode(head);
	const rate = /^YUV4MPEG2 (?:[^\n]* )?F(\d+):(\d+)[ \n]/.exec(text);
	if (rate === null || Number(rate[2]) === 0) return null;
	return Number(rate[1]) / Number(rate[2]);
}
