/**
 * Writes what an actor plays as a .y4m clip (4:2:0, BT.601 limited range) for Chromium's
 * `--use-file-for-fake-video-capture`, and the truth about it beside as JSON. Frame by frame to disk.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { ActorFace, ActorScript, ActorTruth } from '../../src/study/actor/index.ts';
import { limitedPlanes } from './limited-planes.ts';

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
		if (!file.write(limitedPlanes(rgba, width, height)))
			await Promise.race([once(file, 'drain'), done]);
	}
	file.end();
	await done;
	const truthPath = path.replace(/\.y4m$/, '') + '.json';
	await writeFile(truthPath, JSON.stringify(truth, null, '\t'));
	return { path, truthPath, truth };
}
