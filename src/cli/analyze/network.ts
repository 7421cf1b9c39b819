/**
 * The network that `--network` names, as the text of a bundle that was checked.
 *
 * In    `live`, a bundle's file, or a folder with model.json and weights.bin (card.json if it is there)
 * Out   the text; null for the network the app ships
 * Fails UsageError in one sentence that says what is wrong with it
 */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { NetworkFile } from '../../classify/index.ts';
import { checkBundleSize, packBundle, readBundle } from '../../classify/index.ts';
import { Fault } from '../../kernel/index.ts';
import { UsageError } from '../usage.ts';

export async function networkBundle(name: string): Promise<string | null> {
	if (name === 'live') return null;
	const path = resolve(name);
	if (!existsSync(path)) throw new UsageError(`--network is ${name}, but nothing is there.`);
	try {
		const text = (await stat(path)).isDirectory() ? await ofFolder(path, name) : await ofFile(path);
		await readBundle(text);
		return text;
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const why = error instanceof Fault ? error.detail : (error as Error).message;
		throw new UsageError(`--network is ${name}, which cannot be used: ${why}.`);
	}
}

async function ofFile(path: string): Promise<string> {
	checkBundleSize((await stat(path)).size);
	return readFile(path, 'utf8');
}

async function ofFolder(folder: string, name: string): Promise<string> {
	for (const file of ['model.json', 'weights.bin']) {
		if (existsSync(join(folder, file))) continue;
		throw new UsageError(`--network is ${name}, but there is no ${file} in that folder.`);
	}
	const json = async (file: string): Promise<unknown> => {
		const text = await readFile(join(folder, file), 'utf8');
		try {
			return JSON.parse(text);
		} catch (cause) {
			throw new Fault('model/mismatch', `${file} is not JSON`, { cause });
		}
	};
	const card = existsSync(join(folder, 'card.json')) ? await json('card.json') : null;
	const weights = await readFile(join(folder, 'weights.bin'));
	return packBundle((await json('model.json')) as NetworkFile, card, weights);
}
