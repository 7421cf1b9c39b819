/**
 * The network that `--network` names, checked.
 *
 * In    `live`; a bundle's file, or a folder with model.json and weights.bin (card.json if it is
 *       there); weights of the paper's network, converted or not, or the folder that `npm run convert`
 *       made
 * Out   the text of a bundle, the path of weights; null for the network the app ships
 * Fails UsageError that says what is wrong with it
 */
import { existsSync, openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { NetworkFile } from '../../line/classify/index.ts';
import { checkBundleSize, packBundle, readBundle } from '../../line/classify/index.ts';
import { readNetworkFile } from '../../line/pipeline/index.ts';
import { looksLikeSafetensors, otherFile } from '../../line/paper/index.ts';
import { Fault } from '../../core/record/index.ts';
import { UsageError } from '../terminal/index.ts';

/** A live network as text; the paper's, which is large, where it lies. */
export type ChosenNetwork = { readonly text: string } | { readonly path: string };

/** @param say takes a remark for the person */
export async function chosenNetwork(
	name: string,
	say: (line: string) => void,
): Promise<ChosenNetwork | null> {
	const path = await weightsPath(resolve(name));
	if (path === null) {
		const text = await networkBundle(name);
		return text === null ? null : { text };
	}
	const read = await spoken(name, async () => {
		const file = new File([await readFile(path)], basename(path));
		return readNetworkFile(file, { fileName: file.name, convertedAt: new Date().toISOString() });
	});
	if (read.kind === 'paper' && !read.weights.file.named) {
		say(`${name} does not name its classes: they are numbered. (npm run convert can name them.)`);
	}
	return { path };
}

/** Where weights of the paper's network lie; null where something else does. */
async function weightsPath(path: string): Promise<string | null> {
	if (!existsSync(path)) return null;
	if ((await stat(path)).isDirectory()) {
		const inside = join(path, 'weights.safetensors');
		return existsSync(inside) ? inside : null;
	}
	const start = await (await openAsBlob(path)).slice(0, 16).arrayBuffer();
	return path.endsWith('.safetensors') || looksLikeSafetensors(new Uint8Array(start)) ? path : null;
}

export async function networkBundle(name: string): Promise<string | null> {
	if (name === 'live') return null;
	const path = resolve(name);
	if (!existsSync(path)) throw new UsageError(`--network is ${name}, but nothing is there.`);
	return spoken(name, async () => {
		const text = (await stat(path)).isDirectory() ? await ofFolder(path, name) : await ofFile(path);
		await readBundle(text);
		return text;
	});
}

async function spoken<Result>(name: string, read: () => Promise<Result>): Promise<Result> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const why = error instanceof Fault ? error.detail : (error as Error).message;
		// A line of its own may be a command, to be copied as it is.
		const lines = why.includes('\n') ? `\n  ${why.replaceAll('\n', '\n  ')}` : ` ${why}.`;
		throw new UsageError(`--network is ${name}, which cannot be used:${lines}`);
	}
}

async function ofFile(path: string): Promise<string> {
	const other = await otherFile(await openAsBlob(path), basename(path));
	if (other !== null) throw new Fault('model/mismatch', other);
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
