import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../../core/record/index.ts';
import { assembleFaceModel } from './assemble.ts';
import { OFFICIAL_SHA256, downloadOfficial, readOfficial } from './official.ts';
import { faceMeshFolder, readFaceMeshAssets } from './packed-assets.ts';
import { besideCheckout } from '../shared-files.ts';
import { sha256Hex } from './sha256.ts';

type FaceModelKind = 'official' | 'assembled';

export interface FaceModel {
	readonly kind: FaceModelKind;
	/** Absolute. */
	readonly path: string;
	readonly sha256: string;
}

export interface FaceModelOptions {
	/** Only this kind; default: FLEETING_FACE_MODEL, else official where it can be had. */
	readonly only?: FaceModelKind | undefined;
	/** The project's folder. */
	readonly root?: string | undefined;
	/** @default `.cache/face-model` in the project's folder */
	readonly cacheFolder?: string | undefined;
	readonly env?: NodeJS.ProcessEnv | undefined;
	readonly fetch?: typeof fetch | undefined;
	/** Told, in a sentence each, about every place that did not have it. */
	readonly log?: ((sentence: string) => void) | undefined;
}

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));

export async function prepareFaceModel(options: FaceModelOptions = {}): Promise<FaceModel> {
	const root = options.root ?? PROJECT;
	const env = options.env ?? process.env;
	const cache = options.cacheFolder ?? join(root, '.cache', 'face-model');
	const only = options.only ?? forcedKind(env['FLEETING_FACE_MODEL']);
	const log = options.log ?? (() => undefined);
	if (only !== 'assembled') {
		const official = await findOfficial(root, env, cache, options.fetch ?? fetch, log);
		if (official !== null) return official;
		if (only === 'official') {
			throw new Fault('landmarks/model', 'the official face model is not here and not reachable');
		}
	}
	return assembled(root, cache);
}

function forcedKind(value: string | undefined): FaceModelKind | undefined {
	if (value === undefined || value === '') return undefined;
	if (value === 'official' || value === 'assembled') return value;
	throw new Fault('landmarks/model', `FLEETING_FACE_MODEL is ${value}: official or assembled?`);
}

async function findOfficial(
	root: string,
	env: NodeJS.ProcessEnv,
	cache: string,
	fetchBundle: typeof fetch,
	log: (sentence: string) => void,
): Promise<FaceModel | null> {
	const cached = join(cache, 'official.task');
	const named = env['FACE_LANDMARKER_TASK'];
	const places = [
		...(named ? [resolve(named)] : []),
		besideCheckout(root, 'models', 'face_landmarker.task'),
		cached,
	];
	for (const path of places) {
		const found = await readOfficial(path);
		if (typeof found !== 'string') return { kind: 'official', path, sha256: OFFICIAL_SHA256 };
		log(found);
	}
	const downloaded = await downloadOfficial(fetchBundle);
	if (typeof downloaded === 'string') {
		log(downloaded);
		return null;
	}
	await writeWhole(cached, downloaded);
	return { kind: 'official', path: cached, sha256: OFFICIAL_SHA256 };
}

/** Assembled anew each time (a tenth of a second): a stale cache can then never be served. */
async function assembled(root: string, cache: string): Promise<FaceModel> {
	const bytes = assembleFaceModel(await readFaceMeshAssets(faceMeshFolder(root)));
	const sha256 = sha256Hex(bytes);
	const path = join(cache, 'assembled.task');
	const present = await readFile(path).catch(() => null);
	if (present === null || sha256Hex(present) !== sha256) await writeWhole(path, bytes);
	return { kind: 'assembled', path, sha256 };
}

/** Never leaves half a file: two builds may run at once. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const part = `${path}.${process.pid}.part`;
	await writeFile(part, bytes);
	await rename(part, path);
}
