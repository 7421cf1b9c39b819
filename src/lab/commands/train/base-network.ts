/**
 * The network that clips of one's own are compared with, joined to or started from.
 *
 * In    `live`, a folder with `model.json` and its weights, or a network in one file
 * Fails CommandError in one sentence with the way out
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Network } from '../../../line/classify/index.ts';
import { parseNetwork, readBundle } from '../../../line/classify/index.ts';
import { Fault } from '../../../core/record/index.ts';
import type { BaseNetwork } from '../../train/clips/index.ts';
import { CommandError } from '../../terminal/index.ts';

const SHIPPED = 'static/models/live';

export async function readBaseNetwork(root: string, from: string): Promise<BaseNetwork> {
	const path = from === 'live' ? join(root, SHIPPED) : from;
	try {
		const { file, parameters } = await read(path);
		return {
			name: file.name,
			version: file.version,
			sha256: file.weights.sha256,
			network: { architecture: file.architecture, parameters },
			calibration: file,
		};
	} catch (cause) {
		const why =
			cause instanceof Fault
				? cause.detail
				: cause instanceof Error
					? cause.message
					: String(cause);
		throw new CommandError(
			`${path} holds no network that this version reads (${why}): name its folder or file with --from.`,
			{ cause },
		);
	}
}

async function read(path: string): Promise<Network> {
	if (!(await stat(path)).isDirectory()) {
		return (await readBundle(await readFile(path, 'utf8'))).network;
	}
	const model = await readFile(join(path, 'model.json'), 'utf8');
	return parseNetwork(model, new Uint8Array(await readFile(join(path, 'weights.bin'))));
}
