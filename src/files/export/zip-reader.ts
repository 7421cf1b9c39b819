/**
 * Entries of a zip by its table of contents, each read when it is wanted: stored ones are slices of
 * the file and take no memory. Zips of ours, and those that systems make of an unpacked one.
 *
 * Fails ImportError: no zip, cut off, packed in a way that browsers do not unpack
 * See   PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
import { inflateSync } from 'fflate';
import { ImportError } from './import-error.ts';

export interface ReadEntry {
	readonly name: string;
	text(): Promise<string>;
	/** `type`: what the blob is to call itself. */
	blob(type: string): Promise<Blob>;
}

const END_SIGNATURE = 0x06054b50;
const LISTED_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const LISTED_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment may follow the end. */
const LONGEST_COMMENT = 2 ** 16;
const STORED = 0;
const DEFLATED = 8;

export async function readZip(file: Blob): Promise<Map<string, ReadEntry>> {
	const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
	const tail = await viewOf(file.slice(tailAt));
	let end = tail.byteLength - END_BYTES;
	while (end >= 0 && tail.getUint32(end, true) !== END_SIGNATURE) end -= 1;
	if (end < 0) throw new ImportError('This is no zip, or its end was cut off.');
	const count = tail.getUint16(end + 10, true);
	const listBytes = tail.getUint32(end + 12, true);
	const listAt = tail.getUint32(end + 16, true);
	const list = await viewOf(file.slice(listAt, listAt + listBytes));
	const entries = new Map<string, ReadEntry>();
	let at = 0;
	for (let n = 0; n < count; n++) {
		if (at + LISTED_BYTES > list.byteLength || list.getUint32(at, true) !== LISTED_SIGNATURE) {
			throw new ImportError('The zip’s table of contents is damaged.');
		}
		const nameBytes = list.getUint16(at + 28, true);
		const name = new TextDecoder().decode(
			new Uint8Array(list.buffer, list.byteOffset + at + LISTED_BYTES, nameBytes),
		);
		entries.set(
			name,
			new ZippedEntry(file, name, {
				method: list.getUint16(at + 10, true),
				packedBytes: list.getUint32(at + 20, true),
				bytes: list.getUint32(at + 24, true),
				localAt: list.getUint32(at + 42, true),
			}),
		);
		at += LISTED_BYTES + nameBytes + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
	}
	return entries;
}

interface Listed {
	readonly method: number;
	readonly packedBytes: number;
	readonly bytes: number;
	readonly localAt: number;
}

class ZippedEntry implements ReadEntry {
	readonly name: string;
	readonly #file: Blob;
	readonly #listed: Listed;

	constructor(file: Blob, name: string, listed: Listed) {
		this.name = name;
		this.#file = file;
		this.#listed = listed;
	}

	async text(): Promise<string> {
		return (await this.blob('')).text();
	}

	async blob(type: string): Promise<Blob> {
		const { method, packedBytes, bytes, localAt } = this.#listed;
		const local = await viewOf(this.#file.slice(localAt, localAt + LOCAL_BYTES));
		if (local.byteLength < LOCAL_BYTES) throw this.#damaged();
		const from = localAt + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
		const packed = this.#file.slice(from, from + packedBytes, type);
		if (packed.size < packedBytes) throw this.#damaged();
		if (method === STORED) return packed;
		if (method !== DEFLATED) {
			throw new ImportError(`${this.name} is packed in a way that cannot be unpacked here.`);
		}
		try {
			const unpacked = inflateSync(new Uint8Array(await packed.arrayBuffer()), {
				out: new Uint8Array(bytes),
			});
			return new Blob([unpacked], { type });
		} catch (cause) {
			throw this.#damaged(cause);
		}
	}

	#damaged(cause?: unknown): ImportError {
		return new ImportError(`${this.name} is damaged or was cut off.`, { cause });
	}
}

const viewOf = async (blob: Blob): Promise<DataView> => new DataView(await blob.arrayBuffer());
