/**
 * A zip, written piece by piece: nothing is held but the piece at hand.
 *
 * In    entries, one after the other; contents as text, or as blobs that are read in slices
 * Out   pieces for `sink`, in order
 * Note  no clock and no time zone: the same entries give the same bytes. No zip64: 4 GiB are the limit.
 * Fails RangeError beyond that limit; whatever `sink` throws
 */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { exactDate, zipDate } from './zip-date.ts';

export interface ZipEntry {
	/** With folders, separated by slashes. */
	readonly name: string;
	readonly content: string | Blob;
	/** When it was last changed; left out: not known. */
	readonly changed?: Date | undefined;
}

const LARGEST_BYTES = 2 ** 32 - 2 ** 20;
const SLICE_BYTES = 2 ** 22;
const SMALL_BYTES = 2 ** 20;
const MOST_ASKED = 32;
export async function writeZip(
	entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
	sink: (piece: Uint8Array) => void,
): Promise<void> {
	let failed: unknown = null;
	let bytes = 0;
	const zip = new Zip((error, piece) => {
		if (error !== null) failed ??= error;
		if (failed !== null) return;
		bytes += piece.length;
		try {
			sink(piece);
		} catch (cause) {
			failed = cause;
		}
	});
	for await (const { name, content, changed } of readAhead(entries)) {
		if (bytes + sizeOf(content) > LARGEST_BYTES) {
			throw new RangeError('A zip of more than 4 GB cannot be written.');
		}
		// Pictures and films are compressed already.
		const file =
			typeof content === 'string' ? new ZipDeflate(name, { level: 3 }) : new ZipPassThrough(name);
		file.mtime = zipDate(changed);
		if (changed !== undefined) file.extra = exactDate(changed);
		zip.add(file);
		if (typeof content === 'string') file.push(new TextEncoder().encode(content), true);
		else if (content instanceof Blob) {
			await pushSlices(content, (slice, last) => file.push(slice, last));
		} else file.push(content, true);
		if (failed !== null) throw asError(failed);
	}
	zip.end();
	if (failed !== null) throw asError(failed);
}

/** A zip that memory holds. */
export async function zipOf(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): Promise<Blob> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	await writeZip(entries, (piece) => void pieces.push(piece.slice()));
	return new Blob(pieces, { type: 'application/zip' });
}

type ReadEntry = Omit<ZipEntry, 'content'> & { readonly content: string | Blob | Uint8Array };

/** A small blob takes longer to ask for than to read, so some are asked for at a time. */
async function* readAhead(
	entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<ReadEntry> {
	const asked: Promise<ReadEntry>[] = [];
	for await (const entry of entries) {
		const { content } = entry;
		asked.push(
			content instanceof Blob && content.size <= SMALL_BYTES
				? content.arrayBuffer().then((read) => ({ ...entry, content: new Uint8Array(read) }))
				: Promise.resolve(entry),
		);
		if (asked.length > MOST_ASKED) yield await asked.shift()!;
	}
	for (const each of asked) yield await each;
}

async function pushSlices(
	blob: Blob,
	push: (slice: Uint8Array, last: boolean) => void,
): Promise<void> {
	let at = 0;
	do {
		const slice = new Uint8Array(await blob.slice(at, at + SLICE_BYTES).arrayBuffer());
		at += SLICE_BYTES;
		push(slice, at >= blob.size);
	} while (at < blob.size);
}

const sizeOf = (content: string | Blob | Uint8Array): number =>
	typeof content === 'string'
		? 3 * content.length
		: content instanceof Blob
			? content.size
			: content.length;

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
