/**
 * Converted weights of the paper's network in one file.
 *
 * Format  safetensors; the tensors that the network reads, half precision, in the state dict's order;
 *         `__metadata__` has `format` and `model`, the JSON text of a `PaperFile`. Other programs
 *         read the tensors; this one checks them against `model`
 * Fails   Fault model/mismatch, a line for each thing that is wrong
 */
import { Fault } from '../../core/record/index.ts';
import { sha256Hex } from '../../core/kernel/index.ts';
import type { PaperArchitecture } from './architecture.ts';
import { PUBLISHED } from './architecture.ts';
import type { ClassNaming, PaperClass } from '../../core/record/index.ts';
import { misnamed } from './class-names.ts';
import type { Safetensors, StoredTensor } from './safetensors.ts';
import { readSafetensors, safetensorsHeader, valuesOf } from './safetensors.ts';
import { paperTensors } from './state-dict.ts';

export const PAPER_FORMAT = 'fleeting-paper-network/1';
/** Published weights as float64 have 102 MB. */
export const LARGEST_PAPER_BYTES = 160 * 1024 ** 2;
/** Weights trained on data sets under a research licence fall under it too. */
export const LICENCE_NOTE =
	'research licence: the terms of the data that they were trained on hold for these weights too; do not pass them on';

export interface PaperFile extends ClassNaming {
	readonly format: typeof PAPER_FORMAT;
	readonly name: string;
	readonly weights: { readonly bytes: number; readonly sha256: string };
	/** The file of the state dict that was converted. */
	readonly source: { readonly file: string; readonly bytes: number; readonly sha256: string };
	/** ISO 8601. */
	readonly convertedAt: string;
	readonly licence: string;
}

export interface PaperWeights {
	readonly file: PaperFile;
	/** By published name: what the network reads, in PyTorch's shapes. */
	readonly tensors: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
}

export const isConverted = ({ metadata }: Safetensors): boolean =>
	metadata.get('format')?.startsWith('fleeting-paper-network/') ?? false;

/** What converted files hold, in order. */
const storedSpecs = (
	classes: number,
	architecture: PaperArchitecture,
): Omit<StoredTensor, 'bytes'>[] =>
	paperTensors(classes, architecture)
		.filter(({ role }) => role === 'used')
		.map(({ name, shape }) => ({ name, type: 'F16', shape }));

/** The bytes before the weights; with those, in `storedSpecs`' order, a file. */
export const paperHeader = (
	file: PaperFile,
	architecture: PaperArchitecture = PUBLISHED,
): Uint8Array<ArrayBuffer> =>
	safetensorsHeader(storedSpecs(file.classes.length, architecture), {
		format: PAPER_FORMAT,
		model: JSON.stringify(file),
	});

/** Checks a converted file and unpacks its weights. */
export async function readPaperFile(
	bytes: Uint8Array<ArrayBuffer>,
	architecture: PaperArchitecture = PUBLISHED,
): Promise<PaperWeights> {
	const stored = readSafetensors(bytes);
	const file = modelOf(stored);
	const sha256 = await sha256Hex(stored.data);
	const wrong = [...misfits(file), ...misstored(stored.tensors, file, architecture)];
	if (sha256 !== file.weights?.sha256) {
		wrong.push(`weights have sha256 ${sha256}, expected ${file.weights?.sha256}`);
	}
	if (wrong.length > 0) throw new Fault('model/mismatch', wrong.join('\n'));
	const tensors = new Map(stored.tensors.map((tensor) => [tensor.name, valuesOf(tensor)]));
	for (const [name, values] of tensors) {
		if (!values.every(Number.isFinite)) {
			throw new Fault('model/mismatch', `tensor ${name} holds a value that is not finite`);
		}
	}
	return { file, tensors };
}

/** The same weights under other names; nothing is unpacked. */
export function renamedPaperFile(
	bytes: Uint8Array<ArrayBuffer>,
	naming: ClassNaming,
	architecture: PaperArchitecture = PUBLISHED,
): { readonly file: PaperFile; readonly blob: Blob } {
	const stored = readSafetensors(bytes);
	const { classes, dataset, named } = naming;
	const before = modelOf(stored);
	const found = misnamed(naming, before.classes.length);
	if (found.length > 0) throw new Fault('model/mismatch', found.join('\n'));
	const file: PaperFile = { ...before, classes, dataset, named };
	return { file, blob: new Blob([paperHeader(file, architecture), stored.data]) };
}

function modelOf({ metadata }: Safetensors): PaperFile {
	const format = metadata.get('format');
	if (format !== PAPER_FORMAT) {
		throw new Fault('model/mismatch', `its format is ${format}; expected ${PAPER_FORMAT}`);
	}
	try {
		const model: unknown = JSON.parse(metadata.get('model') ?? '');
		if (typeof model === 'object' && model !== null) return model as PaperFile;
	} catch {
		// Said below.
	}
	throw new Fault('model/mismatch', 'its metadata hold no model');
}

/** Lists what is wrong with the model; its fields may be anything. */
function misfits(file: PaperFile): string[] {
	const found: string[] = [];
	const { name, source, convertedAt, licence, dataset } = file;
	if (typeof name !== 'string' || name === '') found.push('its name is missing');
	if (file.format !== PAPER_FORMAT) found.push(`its model has format ${file.format}`);
	const texts: readonly unknown[] = [source?.file, source?.sha256, convertedAt, licence];
	if (!texts.every((text) => typeof text === 'string'))
		found.push('it does not say where it comes from');
	if (dataset !== null && typeof dataset !== 'string') found.push('its data set is no text');
	const classes: unknown = file.classes;
	if (!Array.isArray(classes) || classes.length < 2 || !classes.every(isClass)) {
		return [...found, 'its classes are missing'];
	}
	return [...found, ...misnamed(file, classes.length)];
}

function isClass(each: unknown): each is PaperClass {
	const { name, meaning } = (each ?? {}) as Partial<PaperClass>;
	const meanings = ['positive', 'negative', 'surprise', null];
	return typeof name === 'string' && meanings.includes(meaning ?? null);
}

function misstored(
	stored: readonly StoredTensor[],
	{ classes }: PaperFile,
	architecture: PaperArchitecture,
): string[] {
	if (!Array.isArray(classes) || classes.length < 2) return [];
	const given = new Map(stored.map((tensor) => [tensor.name, tensor]));
	const found: string[] = [];
	for (const { name, shape } of storedSpecs(classes.length, architecture)) {
		const tensor = given.get(name);
		given.delete(name);
		if (tensor === undefined) found.push(`tensor ${name} is missing`);
		else if (`${tensor.shape}` !== `${shape}` || tensor.type !== 'F16') {
			const { type, shape: actual } = tensor;
			found.push(`tensor ${name} is ${type} [${actual}], expected F16 [${shape}]`);
		}
	}
	for (const name of given.keys()) found.push(`tensor ${name} is unknown`);
	return found;
}
