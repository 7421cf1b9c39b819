import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareFaceModel } from '../../../../src/lab/build/face-model/index.ts';
import { FlatTable } from '../../../../src/lab/build/face-model/flat-tables.ts';
import {
	faceMeshFolder,
	packedFiles,
	readFaceMeshAssets,
} from '../../../../src/lab/build/face-model/packed-assets.ts';
import { sha256Hex } from '../../../../src/lab/build/face-model/sha256.ts';

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));

/** A checkout with the installed packages and nothing beside it. */
let root: string;
let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'fleeting-face-model-'));
	root = join(folder, 'main');
	await mkdir(root);
	await writeFile(join(root, 'package.json'), '{}');
	await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

const unreachable: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));

describe('without the internet', () => {
	test('the bundle is assembled, byte for byte the same each time', async () => {
		const first = await prepareFaceModel({ root, env: {}, fetch: unreachable });
		expect(first.kind).toBe('assembled');
		const bytes = await readFile(first.path);
		expect(sha256Hex(bytes)).toBe(first.sha256);
		await rm(first.path);
		const again = await prepareFaceModel({ root, env: {}, fetch: unreachable });
		expect((await readFile(again.path)).equals(bytes)).toBe(true);
	});

	test('a damaged cache is replaced', async () => {
		const { path, sha256 } = await prepareFaceModel({ root, env: {}, fetch: unreachable });
		await writeFile(path, 'half a file');
		await prepareFaceModel({ root, env: {}, fetch: unreachable });
		expect(sha256Hex(await readFile(path))).toBe(sha256);
	});

	test('each place that did not have the official one is named', async () => {
		const said: string[] = [];
		const env = { FACE_LANDMARKER_TASK: join(folder, 'mine.task') };
		await prepareFaceModel({ root, env, fetch: unreachable, log: (line) => said.push(line) });
		expect(said[0]).toContain('mine.task cannot be read');
		expect(said.at(-1)).toBe('the official address could not be reached');
	});

	test('the official one alone cannot be had', async () => {
		const env = { FLEETING_FACE_MODEL: 'official' };
		await expect(prepareFaceModel({ root, env, fetch: unreachable })).rejects.toMatchObject({
			code: 'landmarks/model',
		});
	});
});

test('another bundle under the official name is not used', async () => {
	const mine = join(folder, 'mine.task');
	await writeFile(mine, 'something else');
	const wrongBytes: typeof fetch = () => Promise.resolve(new Response('something else again'));
	const said: string[] = [];
	const model = await prepareFaceModel({
		root,
		env: { FACE_LANDMARKER_TASK: mine },
		fetch: wrongBytes,
		log: (line) => said.push(line),
	});
	expect(model.kind).toBe('assembled');
	expect(said[0]).toContain('sha256 differs');
	expect(said.at(-1)).toContain('another sha256');
});

test('FLEETING_FACE_MODEL=assembled asks nobody', async () => {
	let asked = 0;
	const counting: typeof fetch = () => {
		asked += 1;
		return unreachable('');
	};
	const env = { FLEETING_FACE_MODEL: 'assembled' };
	expect((await prepareFaceModel({ root, env, fetch: counting })).kind).toBe('assembled');
	expect(asked).toBe(0);
});

test('FLEETING_FACE_MODEL with another word is refused', async () => {
	const env = { FLEETING_FACE_MODEL: 'best' };
	await expect(prepareFaceModel({ root, env, fetch: unreachable })).rejects.toThrow('best');
});

test('a loader of another form is refused', () => {
	expect(() => packedFiles('loadEverything()')).toThrow('another form');
});

describe('the assembled bundle', () => {
	let files: Record<string, Uint8Array>;
	beforeEach(async () => {
		const { path } = await prepareFaceModel({ root, only: 'assembled', env: {} });
		files = unzipSync(await readFile(path));
	});

	test('holds the three files MediaPipe looks for', () => {
		expect(Object.keys(files).sort()).toEqual([
			'face_detector.tflite',
			'face_landmarks_detector.tflite',
			'geometry_pipeline_metadata_landmarks.binarypb',
		]);
	});

	test.for([
		['face_detector.tflite', 'detector'],
		['face_landmarks_detector.tflite', 'landmarks'],
	] as const)(
		'%s keeps tensor data aligned as it was, new data on 16 bytes',
		async ([name, old]) => {
			const before = dataAlignment((await readFaceMeshAssets(faceMeshFolder(root)))[old]);
			const after = dataAlignment(files[name]!);
			expect(after.length).toBeGreaterThan(before.length);
			expect(after.slice(0, before.length)).toEqual(before);
			expect(new Set(after.slice(before.length))).toEqual(new Set([0]));
		},
	);

	test('answers 478 points first, then the face flag', () => {
		const model = FlatTable.root(files['face_landmarks_detector.tflite']!);
		const subgraph = model.tables(2)[0]!;
		const tensors = subgraph.tables(0);
		const shapes = subgraph.int32s(2).map((output) => tensors[output]!.int32s(0));
		expect(shapes).toEqual([
			[1, 1, 1, 1434],
			[1, 1, 1, 1],
		]);
	});
});

/** Where the data of each buffer of a model starts, modulo 16; undefined for an empty buffer. */
function dataAlignment(tflite: Uint8Array): (number | undefined)[] {
	return FlatTable.root(tflite)
		.tables(4) // Model.buffers
		.map((buffer) => buffer.target(0)) // Buffer.data
		.map((at) => (at === undefined ? undefined : (at + 4) % 16));
}
