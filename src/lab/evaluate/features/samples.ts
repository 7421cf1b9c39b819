/**
 * The samples of a folder: `index.csv` and the motions that it names.
 *
 * Fails CommandError in one sentence that names the file and, where there is one, the row
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Class3 } from '../../../core/record/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { FlowFile } from './flow-file.ts';
import { flowOf } from './flow-file.ts';
import { INDEX, indexRows } from './index-file.ts';

export interface Sample {
	readonly id: string;
	readonly subject: string;
	readonly dataset: string;
	readonly label: Class3;
	/** Onset -> apex. */
	readonly rise: FlowFile;
	/** Apex -> offset, as measured; null where it was not. */
	readonly fall: FlowFile | null;
}

export interface Samples {
	/** Of the folder. */
	readonly name: string;
	/** At least one, in the order of the index. */
	readonly samples: readonly Sample[];
}

export async function readSamples(dir: string): Promise<Samples> {
	const info = await stat(dir).catch(() => null);
	if (!(info?.isDirectory() ?? false)) {
		throw new CommandError(`${dir} is not a folder: check the path given with --dir.`);
	}
	const samples: Sample[] = [];
	for (const { where, rise, fall, ...said } of indexRows(await readIndex(dir))) {
		samples.push({
			...said,
			rise: await readFlow(dir, rise, where),
			fall: fall === null ? null : await readFlow(dir, fall, where),
		});
	}
	return { name: basename(resolve(dir)), samples };
}

async function readIndex(dir: string): Promise<string> {
	try {
		return await readFile(join(dir, INDEX), 'utf8');
	} catch (cause) {
		throw new CommandError(
			`${dir} has no ${INDEX} that can be read (${reasonOf(cause)}): put one there, or name another folder with --dir.`,
			{ cause },
		);
	}
}

async function readFlow(dir: string, file: string, where: string): Promise<FlowFile> {
	let bytes: Uint8Array;
	try {
		bytes = await readFile(resolve(dir, file));
	} catch (cause) {
		throw new CommandError(
			`${where}: ${file} cannot be read (${reasonOf(cause)}): correct its path, which starts at the folder of ${INDEX}, or leave the row out.`,
			{ cause },
		);
	}
	return flowOf(bytes, `${where}: ${file}`);
}

const reasonOf = (cause: unknown): string => {
	const { code, message } = cause as NodeJS.ErrnoException;
	return code === 'ENOENT' ? 'there is no such file' : (code ?? message);
};
