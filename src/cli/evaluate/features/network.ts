/**
 * The network from its folder, and the backend it runs on in Node.
 *
 * Fails CommandError in one sentence
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Network } from '../../../classify/index.ts';
import { loadNetwork, startBackend } from '../../../classify/index.ts';
import { Fault } from '../../../kernel/index.ts';
import { CommandError } from '../../command-error.ts';

export async function readNetwork(folder: string): Promise<Network> {
	try {
		return await loadNetwork(
			folder,
			() => {},
			async (path) => new Response(await readFile(path)),
		);
	} catch (cause) {
		if (!(cause instanceof Fault)) throw cause;
		throw new CommandError(
			`The network cannot be used (${cause.detail}): name a folder with model.json and weights.bin with --network.`,
			{ cause },
		);
	}
}

/** From now on tfjs computes on wasm. */
export async function startWasm(): Promise<void> {
	const installed = createRequire(import.meta.url).resolve(
		'@tensorflow/tfjs-backend-wasm/package.json',
	);
	await startBackend('wasm', join(dirname(installed), 'dist'));
}
