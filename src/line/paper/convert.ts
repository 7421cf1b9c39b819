/**
 * A published state dict becomes a file of this project: checked, tensors
 * that nothing reads dropped, half precision, with names for its classes and where it came from.
 *
 * Cost   two copies of the weights while it runs; it rests between tensors, so that what else the
 *        thread does goes on
 * Fails  Fault model/mismatch, a line for each thing that is wrong
 */
import { sha256Hex } from '../../core/kernel/index.ts';
import type { PaperArchitecture } from './architecture.ts';
import { PUBLISHED } from './architecture.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import { checkNaming, numberedNames } from './class-names.ts';
import { LARGEST_HALF, ofHalfBits, toHalves } from './half.ts';
import type { PaperFile } from './paper-file.ts';
import { LICENCE_NOTE, PAPER_FORMAT, paperHeader } from './paper-file.ts';
import { matchPublished, misvalued } from './published-weights.ts';
import { readSafetensors, valuesOf } from './safetensors.ts';
import { linesFault } from './lines-fault.ts';

export interface ConversionOptions {
	/** The file's own name. */
	readonly fileName: string;
	/** @default the file's name without its ending */
	readonly name?: string;
	/** @default numbers instead of names */
	readonly naming?: ClassNaming;
	/** ISO 8601. */
	readonly convertedAt: string;
	/** Values converted, of all. */
	readonly onProgress?: (done: number, total: number) => void;
	readonly architecture?: PaperArchitecture;
}

export interface Conversion {
	readonly file: PaperFile;
	/** Header and weights: one after the other they are the file. */
	readonly header: Uint8Array<ArrayBuffer>;
	readonly weights: Uint8Array<ArrayBuffer>;
	readonly rounding: Rounding;
	/** Tensors of the state dict that nothing reads, and that are not stored. */
	readonly dropped: readonly string[];
}

/** What half precision changed. */
interface Rounding {
	/** Root mean square of the change over that of the values. */
	readonly relative: number;
	/** Values so small that they became 0. */
	readonly vanished: number;
}

export async function convertPublished(
	bytes: Uint8Array<ArrayBuffer>,
	options: ConversionOptions,
): Promise<Conversion> {
	const { architecture = PUBLISHED, onProgress } = options;
	const { classes, tensors, expected } = matchPublished(
		readSafetensors(bytes).tensors,
		architecture,
	);
	const naming = options.naming ?? numberedNames(classes);
	checkNaming(naming, classes);
	const read = expected.filter(({ role }) => role !== 'counter');
	const total = read.reduce((sum, { name }) => sum + sizeOf(tensors.get(name)!.shape), 0);
	const used = expected.filter(({ role }) => role === 'used');
	const stored = used.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
	const packer = new HalfPacker(stored);
	const wrong: string[] = [];
	const pace = new Pace();
	let done = 0;
	for (const tensor of read) {
		const values = valuesOf(tensors.get(tensor.name)!);
		const why =
			misvalued(tensor, values, architecture) ??
			(tensor.role === 'used' ? packer.add(tensor.name, values) : null);
		if (why !== null) wrong.push(`tensor ${why}`);
		done += values.length;
		onProgress?.(done, total);
		await pace.rest();
	}
	if (wrong.length > 0) throw linesFault(wrong);
	const weights = packer.bytes;
	const file: PaperFile = {
		format: PAPER_FORMAT,
		name: options.name ?? options.fileName.replace(/\.[^.]*$/, ''),
		...naming,
		weights: { bytes: weights.length, sha256: await sha256Hex(weights) },
		source: { file: options.fileName, bytes: bytes.length, sha256: await sha256Hex(bytes) },
		convertedAt: options.convertedAt,
		licence: LICENCE_NOTE,
	};
	const dropped = expected.filter(({ role }) => role !== 'used').map(({ name }) => name);
	const header = paperHeader(file, architecture);
	return { file, header, weights, rounding: packer.rounding, dropped };
}

/** Packs values one tensor after another, and keeps count of what rounding does to them. */
class HalfPacker {
	readonly #halves: Uint16Array<ArrayBuffer>;
	#at = 0;
	#energy = 0;
	#change = 0;
	#vanished = 0;

	constructor(count: number) {
		this.#halves = new Uint16Array(count);
	}

	/** Little-endian, like every machine with a browser. */
	get bytes(): Uint8Array<ArrayBuffer> {
		return new Uint8Array(this.#halves.buffer);
	}

	/** What is wrong with a value; null when all went in. */
	add(name: string, values: Float32Array): string | null {
		const halves = this.#halves.subarray(this.#at, this.#at + values.length);
		const beyond = toHalves(values, halves);
		if (beyond >= 0) {
			return `${name} holds ${values[beyond]}, beyond ±${LARGEST_HALF}, the largest in half precision`;
		}
		this.#at += values.length;
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			this.#energy += value * value;
			this.#change += (value - ofHalfBits(halves[i]!)) ** 2;
			if (value !== 0 && (halves[i]! & 0x7fff) === 0) this.#vanished += 1;
		}
		return null;
	}

	get rounding(): Rounding {
		return {
			relative: Math.sqrt(this.#change / Math.max(this.#energy, Number.MIN_VALUE)),
			vanished: this.#vanished,
		};
	}
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** How long a thread may be kept busy at a stretch: half of a frame's time. */
const STRETCH_MS = 16;

class Pace {
	#since = performance.now();

	/** Lets messages and frames that wait get their turn: not a microtask. */
	async rest(): Promise<void> {
		if (performance.now() - this.#since < STRETCH_MS) return;
		await new Promise((resolve) => setTimeout(resolve));
		this.#since = performance.now();
	}
}
