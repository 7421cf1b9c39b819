/**
 * The weight format: `model.json` beside `weights.bin` (float32, little-endian,
 * tensors one after another in the order of `model.json`) and a `card.json` for people.
 *
 * Fails  model/missing when a file is not there, model/mismatch when it does not fit the network
 */
import { sha256Hex } from '../../core/kernel/index.ts';
import type { NamingLevel } from '../../core/record/index.ts';
import type { NameableUnit } from '../../core/record/index.ts';
import { Fault } from '../../core/record/index.ts';
import { CLASSES, LARGEST, UNITS, parameterCount, parametersOf, sizeOf } from './live-network.ts';
import type { Architecture, TensorSpec } from './live-network.ts';
import { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './motion-grid.ts';

export const NETWORK_FORMAT = 'fleeting-network/2';

/** How logits become a reading; fitted on held-out synthetic people. */
export interface Calibration {
	/** Logits are divided by these before softmax and sigmoid. */
	readonly temperature: { readonly classes: number; readonly units: number };
	/** How much may be named at what risk; most coverage first. Below its bar no class is named. */
	readonly naming: readonly NamingLevel[];
	/** Evidence for a side (`sideEvidence`) beyond this means a one-sided unit. */
	readonly sideMargin: number;
	/** Both branches count above this correlation of rise and negated fall, else the rise alone. */
	readonly gateCorrelation: number;
	/** Units a person may be told about, each from this probability on. */
	readonly nameable: readonly NameableUnit[];
}

/** Contents of `model.json`. */
export interface NetworkFile extends Calibration {
	readonly format: typeof NETWORK_FORMAT;
	readonly name: string;
	readonly version: string;
	readonly input: {
		readonly grid: number;
		readonly eyeDistanceCells: number;
		readonly eyeRow: number;
	};
	readonly architecture: Architecture;
	/** FACS numbers; the unit logits are the subject's left side, then the right. */
	readonly units: readonly number[];
	readonly classes: readonly string[];
	readonly tensors: readonly TensorSpec[];
	readonly weights: { readonly file: string; readonly bytes: number; readonly sha256: string };
}

export interface Network {
	readonly file: NetworkFile;
	/** One array per entry of `parametersOf(architecture)`. */
	readonly parameters: readonly Float32Array[];
}

/** What this code expects in `model.json`; also what the trainer writes. */
export const NETWORK_INPUT = {
	grid: GRID,
	eyeDistanceCells: GRID_EYE_DISTANCE,
	eyeRow: GRID_EYE_ROW,
} as const;

/** Lists what does not fit; empty when everything does. */
export function misfits(file: NetworkFile): string[] {
	const found: string[] = [];
	if (file.format !== NETWORK_FORMAT) found.push(`format ${file.format}, not ${NETWORK_FORMAT}`);
	if (
		![file.name, file.version].every((text: unknown) => typeof text === 'string' && text !== '')
	) {
		found.push('name or version is missing');
	}
	for (const [key, expected] of Object.entries(NETWORK_INPUT)) {
		const actual = file.input?.[key as keyof typeof NETWORK_INPUT];
		if (actual !== expected) found.push(`input ${key} ${actual}, expected ${expected}`);
	}
	if (`${file.units}` !== `${UNITS}`) found.push(`units ${file.units}, expected ${UNITS}`);
	if (`${file.classes}` !== `${CLASSES}`) {
		found.push(`classes ${file.classes}, expected ${CLASSES}`);
	}
	const wrong = misfitArchitecture(file.architecture);
	found.push(...(wrong.length > 0 ? wrong : misfitTensors(file)));
	found.push(...misfitCalibration(file));
	return found;
}

/** The live network takes motion: three channels. */
function misfitArchitecture(architecture: Architecture | undefined): string[] {
	const { members, pool, hidden, channels } = architecture ?? {};
	const within = (value: number | undefined, most: number): boolean =>
		Number.isInteger(value) && value! >= 1 && value! <= most;
	const found: string[] = [];
	if (!within(members, LARGEST.members)) {
		found.push(`members ${members}, expected 1 to ${LARGEST.members}`);
	}
	if (!within(hidden, LARGEST.hidden)) {
		found.push(`hidden ${hidden}, expected 1 to ${LARGEST.hidden}`);
	}
	if (!within(pool, GRID) || GRID % pool! !== 0) {
		found.push(`pool ${pool}, expected a divisor of ${GRID}`);
	}
	if (channels !== GRID_CHANNELS) found.push(`channels ${channels}, expected ${GRID_CHANNELS}`);
	return found;
}

function misfitTensors(file: NetworkFile): string[] {
	const found: string[] = [];
	const expected = parametersOf(file.architecture);
	const listed: unknown = file.tensors;
	const tensors = Array.isArray(listed) ? (listed as readonly TensorSpec[]) : [];
	const given = new Map(tensors.map((tensor) => [tensor.name, tensor.shape]));
	for (const { name, shape } of expected) {
		const actual = given.get(name);
		if (actual === undefined) found.push(`tensor ${name} is missing`);
		else if (`${actual}` !== `${shape}`) {
			found.push(`tensor ${name} is [${actual}], expected [${shape}]`);
		}
		given.delete(name);
	}
	for (const name of given.keys()) found.push(`tensor ${name} is unknown`);
	if (found.length === 0 && tensors.some((tensor, i) => tensor.name !== expected[i]!.name)) {
		found.push('tensors are in another order');
	}
	return found;
}

function misfitCalibration(file: NetworkFile): string[] {
	const found: string[] = [];
	const { temperature, gateCorrelation, sideMargin, naming, nameable } = file;
	const numbers: unknown[] = [
		temperature?.classes,
		temperature?.units,
		gateCorrelation,
		sideMargin,
	];
	const levels: unknown = naming;
	if (!Array.isArray(levels) || levels.length === 0) found.push('levels of naming are missing');
	else {
		for (const level of levels as readonly Partial<NamingLevel>[]) {
			numbers.push(level?.coverage, level?.from, level?.accuracy);
		}
	}
	if (!numbers.every((value) => typeof value === 'number' && Number.isFinite(value))) {
		found.push('calibration is incomplete');
	}
	if (!((temperature?.classes ?? 1) > 0 && (temperature?.units ?? 1) > 0)) {
		found.push('a temperature is not above 0');
	}
	const units: unknown = nameable;
	if (!Array.isArray(units)) found.push('list of nameable units is missing');
	else if (!(units as readonly unknown[]).every(isNameable)) {
		found.push('a nameable unit has no number or no bar');
	}
	return found;
}

function isNameable(unit: unknown): boolean {
	const { au, from } = (unit ?? {}) as Partial<NameableUnit>;
	return [au, from].every((value) => typeof value === 'number');
}

/** The network in `model.json` text and `weights.bin` bytes, checked. */
export async function parseNetwork(
	text: string,
	weights: Uint8Array<ArrayBuffer>,
): Promise<Network> {
	const file = parseModel(text);
	const wrong = misfits(file);
	const fits = misfitArchitecture(file.architecture).length === 0;
	const expected = fits ? 4 * parameterCount(file.architecture) : NaN;
	if (fits && weights.byteLength !== expected) {
		wrong.push(`weights have ${weights.byteLength} bytes, expected ${expected}`);
	} else {
		const sha256 = await sha256Hex(weights);
		if (sha256 !== file.weights?.sha256) {
			wrong.push(`weights have sha256 ${sha256}, expected ${file.weights?.sha256}`);
		}
	}
	if (wrong.length > 0) throw new Fault('model/mismatch', wrong.join('; '));

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

function parseModel(text: string): NetworkFile {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (cause) {
		throw new Fault('model/mismatch', 'model.json is not JSON', { cause });
	}
	if (typeof parsed !== 'object' || parsed === null) {
		throw new Fault('model/mismatch', 'model.json is not an object');
	}
	return parsed as NetworkFile;
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
	const named = parseModel(text).weights;
	if (typeof named?.file !== 'string' || !/^[\w.-]+$/.test(named.file)) {
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
