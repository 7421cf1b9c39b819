/**
 * The safetensors format: a table of tensors and their bytes.
 *
 * Layout  8 bytes: length of the header, little-endian; the header, JSON: name -> { dtype, shape,
 *         data_offsets: [begin, end) in what follows }, and `__metadata__`, texts by name; the bytes
 * Strict  every byte belongs to exactly one tensor, and each has as many as its shape and type ask
 * Fails   Fault model/mismatch; the detail has a line for each thing that is wrong, tensors by name
 */
import * as v from 'valibot';
import { count, list } from '../../core/kernel/index.ts';
import { Fault } from '../../core/record/index.ts';
import { linesFault } from './lines-fault.ts';
import { ofBrains, ofHalves } from './half.ts';

const SIZES = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8 } as const;
type TensorType = keyof typeof SIZES;

export interface StoredTensor {
	readonly name: string;
	readonly type: TensorType;
	readonly shape: readonly number[];
	/** Little-endian, row-major. */
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Safetensors {
	/** In the order of their bytes. */
	readonly tensors: readonly StoredTensor[];
	readonly metadata: ReadonlyMap<string, string>;
	/** All bytes after the header. */
	readonly data: Uint8Array<ArrayBuffer>;
}

const TYPES = Object.keys(SIZES) as TensorType[];

/** A tensor's entry in the header. */
const entrySchema = v.object({
	dtype: v.picklist(TYPES),
	shape: list(count),
	data_offsets: v.pipe(list(count), v.length(2)),
});

const metadataSchema = v.optional(v.record(v.string(), v.string()), {});

/** The header of a network has some ten kilobytes. */
const LARGEST_HEADER = 4 * 1024 ** 2;
const METADATA = '__metadata__';

/** Whether bytes may be a safetensors file; no text begins like one. @param start the first 9 bytes or more */
export const looksLikeSafetensors = (start: Uint8Array): boolean =>
	start.length >= 9 && start[4] === 0 && start[5] === 0 && start[6] === 0 && start[7] === 0;

export function readSafetensors(bytes: Uint8Array<ArrayBuffer>): Safetensors {
	const { header, data } = split(bytes);
	const wrong: string[] = [];
	const metadata = metadataOf(header[METADATA], wrong);
	const placed: Placed[] = [];
	for (const [name, entry] of Object.entries(header)) {
		if (name === METADATA) continue;
		const read = placeOf(name, entry, data.length);
		if (typeof read === 'string') wrong.push(`tensor ${name} ${read}`);
		else placed.push(read);
	}
	placed.sort((a, b) => a.begin - b.begin || a.end - b.end);
	// A tensor without a place leaves holes that mean nothing more.
	if (wrong.length === 0) wrong.push(...seams(placed, data.length));
	if (wrong.length > 0) throw linesFault(wrong);
	const tensors = placed.map(({ name, type, shape, begin, end }) => ({
		name,
		type,
		shape,
		bytes: data.subarray(begin, end),
	}));
	return { tensors, metadata, data };
}

interface Placed extends Omit<StoredTensor, 'bytes'> {
	readonly begin: number;
	readonly end: number;
}

function split(bytes: Uint8Array<ArrayBuffer>): {
	header: Readonly<Record<string, unknown>>;
	data: Uint8Array<ArrayBuffer>;
} {
	if (bytes.length < 8)
		throw mismatch(`it has ${bytes.length} bytes, too few for a safetensors file`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
	const length = view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
	if (length > LARGEST_HEADER) {
		throw mismatch(`its header would have ${length} bytes: it is no safetensors file of a network`);
	}
	if (8 + length > bytes.length) {
		throw mismatch(`its header has ${length} bytes, but the file ends before: it is incomplete`);
	}
	let header: unknown;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
		header = JSON.parse(text);
	} catch (cause) {
		throw new Fault('model/mismatch', 'its header is not JSON', { cause });
	}
	if (typeof header !== 'object' || header === null || Array.isArray(header)) {
		throw mismatch('its header is not a JSON object');
	}
	return { header: header as Record<string, unknown>, data: bytes.subarray(8 + length) };
}

function metadataOf(given: unknown, wrong: string[]): ReadonlyMap<string, string> {
	const read = v.safeParse(metadataSchema, given);
	if (read.success && !Array.isArray(given)) return new Map(Object.entries(read.output));
	wrong.push(`${METADATA} holds something else than texts`);
	return new Map();
}

/** Where a tensor lies, or what is wrong with its entry. */
function placeOf(name: string, entry: unknown, available: number): Placed | string {
	const read = v.safeParse(entrySchema, entry, { abortEarly: true });
	if (!read.success) return faultOf(read.issues[0]);
	const { dtype: type, shape, data_offsets: offsets } = read.output;
	const [begin, end] = offsets as [number, number];
	if (begin > end) return `ends at ${end}, before it begins at ${begin}`;
	if (end > available) return `ends at byte ${end} of ${available}: the file is incomplete`;
	const expected = SIZES[type] * shape.reduce((a, b) => a * b, 1);
	if (end - begin !== expected) {
		return `has ${end - begin} bytes, expected ${expected} for ${type} [${shape.slice(0, 8)}]`;
	}
	return { name, type, shape, begin, end };
}

function faultOf({ path, input }: v.BaseIssue<unknown>): string {
	switch (path?.[0].key) {
		case 'dtype':
			return `has type ${typeof input === 'string' ? input.slice(0, 20) : 'none'}, none of ${TYPES.join(', ')}`;
		case 'shape':
			return 'has no shape of whole numbers';
		case 'data_offsets':
			return 'has no pair of offsets';
		default:
			return 'has no entry that is an object';
	}
}

/** Bytes of two tensors, and bytes of none. */
function seams(placed: readonly Placed[], length: number): string[] {
	const wrong: string[] = [];
	let at = 0;
	for (const { name, begin, end } of placed) {
		if (begin < at) wrong.push(`tensor ${name} shares bytes with the one before it`);
		if (begin > at) wrong.push(`bytes ${at} to ${begin}, before tensor ${name}, belong to none`);
		at = Math.max(at, end);
	}
	if (at < length) wrong.push(`bytes ${at} to ${length}, at the end, belong to no tensor`);
	return wrong;
}

/** What a tensor holds, as float32; counts of 64 bits lose what a float32 cannot hold. */
export function valuesOf({ type, bytes }: StoredTensor): Float32Array<ArrayBuffer> {
	// A copy begins at a multiple of any size; typed arrays are little-endian wherever browsers run.
	const { buffer } = bytes.slice();
	switch (type) {
		case 'F32':
			return new Float32Array(buffer);
		case 'F64':
			return Float32Array.from(new Float64Array(buffer));
		case 'F16':
			return ofHalves(new Uint16Array(buffer));
		case 'BF16':
			return ofBrains(new Uint16Array(buffer));
		case 'I64':
			return Float32Array.from(new BigInt64Array(buffer), Number);
	}
}

/**
 * What stands before the bytes of `tensors`, one after another in their order; padded with spaces
 * to a multiple of 8, so that the bytes are aligned.
 */
export function safetensorsHeader(
	tensors: readonly Omit<StoredTensor, 'bytes'>[],
	metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
	const header: Record<string, unknown> = {};
	if (Object.keys(metadata).length > 0) header[METADATA] = metadata;
	let begin = 0;
	for (const { name, type, shape } of tensors) {
		const end = begin + SIZES[type] * shape.reduce((a, b) => a * b, 1);
		header[name] = { dtype: type, shape, data_offsets: [begin, end] };
		begin = end;
	}
	const text = new TextEncoder().encode(JSON.stringify(header));
	const length = Math.ceil(text.length / 8) * 8;
	const out = new Uint8Array(8 + length).fill(0x20);
	new DataView(out.buffer).setUint32(0, length, true);
	new DataView(out.buffer).setUint32(4, 0, true);
	out.set(text, 8);
	return out;
}

/** A whole file, for tests and tools. */
export function writeSafetensors(
	tensors: readonly StoredTensor[],
	metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
	const parts = [safetensorsHeader(tensors, metadata), ...tensors.map(({ bytes }) => bytes)];
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

const mismatch = (detail: string): Fault => new Fault('model/mismatch', detail);
