/**
 * Writes what an actor plays as a .y4m clip (4:2:0, BT.601 limited range) for Chromium's
 * `--use-file-for-fake-video-capture`, and the truth about it beside as JSON. Frame by frame to disk.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { ActorFace, ActorScript, ActorTruth } from '../../src/study/actor/index.ts';

export interface ActorClip {
	readonly path: string;
	readonly truthPath: string;
	readonly truth: ActorTruth;
}

export interface ActorClipOptions {
	/** `.y4m`; the truth goes to the same name with `.json`. */
	readonly path: string;
	readonly face: ActorFace;
	readonly script: ActorScript;
	/** Whole frames a second. */
	readonly fps: number;
	/** @default the script's length */
	readonly durationMs?: number;
}

export async function writeActorClip(options: ActorClipOptions): Promise<ActorClip> {
	const { path, face, script, fps } = options;
	const { width, height } = face;
	const truth = script.truth(fps);
	const frames = Math.round(((options.durationMs ?? script.durationMs) * fps) / 1000);
	const rgba = new Uint8ClampedArray(width * height * 4);
	const file = createWriteStream(path);
	const done = finished(file);
	file.write(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420\n`);
	for (let k = 0; k < frames; k++) {
		face.render(script.poseAt((1000 * k) / fps), k, rgba);
		file.write('FRAME\n');
		if (!file.write(planes(rgba, width, height))) await Promise.race([once(file, 'drain'), done]);
	}
	file.end();
	await done;
	const truthPath = path.replace(/\.y4m$/, '') + '.json';
	await writeFile(truthPath, JSON.stringify(truth, null, '\t'));
	return { path, truthPath, truth };
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
