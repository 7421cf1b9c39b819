/**
 * The weight format: `model.json` beside `weights.bin` (float32, little-endian,
 * tensors one after another in the order of `model.json`) and a `card.json` for people.
 *
 * Fails  model/missing when a file is not there, model/mismatch when it does not fit the network
 */
import * as v from 'valibot';
import { sha256Hex } from '../../core/kernel/index.ts';
import { Fault } from '../../core/record/index.ts';
import { architectureSchema } from './architecture.ts';
import { parameterCount, parametersOf, sizeOf } from './live-network.ts';
import type { NetworkFile } from './network-schema.ts';
import { linesOf, mismatch, networkFileSchema, weightsSchema } from './network-schema.ts';

export interface Network {
	readonly file: NetworkFile;
	/** One array per entry of `parametersOf(architecture)`. */
	readonly parameters: readonly Float32Array[];
}

/** The network in `model.json` text and `weights.bin` bytes, checked. */
export const parseNetwork = async (
	text: string,
	weights: Uint8Array<ArrayBuffer>,
): Promise<Network> => networkOf(parseModel(text), weights);

/** @param model what `model.json` holds, as parsed */
export async function networkOf(
	model: Readonly<Record<string, unknown>>,
	weights: Uint8Array<ArrayBuffer>,
): Promise<Network> {
	const read = v.safeParse(networkFileSchema, model);
	const wrong = [...linesOf(read.issues ?? []), ...(await misweighed(model, weights))];
	if (!read.success || wrong.length > 0) throw mismatch(wrong);

	const file = read.output;
	const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
	let offset = 0;
	const parameters = parametersOf(file.architecture).map(({ shape }) => {
		const values = new Float32Array(sizeOf(shape));
		for (let i = 0; i < values.length; i++, offset += 4) values[i] = view.getFloat32(offset, true);
		return values;
	});
	if (!parameters.every((values) => values.every(Number.isFinite))) {
		throw new Fault('model/mismatch', 'a weight is not a finite number');
	}
	return { file, parameters };
}

/** Lists what is wrong with the weights, as far as `model.json` says what they must be. */
async function misweighed(
	{ architecture, weights }: Readonly<Record<string, unknown>>,
	bytes: Uint8Array<ArrayBuffer>,
): Promise<string[]> {
	if (v.is(architectureSchema, architecture)) {
		const expected = 4 * parameterCount(architecture);
		if (bytes.byteLength !== expected) {
			return [`weights have ${bytes.byteLength} bytes, expected ${expected}`];
		}
	}
	if (!v.is(weightsSchema, weights)) return [];
	const sha256 = await sha256Hex(bytes);
	return sha256 === weights.sha256
		? []
		: [`weights have sha256 ${sha256}, expected ${weights.sha256.slice(0, 2 * sha256.length)}`];
}

function parseModel(text: string): Readonly<Record<string, unknown>> {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (cause) {
		throw new Fault('model/mismatch', 'model.json is not JSON', { cause });
	}
	if (typeof parsed !== 'object' || parsed === null) {
		throw new Fault('model/mismatch', 'model.json is not an object');
	}
	return { ...parsed };
}

/** The bytes of `weights.bin` for parameters in the order of `parametersOf`. */
export function packWeights(parameters: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
	const count = parameters.reduce((sum, values) => sum + values.length, 0);
	const bytes = new Uint8Array(4 * count);
	const view = new DataView(bytes.buffer);
	let offset = 0;
	for (const values of parameters) {
		for (const value of values) {
			view.setFloat32(offset, value, true);
			offset += 4;
		}
	}
	return bytes;
}

/** Reads a file at an address; the default is `fetch`. */
export type Fetch = (address: string) => Promise<Response>;

/** Loads and checks the network in the folder `address`; reports bytes as they come. */
export async function loadNetwork(
	address: string,
	onBytes: (loaded: number, total: number) => void,
	fetchFile: Fetch,
): Promise<Network> {
	const folder = address.endsWith('/') ? address : `${address}/`;
	const text = new TextDecoder().decode(await download(`${folder}model.json`, fetchFile));
	const named = parseModel(text)['weights'];
	if (!v.is(weightsSchema, named) || !/^[\w.-]+$/.test(named.file)) {
		throw new Fault('model/mismatch', 'model.json names no weight file');
	}
	const weights = await download(`${folder}${named.file}`, fetchFile, (loaded) =>
		onBytes(loaded, Math.max(loaded, named.bytes)),
	);
	return parseNetwork(text, weights);
}

async function download(
	address: string,
	fetchFile: Fetch,
	onBytes?: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
	let response: Response;
	try {
		response = await fetchFile(address);
	} catch (cause) {
		throw new Fault('model/missing', `${address} could not be read`, { cause });
	}
	if (!response.ok) throw new Fault('model/missing', `${address} answered ${response.status}`);
	// A static server with a fallback page answers 200 with HTML for a file that is not there.
	if (response.headers.get('content-type')?.startsWith('text/html')) {
		throw new Fault('model/missing', `${address} is a page, not a file`);
	}
	try {
		const bytes = new Uint8Array(await response.arrayBuffer());
		onBytes?.(bytes.length);
		return bytes;
	} catch (cause) {
		throw new Fault('model/missing', `${address} broke off`, { cause });
	}
}
