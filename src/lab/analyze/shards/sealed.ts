/**
 * Lines that prove that they are whole. A line is 16 digits of the checksum of its text, a space, the
 * text (JSON), and a line feed. What was cut off by a kill or a full disk, or damaged later, does not
 * fit its checksum and is as if it had never been written.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const DIGITS = 16;
const LINE_FEED = 10;
/** No document is as long; a file without line feeds must not fill the memory. */
const MOST_BYTES = 256 * 1024 ** 2;
const READ_BYTES = 1024 ** 2;

const digestOf = (text: Uint8Array): string =>
	createHash('sha256').update(text).digest('hex').slice(0, DIGITS);

/** @param value - what JSON can hold */
export function sealed(value: unknown): Buffer {
	const text = Buffer.from(JSON.stringify(value));
	return Buffer.concat([Buffer.from(`${digestOf(text)} `), text, Buffer.from('\n')]);
}

/** The value of a line, with or without its line feed; undefined where it is not whole. */
export function unsealed(line: Uint8Array): unknown {
	const end = line.at(-1) === LINE_FEED ? line.length - 1 : line.length;
	const said = Buffer.from(line.subarray(0, DIGITS + 1)).toString('latin1');
	const text = line.subarray(DIGITS + 1, end);
	if (said !== `${digestOf(text)} `) return undefined;
	try {
		return JSON.parse(Buffer.from(text).toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** Where a whole line lies in its file, bytes. */
export interface LinePlace {
	readonly path: string;
	readonly offset: number;
	readonly length: number;
}

/** The whole lines of a file, one at a time; the others are passed over. */
export async function* sealedLines(
	path: string,
): AsyncGenerator<{ readonly value: unknown; readonly place: LinePlace }> {
	for await (const { bytes, offset } of linesOf(path)) {
		const value = unsealed(bytes);
		if (value !== undefined) yield { value, place: { path, offset, length: bytes.length } };
	}
}

/** Reads a line again; undefined where the file has changed since. */
export async function lineAt({ path, offset, length }: LinePlace): Promise<unknown> {
	const file = await open(path);
	try {
		const bytes = new Uint8Array(length);
		let filled = 0;
		while (filled < length) {
			const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
			if (bytesRead === 0) return undefined;
			filled += bytesRead;
		}
		return unsealed(bytes);
	} finally {
		await file.close();
	}
}

/** What lies between line feeds; what is too long for a line is left out. */
async function* linesOf(
	path: string,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly offset: number }> {
	const file = await open(path);
	try {
		let parts: Buffer[] = [];
		let length = 0;
		let start = 0;
		for (let at = 0; ;) {
			const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, at);
			if (bytesRead === 0) return;
			const read = buffer.subarray(0, bytesRead);
			let from = 0;
			for (let to = read.indexOf(LINE_FEED); to >= 0; to = read.indexOf(LINE_FEED, from)) {
				const rest = read.subarray(from, to);
				if (length + rest.length <= MOST_BYTES) {
					yield { bytes: Buffer.concat([...parts, rest]), offset: start };
				}
				parts = [];
				length = 0;
				from = to + 1;
				start = at + from;
			}
			const rest = read.subarray(from);
			length += rest.length;
			if (length <= MOST_BYTES) parts.push(rest);
			else parts = [];
			at += bytesRead;
		}
	} finally {
		await file.close();
	}
}
