import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../terminal/index.ts';
import { prepareFaceModel } from './face-model/prepare.ts';
import { isBuilt } from './freshness.ts';

/** Builds `dist` where it is missing, older than its sources, or has another face model. */
export async function ensureBuilt(root: string): Promise<void> {
	if ((await isBuilt(root)) && (await hasWantedFaceModel(root))) return;
	console.error('Building the app...');
	const { build } = await import('vite');
	try {
		await build({ root, logLevel: 'warn' });
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(`The app could not be built: ${why}`, { cause });
	}
}

/** Only a model that the environment asks for is compared: looking for others takes time. */
async function hasWantedFaceModel(root: string): Promise<boolean> {
	const { FACE_LANDMARKER_TASK, FLEETING_FACE_MODEL } = process.env;
	if (!FACE_LANDMARKER_TASK && !FLEETING_FACE_MODEL) return true;
	const wanted = await prepareFaceModel({ root });
	const built = await readFile(join(root, 'dist/models/face/face.json'), 'utf8');
	return (JSON.parse(built) as { sha256: string }).sha256 === wanted.sha256;
}
