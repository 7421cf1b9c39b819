import { expect, test } from 'vitest';
import { droppedFiles } from '../../../../src/app/desk/dropped-files.ts';

const file = (fullPath: string) => ({
	isFile: true,
	fullPath,
	file: (resolve: (file: File) => void) => resolve(new File(['a film'], fullPath)),
});
const unreadable = (fullPath: string) => ({
	isFile: true,
	fullPath,
	file: (_: unknown, reject: (error: Error) => void) => reject(new Error('NotReadableError')),
});
function folder(fullPath: string, inside: readonly object[]) {
	const batches = [inside, []];
	const createReader = () => ({
		readEntries: (resolve: (some: readonly object[]) => void) => resolve(batches.shift()!),
	});
	return { isFile: false, fullPath, createReader };
}

test('a file that cannot be opened is named, and keeps nothing else from being taken', async () => {
	const entries = [
		unreadable('/gone.mp4'),
		file('/a.mp4'),
		folder('/day', [file('/day/b.mp4'), unreadable('/day/locked.mp4')]),
	];
	const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
	const dropped = await droppedFiles({ items, files: [] } as unknown as DataTransfer);
	expect(dropped.found.map(({ path }) => path)).toEqual(['a.mp4', 'day/b.mp4']);
	expect(dropped.unreadable).toEqual(['gone.mp4', 'day/locked.mp4']);
});
