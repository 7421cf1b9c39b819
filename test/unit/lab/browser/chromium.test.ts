import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from '../../../../src/lab/browser/chromium.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'fleeting-chromium-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(name: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, '#!/bin/sh\n');
	await chmod(path, 0o755);
	return path;
}

test.for(['CHROMIUM', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'])(
	'%s names the browser',
	async (name) => {
		const path = await program('my-browser');
		expect(await findChromium({ env: { [name]: path }, install: false })).toBe(path);
	},
);

test('a variable that names no program is not passed over in silence', async () => {
	const path = join(folder, 'missing');
	await expect(findChromium({ env: { CHROMIUM: path }, install: false })).rejects.toThrow(
		`CHROMIUM names ${path}`,
	);
});

test('a Chromium on the search path is found', async () => {
	const path = await program('chromium');
	expect(await findChromium({ env: { PATH: folder }, platform: 'linux', install: false })).toBe(
		path,
	);
});

test('without any, one sentence says what to do', async () => {
	// Windows without its program folders: no place to look.
	const nowhere = { env: {}, platform: 'win32', install: false } as const;
	await expect(findChromium(nowhere)).rejects.toThrow(
		'No Chromium was found: install Chromium or Chrome, or set CHROMIUM to the path of one.',
	);
});
