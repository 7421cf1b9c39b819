/**
 * Converted weights of the paper's network in one file.
 *
 * Format  safetensors; the tensors that the network reads, half precision, in the state dict's order;
 *         `__metadata__` has `format` and `model`, the JSON text of a `PaperFile`. Other programs
 *         read the tensors; this one checks them against `model`
 * Fails   Fault model/mismatch, a line for each thing that is wrong
 */
import * as v from 'valibot';
import { count, flag, list, object, sha256Hex, text } from '../../core/kernel/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import { Fault } from '../../core/record/index.ts';
import type { PaperArchitecture } from './architecture.ts';
import { PUBLISHED } from './architecture.ts';
import { misnamed } from './class-names.ts';
import { linesFault } from './lines-fault.ts';
import type { Safetensors, StoredTensor } from './safetensors.ts';
import { readSafetensors, safetensorsHeader, valuesOf } from './safetensors.ts';
import { paperTensors } from './state-dict.ts';

export const PAPER_FORMAT = 'fleeting-paper-network/1';
/** Published weights as float64 have 102 MB. */
export const LARGEST_PAPER_BYTES = 160 * 1024 ** 2;
/** Letters of a stranger's format that a sentence repeats. */
const LONGEST_FORMAT = 60;
/** Weights trained on data sets under a research licence fall under it too. */
export const LICENCE_NOTE =
	'research licence: the terms of the data that they were trained on hold for these weights too; do not pass them on';

const classesSchema = v.pipe(
	list(
		object({
			name: text,
			meaning: v.optional(v.nullable(v.picklist(['positive', 'negative', 'surprise'])), null),
		}),
	),
	v.minLength(2),
);

/** In the order that a conversion writes. */
const paperFileSchema = object({
	format: v.literal(PAPER_FORMAT),
	name: v.pipe(text, v.nonEmpty()),
	dataset: v.nullable(text),
	named: flag,
	classes: classesSchema,
	weights: object({ bytes: count, sha256: text }),
	/** The file of the state dict that was converted. */
	source: object({ file: text, bytes: count, sha256: text }),
	/** ISO 8601. */
	convertedAt: text,
	licence: text,
});

export type PaperFile = v.InferOutput<typeof paperFileSchema>;

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
export function paperHeader(
	file: PaperFile,
	architecture: PaperArchitecture = PUBLISHED,
): Uint8Array<ArrayBuffer> {
	checkPaperFile(file);
	return safetensorsHeader(storedSpecs(file.classes.length, architecture), {
		format: PAPER_FORMAT,
		model: JSON.stringify(file),
	});
}

/** Checks a converted file and unpacks its weights. */
export async function readPaperFile(
	bytes: Uint8Array<ArrayBuffer>,
	architecture: PaperArchitecture = PUBLISHED,
): Promise<PaperWeights> {
	const stored = readSafetensors(bytes);
	const model = modelOf(stored);
	const read = v.safeParse(paperFileSchema, model);
	const file = read.output as Partial<PaperFile>;
	const wrong = linesOf(read.issues ?? []);
	if (v.is(classesSchema, file.classes)) {
		const { classes } = file;
		wrong.push(...misnamed({ classes }, classes.length));
		wrong.push(...misstored(stored.tensors, classes.length, architecture));
	}
	const expected = file.weights?.sha256;
	const sha256 = await sha256Hex(stored.data);
	if (typeof expected === 'string' && sha256 !== expected) {
		wrong.push(`weights have sha256 ${sha256}, expected ${expected.slice(0, 2 * sha256.length)}`);
	}
	if (!read.success || wrong.length > 0) throw linesFault(wrong);
	const tensors = new Map(stored.tensors.map((tensor) => [tensor.name, valuesOf(tensor)]));
	for (const [name, values] of tensors) {
		if (!values.every(Number.isFinite)) {
			throw new Fault('model/mismatch', `tensor ${name} holds a value that is not finite`);
		}
	}
	return { file: read.output, tensors };
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
	checkPaperFile(before);
	const found = misnamed(naming, before.classes.length);
	if (found.length > 0) throw linesFault(found);
	const file: PaperFile = { ...before, classes, dataset, named };
	return { file, blob: new Blob([paperHeader(file, architecture), stored.data]) };
}

/** What the metadata hold of a model: an object of any fields. */
function modelOf({ metadata }: Safetensors): unknown {
	const format = metadata.get('format');
	if (format !== PAPER_FORMAT) {
		const given = format?.slice(0, LONGEST_FORMAT);
		throw new Fault('model/mismatch', `its format is ${given}; expected ${PAPER_FORMAT}`);
	}
	try {
		const model: unknown = JSON.parse(metadata.get('model') ?? '');
		if (typeof model === 'object' && model !== null) return model;
	} catch {
		// Said below.
	}
	throw new Fault('model/mismatch', 'its metadata hold no model');
}

/** For who writes one too: throws model/mismatch where it would not be read back. */
function checkPaperFile(model: unknown): asserts model is PaperFile {
	const { issues } = v.safeParse(paperFileSchema, model);
	if (issues !== undefined) throw linesFault(linesOf(issues));
}

/** What is wrong with the model, each thing once. */
const linesOf = (issues: readonly v.BaseIssue<unknown>[]): string[] => [
	...new Set(issues.map(lineOf)),
];

function lineOf({ path, input }: v.BaseIssue<unknown>): string {
	switch (path?.[0].key) {
		case 'format':
			return `its model has format ${String(typeof input === 'string' ? input.slice(0, LONGEST_FORMAT) : typeof input)}`;
		case 'name':
			return 'its name is missing';
		case 'dataset':
			return 'its data set is no text';
		case 'named':
			return 'it does not say whether its classes are named';
		case 'classes':
			return 'its classes are missing';
		case 'weights':
			return 'it does not say which weights it has';
		default:
			return 'it does not say where it comes from';
	}
}

function misstored(
	stored: readonly StoredTensor[],
	classes: number,
	architecture: PaperArchitecture,
): string[] {
	const given = new Map(stored.map((tensor) => [tensor.name, tensor]));
	const found: string[] = [];
	for (const { name, shape } of storedSpecs(classes, architecture)) {
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
