import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt } from '../../../../src/lab/build/freshness.ts';

let root: string;
beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'fleeting-freshness-'));
	await file('src/app/parts/Stage.svelte', 100);
	await file('index.html', 100);
	for (const folder of ['src/app/parts', 'src/app', 'src']) {
		await utimes(join(root, folder), 100, 100);
	}
});
afterEach(() => rm(root, { recursive: true }));

/** Writes a file last changed at `seconds`. */
async function file(name: string, seconds: number): Promise<void> {
	const path = join(root, name);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, 'x');
	await utimes(path, seconds, seconds);
}

test('nothing is built at first', async () => {
	expect(await isBuilt(root)).toBe(false);
});

test('a build after the last change is current', async () => {
	await file('dist/sw.js', 200);
	expect(await isBuilt(root)).toBe(true);
});

test('a source changed after the build makes it old', async () => {
	await file('dist/sw.js', 200);
	await file('src/app/parts/Stage.svelte', 300);
	expect(await isBuilt(root)).toBe(false);
});

test('so does a new dependency', async () => {
	await file('dist/sw.js', 200);
	await file('node_modules/.package-lock.json', 300);
	expect(await isBuilt(root)).toBe(false);
});
