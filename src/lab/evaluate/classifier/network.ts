/**
 * A published network as it lies in its folder: `model.json`, its weights, and `run.json` with what
 * made it.
 *
 * Fails CommandError in one sentence with the way out
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Network } from '../../../line/classify/index.ts';
import { parseNetwork } from '../../../line/classify/index.ts';
import { Fault } from '../../../core/record/index.ts';
import { clauseIn, object } from '../../../core/kernel/index.ts';
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

const wholeFrom = (least: number) => {
	const wanted = `a whole number from ${least} on`;
	return v.pipe(v.number(wanted), v.safeInteger(wanted), v.minValue(least, wanted));
};

/** What `run.json` must say of the people that training kept back. */
const runSchema = object({
	config: object({
		seed: wholeFrom(0),
		heldOutPeople: wholeFrom(1),
		testDrawn: wholeFrom(1),
	}),
});

function heldOutIn(text: string, folder: string): HeldOut {
	try {
		const run = v.safeParse(runSchema, JSON.parse(text), { abortEarly: true });
		if (!run.success) throw new TypeError(clauseIn(run.issues[0]));
		return run.output.config;
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new CommandError(
			`${join(folder, 'run.json')} does not say which people were held out (${why}): train the network again, or name another folder with --network.`,
			{ cause },
		);
	}
}
