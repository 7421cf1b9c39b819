/**
 * Broken copies of a file, as disks, networks, and hasty programs break them: bytes flipped, the end
 * cut off, a piece repeated, two pieces in each other's place. The same seed breaks the same way.
 */
import { seeded } from '../../src/core/kernel/index.ts';
import type { Random } from '../../src/core/kernel/index.ts';

const KINDS = [flipped, cut, repeated, reordered] as const;

/** Every kind in turn, some of them over each other. */
export function* mutated(
	whole: Uint8Array<ArrayBuffer>,
	count: number,
	seed = 1,
): Generator<Uint8Array<ArrayBuffer>> {
	const random = seeded(seed);
	for (let n = 0; n < count; n++) {
		let bytes = whole;
		const times = 1 + random.index(3);
		for (let k = 0; k < times; k++) bytes = KINDS[(n + k) % KINDS.length]!(bytes, random);
		yield bytes;
	}
}

/** Up to eight bytes, one bit or all of them. */
function flipped(whole: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
	const bytes = whole.slice();
	if (bytes.length === 0) return bytes;
	const times = 1 + random.index(8);
	for (let k = 0; k < times; k++) {
		const mask = random.next() < 0.5 ? 1 << random.index(8) : 255;
		bytes[random.index(bytes.length)]! ^= mask;
	}
	return bytes;
}

function cut(whole: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
	return whole.slice(0, random.index(whole.length + 1));
}

function repeated(whole: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
	const [from, to] = piece(whole.length, random);
	return joined(whole.subarray(0, to), whole.subarray(from));
}

function reordered(whole: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
	const [from, to] = piece(whole.length, random);
	const next = to + random.index(whole.length - to + 1);
	return joined(
		whole.subarray(0, from),
		whole.subarray(to, next),
		whole.subarray(from, to),
		whole.subarray(next),
	);
}

/** At most a quarter of the file. */
function piece(length: number, random: Random): readonly [from: number, to: number] {
	const from = random.index(length + 1);
	const to = Math.min(length, from + 1 + random.index(Math.max(1, length / 4)));
	return [Math.min(from, to), to];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/** How many copies were read, and how many refused as the reader promises; whatever else is thrown goes on. */
export async function readOrRefused(
	copies: Iterable<Uint8Array<ArrayBuffer>>,
	read: (bytes: Uint8Array<ArrayBuffer>) => unknown,
	isRefusal: (error: unknown) => boolean,
): Promise<{ read: number; refused: number }> {
	const counted = { read: 0, refused: 0 };
	for (const bytes of copies) {
		try {
			await read(bytes);
			counted.read += 1;
		} catch (error) {
			if (!isRefusal(error)) throw error;
			counted.refused += 1;
		}
	}
	return counted;
}
