/** What an actor plays as a camera file, and the truth about it beside as JSON. */
import { writeFile } from 'node:fs/promises';
import { writeCameraFile } from '../../src/lab/browser/index.ts';
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
	const truth = script.truth(fps);
	await writeCameraFile({
		path,
		width: face.width,
		height: face.height,
		fps,
		frames: Math.round(((options.durationMs ?? script.durationMs) * fps) / 1000),
		paint: (k, rgba) => face.render(script.poseAt((1000 * k) / fps), k, rgba),
	});
	const truthPath = path.replace(/\.y4m$/, '') + '.json';
	await writeFile(truthPath, JSON.stringify(truth, null, '\t'));
	return { path, truthPath, truth };
}
