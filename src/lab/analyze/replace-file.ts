/** Files that are whole or not there: written under another name, then renamed. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from '../terminal/index.ts';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** @throws CommandError where it cannot be written; what was there before is then still there */
export async function replaceFile(path: string, pieces: Pieces): Promise<void> {
	const beside = `${path}.${process.pid}.tmp`;
	try {
		await mkdir(dirname(path), { recursive: true });
		const file = await open(beside, 'w');
		try {
			for await (const piece of pieces) await file.appendFile(piece);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(beside, path);
	} catch (cause) {
		await rm(beside, { force: true }).catch(() => {});
		if (cause instanceof CommandError) throw cause;
		throw new CommandError(`${path} cannot be written: ${(cause as Error).message}.`, { cause });
	}
}
