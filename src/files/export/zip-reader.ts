/**
 * Entries of a zip by its table of contents, each read when it is wanted: stored ones are slices of
 * the file and take no memory. Zips of ours, and those that systems make of an unpacked one.
 *
 * Fails ImportError: no zip, cut off, damaged (its checksum differs), packed in a way that browsers do
 *       not unpack, or one that would unpack to far more than such a file can hold
 * See   PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
import { Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import { ImportError } from './import-error.ts';

export interface ReadEntry {
	readonly name: string;
	/** Unpacked, piece by piece; the last one comes only if all of them are as they were written. */
	pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
	text(): Promise<string>;
	/** `type`: what the blob is to call itself. */
	blob(type: string): Promise<Blob>;
}

const END_SIGNATURE = 0x06054b50;
const LISTED_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const LISTED_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment may follow the end. */
const LONGEST_COMMENT = 2 ** 16;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Of a number that stands elsewhere, in a zip of more than 4 GB. */
const ZIP64 = 0xffffffff;

/** Deflate can pack 1032 to 1; a table of frames without a single face comes to 16. */
const MOST_RATIO = 100;
/** Smaller ones may pack as they like. */
const HARMLESS_BYTES = 2 ** 22;
/** Of what is held as one text: a browser's longest has twice as much. */
const LONGEST_TEXT_BYTES = 2 ** 28;
/** Small enough that even a bomb unpacks to no more than some megabytes at once. */
const PACKED_PIECE_BYTES = 2 ** 14;
const STORED_PIECE_BYTES = 2 ** 20;
/** A film is not read to be checked: players cope with a broken picture. */
const CHECKED_BLOB_BYTES = 2 ** 24;

export async function readZip(file: Blob): Promise<Map<string, ReadEntry>> {
	const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
	const tail = await viewOf(file.slice(tailAt));
	let end = tail.byteLength - END_BYTES;
	while (end >= 0 && tail.getUint32(end, true) !== END_SIGNATURE) end -= 1;
	if (end < 0) throw new ImportError('This is no zip, or its end was cut off.');
	const count = tail.getUint16(end + 10, true);
	const listBytes = tail.getUint32(end + 12, true);
	const listAt = tail.getUint32(end + 16, true);
	if (listAt + listBytes > tailAt + end) {
		throw new ImportError('The zip’s table of contents is damaged, or was cut off.');
	}
	const list = await viewOf(file.slice(listAt, listAt + listBytes));
	const entries = new Map<string, ReadEntry>();
	let at = 0;
	let packed = 0;
	for (let n = 0; n < count; n++) {
		if (at + LISTED_BYTES > list.byteLength || list.getUint32(at, true) !== LISTED_SIGNATURE) {
			throw new ImportError('The zip’s table of contents is damaged.');
		}
		const nameBytes = list.getUint16(at + 28, true);
		if (at + LISTED_BYTES + nameBytes > list.byteLength) {
			throw new ImportError('The zip’s table of contents is damaged.');
		}
		const name = new TextDecoder().decode(
			new Uint8Array(list.buffer, list.byteOffset + at + LISTED_BYTES, nameBytes),
		);
		const listed: Listed = {
			encrypted: (list.getUint16(at + 8, true) & ENCRYPTED) !== 0,
			method: list.getUint16(at + 10, true),
			crc: list.getUint32(at + 16, true),
			packedBytes: list.getUint32(at + 20, true),
			bytes: list.getUint32(at + 24, true),
			localAt: list.getUint32(at + 42, true),
		};
		if (entries.has(name)) {
			throw new ImportError(`The zip holds ${name} twice. Save the session again.`);
		}
		packed += LOCAL_BYTES + listed.packedBytes;
		entries.set(name, new ZippedEntry(file, name, listed));
		at += LISTED_BYTES + nameBytes + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
	}
	// Entries that share their bytes are a way to make a small zip unpack to a huge one.
	if (packed > file.size) throw new ImportError('The zip’s entries overlap: it is damaged.');
	return entries;
}

interface Listed {
	readonly encrypted: boolean;
	readonly method: number;
	readonly crc: number;
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

	async *pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
		const { bytes, crc } = this.#listed;
		const packed = await this.#packed('');
		let sum = 0;
		let seen = 0;
		let held: Uint8Array<ArrayBuffer> | null = null;
		for await (const piece of this.#unpacked(packed)) {
			seen += piece.length;
			if (seen > bytes) throw this.#damaged();
			sum = crc32(piece, sum);
			if (held !== null) yield held;
			held = piece;
		}
		if (seen !== bytes || sum !== crc) throw this.#damaged();
		if (held !== null) yield held;
	}

	async text(): Promise<string> {
		if (this.#listed.bytes > LONGEST_TEXT_BYTES) throw this.#tooLarge();
		const decoder = new TextDecoder();
		let text = '';
		for await (const piece of this.pieces()) text += decoder.decode(piece, { stream: true });
		return text + decoder.decode();
	}

	async blob(type: string): Promise<Blob> {
		const { method, packedBytes } = this.#listed;
		if (method === STORED && packedBytes > CHECKED_BLOB_BYTES) return this.#packed(type);
		const pieces: Blob[] = [];
		for await (const piece of this.pieces()) pieces.push(new Blob([piece]));
		return new Blob(pieces, { type });
	}

	/** The entry's bytes in the file. */
	async #packed(type: string): Promise<Blob> {
		const { encrypted, method, packedBytes, bytes, localAt } = this.#listed;
		if (encrypted) {
			throw new ImportError(
				`${this.name} is locked with a password. Unpack the zip, and zip its files without one.`,
			);
		}
		if ((method !== STORED && method !== DEFLATED) || packedBytes === ZIP64 || bytes === ZIP64) {
			throw new ImportError(
				`${this.name} is packed in a way that cannot be unpacked here. Unpack the zip, and zip its files again without special settings.`,
			);
		}
		if (method === STORED && packedBytes !== bytes) throw this.#damaged();
		if (bytes > HARMLESS_BYTES && bytes > MOST_RATIO * packedBytes) throw this.#tooLarge();
		const local = await viewOf(this.#file.slice(localAt, localAt + LOCAL_BYTES));
		if (local.byteLength < LOCAL_BYTES || local.getUint32(0, true) !== LOCAL_SIGNATURE) {
			throw this.#damaged();
		}
		const from = localAt + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
		const packed = this.#file.slice(from, from + packedBytes, type);
		if (packed.size < packedBytes) throw this.#damaged();
		return packed;
	}

	async *#unpacked(packed: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
		if (this.#listed.method === STORED) {
			for await (const [piece] of slicesOf(packed, STORED_PIECE_BYTES)) yield piece;
			return;
		}
		let ready: Uint8Array<ArrayBuffer>[] = [];
		const inflate = new Inflate((piece) => ready.push(new Uint8Array(piece)));
		for await (const [piece, last] of slicesOf(packed, PACKED_PIECE_BYTES)) {
			try {
				inflate.push(piece, last);
			} catch (cause) {
				throw this.#damaged(cause);
			}
			const pieces = ready;
			ready = [];
			yield* pieces;
		}
	}

	#damaged(cause?: unknown): ImportError {
		return new ImportError(`${this.name} is damaged or was cut off. Copy or save the zip again.`, {
			cause,
		});
	}

	#tooLarge(): ImportError {
		const { bytes, packedBytes } = this.#listed;
		return new ImportError(
			`${this.name} would unpack from ${megabytes(packedBytes)} to ${megabytes(bytes)}, more than a session holds: it is not what this program wrote. Save the session again.`,
		);
	}
}

const megabytes = (bytes: number): string => `${Number((bytes / 1e6).toPrecision(2))} MB`;

async function* slicesOf(
	blob: Blob,
	bytes: number,
): AsyncGenerator<readonly [slice: Uint8Array<ArrayBuffer>, last: boolean]> {
	let at = 0;
	do {
		const slice = new Uint8Array(await blob.slice(at, at + bytes).arrayBuffer());
		at += bytes;
		yield [slice, at >= blob.size];
	} while (at < blob.size);
}

const viewOf = async (blob: Blob): Promise<DataView> => new DataView(await blob.arrayBuffer());
