import { expect, test } from 'vitest';
import { sortFiles } from '../../../../src/app/auditing/clips.ts';

const found = (...paths: string[]) =>
	paths.map((path) => ({ path, file: new File(['x'], path.slice(path.lastIndexOf('/') + 1)) }));

test('a film is a clip, a folder of pictures is one, annotation files are neither', () => {
	const sorted = sortFiles(
		found(
			'films/a.mp4',
			'samples/s01/EP1/2.jpg',
			'samples/s01/EP1/10.jpg',
			'samples/s01/EP2/1.png',
			'c.xlsx',
		),
	);
	expect(sorted.clips.map(({ id, name, kind }) => [id, name, kind])).toEqual([
		['films/a.mp4', 'a.mp4', 'film'],
		['samples/s01/EP1/', 'samples/s01/EP1', 'pictures'],
		['samples/s01/EP2/', 'samples/s01/EP2', 'pictures'],
	]);
	expect(sorted.clips[1]!.files).toHaveLength(2);
	expect(sorted.annotations.map(({ name }) => name)).toEqual(['c.xlsx']);
});

test('what is neither is counted, but not what systems leave in folders', () => {
	const sorted = sortFiles(
		found(
			'a.pdf',
			'samples/.DS_Store',
			'samples/Thumbs.db',
			'__MACOSX/samples/._a.jpg',
			'samples/a.jpg',
		),
	);
	expect(sorted.others).toBe(1);
	expect(sorted.clips).toHaveLength(1);
});
