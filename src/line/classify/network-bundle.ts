/**
 * A network in one file, to be handed from person to person: `model.json`, card and
 * weights in one JSON text.
 *
 * In    the text or the file; out: the network, checked like the shipped one, and its card
 * Fails model/mismatch, and the detail says what is wrong with the file
 */
import * as v from 'valibot';
import { Fault } from '../../core/record/index.ts';
import { networkOf } from './network-file.ts';
import type { Network } from './network-file.ts';
import type { NetworkFile } from './network-schema.ts';

const BUNDLE_FORMAT = 'fleeting-network-bundle/1';
/** A network of this kind has some hundred kilobytes; what is much larger is something else. */
export const LARGEST_BUNDLE_BYTES = 4 * 1024 ** 2;

/** As text. A card is for people to read. */
const LARGEST_CARD = 64 * 1024;
/** Letters of a stranger's format that a sentence repeats. */
const LONGEST_FORMAT = 60;

/** The card is of any shape; what the model holds is `networkOf`'s to check. */
const bundleSchema = v.object({
	format: v.literal(BUNDLE_FORMAT),
	model: v.record(v.string(), v.unknown()),
	card: v.pipe(
		v.optional(v.unknown(), null),
		v.check((card) => lettersOf(card) <= LARGEST_CARD),
	),
	weights: v.string(),
});

const WRONG = {
	format: 'it names no format',
	model: 'it holds no model',
	card: 'its card is longer than 64 KB',
	weights: 'it holds no weights',
} as const;

export interface NetworkBundle {
	readonly network: Network;
	/** What the card says, for people: of any shape, null where there is none. */
	readonly card: unknown;
}

/** @param weights contents of `weights.bin`, as `model` describes them */
export function packBundle(model: NetworkFile, card: unknown, weights: Uint8Array): string {
	const bundle = { format: BUNDLE_FORMAT, model, card, weights: toBase64(weights) };
	return `${JSON.stringify(bundle)}\n`;
}

export async function readBundle(text: string): Promise<NetworkBundle> {
	checkBundleSize(text.length);
	const { success, output, issues } = v.safeParse(bundleSchema, parsed(text), { abortEarly: true });
	if (!success) throw mismatch(faultOf(issues[0]));
	const { model, card, weights } = output;
	return { network: await networkOf(model, fromBase64(weights)), card };
}

/** What is wrong with the bundle's own fields. */
function faultOf({ path, input }: v.BaseIssue<unknown>): string {
	const field = path![0].key as keyof typeof WRONG;
	if (field !== 'format') return WRONG[field];
	const given =
		typeof input === 'string' ? `its format is ${input.slice(0, LONGEST_FORMAT)}` : WRONG.format;
	return `${given}; expected ${BUNDLE_FORMAT}`;
}

/** As JSON; what is nested too deeply to be written is longer than anything. */
function lettersOf(card: unknown): number {
	try {
		return JSON.stringify(card).length;
	} catch {
		return Infinity;
	}
}
/** The same, from a file a person chose: one that is too large is not read at all. */
export async function readBundleFile(file: Blob): Promise<NetworkBundle> {
	checkBundleSize(file.size);
	let text: string;
	try {
		text = await file.text();
	} catch (cause) {
		throw new Fault('model/mismatch', 'it could not be read', { cause });
	}
	return readBundle(text);
}

/** Throws where a bundle of this size is refused. */
export function checkBundleSize(bytes: number): void {
	if (bytes <= LARGEST_BUNDLE_BYTES) return;
	const megabytes = (size: number): string => (size / 1024 ** 2).toFixed(1);
	throw mismatch(
		`it has ${megabytes(bytes)} MB, more than the ${megabytes(LARGEST_BUNDLE_BYTES)} MB that a network may have`,
	);
}

function parsed(text: string): object {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new Fault('model/mismatch', 'it is not JSON', { cause });
	}
	if (typeof value !== 'object' || value === null) throw mismatch('it is not a JSON object');
	return value;
}

const mismatch = (detail: string): Fault => new Fault('model/mismatch', detail);

/** A multiple of 3, so that the parts' base64 can be joined; small enough for one call's arguments. */
const CHUNK_BYTES = 3 * 4096;

function toBase64(bytes: Uint8Array): string {
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
		parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES))));
	}
	return parts.join('');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	let bytes: string;
	try {
		bytes = atob(text);
	} catch (cause) {
		throw new Fault('model/mismatch', 'its weights are not base64', { cause });
	}
	return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}
