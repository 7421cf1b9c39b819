/**
 * The network from its folder.
 *
 * Fails CommandError in one sentence
 */
import { readFile } from 'node:fs/promises';
import type { Network } from '../../../line/classify/index.ts';
import { loadNetwork } from '../../../line/classify/index.ts';
import { Fault } from '../../../core/record/index.ts';
import { CommandError } from '../../terminal/index.ts';

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
