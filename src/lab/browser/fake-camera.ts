/**
 * A camera made of a file, for the Chromium that commands and tests start.
 *
 * In    pictures, one by one, or a file that is there already
 * Out   a .y4m file (4:2:0, BT.601 limited range), written frame by frame; the flags that show it as a
 *       camera, over and over, at the file's rate
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The page is given the camera without being asked. Chromium opens the file with the camera. */
export const fakeCameraArgs = (path: string): readonly string[] => [
	'--use-fake-ui-for-media-stream',
	'--use-fake-device-for-media-stream',
	`--use-file-for-fake-video-capture=${path}`,
];

export interface CameraFileOptions {
	/** `.y4m`. */
	readonly path: string;
	/** Pixels, even. */
	readonly width: number;
	readonly height: number;
	/** Whole frames a second. */
	readonly fps: number;
	readonly frames: number;
	/** Draws a frame, counted from 0, into `rgba` [height, width, 4], which is the same each time. */
	readonly paint: (frame: number, rgba: Uint8ClampedArray) => void;
}

export async function writeCameraFile(options: CameraFileOptions): Promise<void> {
	const { path, width, height, fps, frames, paint } = options;
	const rgba = new Uint8ClampedArray(width * height * 4);
	const file = createWriteStream(path);
	const done = finished(file);
	file.write(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420\n`);
	for (let k = 0; k < frames; k++) {
		paint(k, rgba);
		file.write('FRAME\n');
		if (!file.write(planes(rgba, width, height))) await Promise.race([once(file, 'drain'), done]);
	}
	file.end();
	await done;
}

/** Y, U, V planes of an RGBA picture with even sides; a new buffer, as the stream keeps it. */
function planes(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
	const size = width * height;
	const out = new Uint8Array(size + size / 2);
	for (let i = 0; i < size; i++) {
		out[i] =
			16.5 + (65.738 * rgba[4 * i]! + 129.057 * rgba[4 * i + 1]! + 25.064 * rgba[4 * i + 2]!) / 256;
	}
	const half = width / 2;
	for (let y = 0; y < height / 2; y++) {
		for (let x = 0; x < half; x++) {
			const a = 4 * (2 * y * width + 2 * x);
			const b = a + 4 * width;
			const mean = (c: number): number =>
				(rgba[a + c]! + rgba[a + 4 + c]! + rgba[b + c]! + rgba[b + 4 + c]!) / 4;
			const [r, g, bl] = [mean(0), mean(1), mean(2)];
			out[size + y * half + x] = 128.5 + (-37.945 * r - 74.494 * g + 112.439 * bl) / 256;
			out[size + size / 4 + y * half + x] = 128.5 + (112.439 * r - 94.154 * g - 18.285 * bl) / 256;
		}
	}
	return out;
}
