/**
 * A published network as it lies in its folder: `model.json`, its weights, and `run.json` with what
 * made it.
 *
 * Fails CommandError in one sentence with the way out
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Network } from '../../../line/classify/index.ts';
import { parseNetwork } from '../../../line/classify/index.ts';
import { Fault } from '../../../core/record/index.ts';
import { Fields } from '../../../core/kernel/index.ts';
import type { HeldOut } from '../../train/index.ts';
import { CommandError } from '../../terminal/index.ts';

export interface PublishedNetwork extends Network {
	/** The people that its training kept back. */
	readonly heldOut: HeldOut;
}

export async function readNetwork(folder: string): Promise<PublishedNetwork> {
	const model = await read(folder, 'model.json');
	const weights = await read(folder, 'weights.bin');
	let network: Network;
	try {
		network = await parseNetwork(model.toString(), new Uint8Array(weights));
	} catch (cause) {
		const why = cause instanceof Fault ? cause.detail : String(cause);
		throw new CommandError(
			`${folder} holds no network that this version reads (${why}): train one, or name another folder with --network.`,
			{ cause },
		);
	}
	return { ...network, heldOut: heldOutIn((await read(folder, 'run.json')).toString(), folder) };
}

async function read(folder: string, name: string): Promise<Buffer<ArrayBuffer>> {
	try {
		return await readFile(join(folder, name));
	} catch (cause) {
		throw new CommandError(
			`${join(folder, name)} cannot be read: name the folder of a trained network with --network.`,
			{ cause },
		);
	}
}

function heldOutIn(text: string, folder: string): HeldOut {
	try {
		const run = JSON.parse(text) as { readonly config?: unknown };
		const config = new Fields(run.config, 'config.');
		const whole = (name: string, least: number): number => {
			const value = config.number(name);
			if (!Number.isSafeInteger(value) || value < least) {
				throw config.wrong(name, `a whole number from ${least} on`);
			}
			return value;
		};
		return {
			seed: whole('seed', 0),
			heldOutPeople: whole('heldOutPeople', 1),
			testDrawn: whole('testDrawn', 1),
		};
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(
			`${join(folder, 'run.json')} does not say which people were held out (${why}): train the network anew, or name another folder with --network.`,
			{ cause },
		);
	}
}
