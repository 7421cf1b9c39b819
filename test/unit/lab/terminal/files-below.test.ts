/** Data sets as DataLad and git-annex check them out: links in the tree, contents below `.git`. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesBelow, findInputs } from '../../../../src/lab/terminal/index.ts';

let root = '';
beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'fleeting-links-'));
	await mkdir(join(root, '.git/annex/objects/aa'), { recursive: true });
	await mkdir(join(root, 'sub-01/beh'), { recursive: true });
	await writeFile(join(root, '.git/annex/objects/aa/MD5E-s1.mp4'), 'film');
	await symlink('../../.git/annex/objects/aa/MD5E-s1.mp4', join(root, 'sub-01/beh/face.mp4'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('a linked film is found under its own name, and nothing below a dot folder', async () => {
	expect(await filesBelow(root)).toEqual({ files: ['sub-01/beh/face.mp4'], broken: [] });
	const { files, problems } = await findInputs([root]);
	expect(files).toEqual([{ path: join(root, 'sub-01/beh/face.mp4'), name: 'sub-01/beh/face.mp4' }]);
	expect(problems).toEqual([]);
});

test('a link to what was not fetched is said, with the command that fetches it', async () => {
	await symlink('../../.git/annex/objects/bb/gone.mp4', join(root, 'sub-01/beh/gone.mp4'));
	const { files, problems } = await findInputs([root, join(root, 'sub-01/beh/gone.mp4')]);
	expect(files).toHaveLength(1);
	expect(problems).toHaveLength(2);
	for (const problem of problems) {
		expect(problem).toContain('a link to a file that is not here');
		expect(problem).toContain(`datalad get ${join(root, 'sub-01/beh/gone.mp4')}`);
	}
});

test('links that lead in circles, or in a million ways to one folder, come to an end', async () => {
	await symlink('..', join(root, 'sub-01/up'));
	for (let depth = 0; depth < 24; depth++) {
		await mkdir(join(root, `d${depth}`));
		for (const name of ['a', 'b']) {
			await symlink(`../d${depth + 1}`, join(root, `d${depth}`, name));
		}
	}
	expect((await filesBelow(root)).files).toEqual(['sub-01/beh/face.mp4']);
});

test('linked folders are entered under their own names', async () => {
	const elsewhere = await mkdtemp(join(tmpdir(), 'fleeting-store-'));
	await writeFile(join(elsewhere, 'b.mp4'), '');
	await symlink(elsewhere, join(root, 'store'));
	await symlink('sub-01', join(root, 'latest'));
	expect((await filesBelow(root)).files).toEqual([
		'latest/beh/face.mp4',
		'store/b.mp4',
		'sub-01/beh/face.mp4',
	]);
	await rm(elsewhere, { recursive: true });
});

test('a film that is named twice counts once; two of one name keep their folders', async () => {
	for (const folder of ['x', 'y']) {
		await mkdir(join(root, folder));
		await writeFile(join(root, folder, 'sub-P07.mp4'), '');
	}
	const [x, y] = [join(root, 'x/sub-P07.mp4'), join(root, 'y/sub-P07.mp4')];
	const { files } = await findInputs([x, y, x]);
	expect(files.map(({ path }) => path)).toEqual([x, y]);
	expect(files[0]!.name).toMatch(/x\/sub-P07\.mp4$/);
	expect(files[1]!.name).toMatch(/y\/sub-P07\.mp4$/);
});
