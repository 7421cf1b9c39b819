/**
 * A stream of a compound file, [MS-CFB], by its name. Chains of sectors that run in circles, as in a
 * damaged file, end at the number of sectors there are: the spreadsheet parser follows them forever.
 *
 * Null: the file has no such stream, or no such structure
 */
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
/** Sectors of the table of sectors that the header names. */
const IN_HEADER = 109;
const SMALL_STREAM = 4096;
const MINI_SECTOR = 64;
const ROOT = 5;

export function streamOf(bytes: Uint8Array, names: readonly string[]): Uint8Array | null {
	if (bytes.length < HEADER_BYTES) return null;
	const head = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
	const shift = head.getUint16(30, true);
	if (shift !== 9 && shift !== 12) return null;
	const size = 2 ** shift;
	const count = Math.ceil(bytes.length / size);
	const sector = (at: number): Uint8Array => bytes.subarray((at + 1) * size, (at + 2) * size);
	const table = sectorTable(head, sector, size, count);
	const whole = (start: number): Uint8Array =>
		joined(chain(start, table, count).map((at) => sector(at)));
	const entries = entriesOf(whole(head.getUint32(48, true)));
	const entry = entries.find(({ name }) => names.includes(name));
	if (entry === undefined) return null;
	if (entry.size >= SMALL_STREAM) return whole(entry.start).slice(0, entry.size);
	const root = entries.find(({ kind }) => kind === ROOT);
	const small = whole(root?.start ?? -1);
	const smallTable = numbersIn(whole(head.getUint32(60, true)));
	const parts = chain(entry.start, smallTable, Math.ceil(small.length / MINI_SECTOR)).map((at) =>
		small.subarray(at * MINI_SECTOR, (at + 1) * MINI_SECTOR),
	);
	return joined(parts).slice(0, entry.size);
}

/** Which sector comes after which. */
function sectorTable(
	head: DataView,
	sector: (at: number) => Uint8Array,
	size: number,
	count: number,
): number[] {
	const parts: number[] = [];
	for (let at = 0; at < IN_HEADER; at++) parts.push(head.getUint32(76 + 4 * at, true));
	let next = head.getUint32(68, true);
	for (let step = 0; step < count && next < count; step++) {
		const more = numbersIn(sector(next));
		parts.push(...more.slice(0, size / 4 - 1));
		next = more.at(-1) ?? Infinity;
	}
	return parts
		.filter((at) => at < count)
		.flatMap((at) => numbersIn(sector(at)))
		.slice(0, count);
}

function numbersIn(bytes: Uint8Array): number[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	return Array.from({ length: bytes.length >> 2 }, (_, at) => view.getUint32(4 * at, true));
}

/** Sectors from one on, each at most once. */
function chain(start: number, table: readonly number[], count: number): number[] {
	const found = new Set<number>();
	for (let at = start; at >= 0 && at < count && !found.has(at); at = table[at] ?? Infinity) {
		found.add(at);
	}
	return [...found];
}

interface Entry {
	readonly name: string;
	readonly kind: number;
	readonly start: number;
	/** Bytes. */
	readonly size: number;
}

function entriesOf(directory: Uint8Array): Entry[] {
	const view = new DataView(directory.buffer, directory.byteOffset, directory.length);
	const entries: Entry[] = [];
	for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
		const letters = Math.min(64, view.getUint16(at + 64, true)) - 2;
		if (letters <= 0) continue;
		entries.push({
			name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + letters)),
			kind: directory[at + 66]!,
			start: view.getUint32(at + 116, true),
			size: view.getUint32(at + 120, true),
		});
	}
	return entries;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}
