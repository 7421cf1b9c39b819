/** The camera and the built app that pages are measured with, and what is to be said about them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../build/index.ts';
import { revisionOf } from '../../terminal/index.ts';
import type { Machine } from '../machine.ts';
import { machineWith } from '../machine.ts';
import type { BenchOptions } from '../options.ts';
import type { CameraFile } from './camera-file.ts';
import { drawCameraFile, ownCameraFile } from './camera-file.ts';
import type { Surroundings } from './contenders.ts';

/** What a figure was measured on, and when. */
export interface Circumstances {
	readonly date: string;
	/** Short commit; null outside git. */
	readonly revision: string | null;
	readonly machine: Machine & { readonly faceModel: string };
	readonly camera: { readonly what: string; readonly fps: number };
	readonly seconds: number;
}

/** Runs `measure` with a camera that is gone afterwards, unless it is a person's own file. */
export async function withCamera<Result>(
	root: string,
	say: (line: string) => void,
	{ camera, fps }: BenchOptions,
	measure: (surroundings: Surroundings, camera: CameraFile) => Promise<Result>,
): Promise<Result> {
	await ensureBuilt(root);
	const scratch = await mkdtemp(join(tmpdir(), 'fleeting-camera-'));
	try {
		if (camera === null) say(`drawing the actor at ${fps} frames per second`);
		const file =
			camera === null
				? await drawCameraFile(join(scratch, 'camera.y4m'), fps)
				: await ownCameraFile(camera);
		return await measure({ root, dist: join(root, 'dist'), camera: file.path, say }, file);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

export async function circumstances(
	{ root, dist }: Surroundings,
	{ what, fps }: CameraFile,
	chromium: string,
	seconds: number,
): Promise<Circumstances> {
	const face = await readFile(join(dist, 'models/face/face.json'), 'utf8');
	return {
		date: new Date().toISOString().slice(0, 10),
		revision: revisionOf(root),
		machine: {
			...machineWith(chromium),
			faceModel: (JSON.parse(face) as { kind: string }).kind,
		},
		camera: { what, fps },
		seconds,
	};
}
