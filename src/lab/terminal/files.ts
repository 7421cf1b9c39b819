/** Files that a command was told to read or to write: what is wrong with them is one sentence. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from './command-error.ts';

export async function readText(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (cause) {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	}
}

export const writeText = (path: string, text: string): Promise<void> =>
	written(path, () => writeFile(path, text));

/** As the commands write JSON: with tabs, and a line's end at the end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

/** Makes a folder before the work begins: hours should not end in a wrong path. */
export const makeFolder = (path: string): Promise<void> =>
	written(path, () => mkdir(path, { recursive: true }));

/** Makes the folder of a file, as `makeFolder` does. */
export const makeFolderOf = (path: string): Promise<void> =>
	written(path, () => mkdir(dirname(path), { recursive: true }));

async function written(path: string, write: () => Promise<unknown>): Promise<void> {
	try {
		await write();
	} catch (cause) {
		throw new CommandError(`${path} cannot be written: ${(cause as Error).message}.`, { cause });
	}
}
