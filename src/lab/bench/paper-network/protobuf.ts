/**
 * Just enough of the protobuf encoding to write an ONNX model. Pure.
 *
 * Source: protobuf.dev/programming-guides/encoding
 */

/** Bytes in pieces: weights are long, and copied once, at the end. */
export type Message = readonly Uint8Array[];

const VARINT = 0;
const BYTES = 2;
const FIXED_32 = 5;

/** A whole number from 0 on. */
function varint(value: number): number[] {
	const bytes: number[] = [];
	let rest = value;
	while (rest > 0x7f) {
		bytes.push((rest % 0x80) + 0x80);
		rest = Math.floor(rest / 0x80);
	}
	bytes.push(rest);
	return bytes;
}

const key = (field: number, wire: number): number[] => varint(field * 8 + wire);

export const whole = (field: number, value: number): Message => [
	Uint8Array.from([...key(field, VARINT), ...varint(value)]),
];

export const float = (field: number, value: number): Message => [
	Uint8Array.from(key(field, FIXED_32)),
	new Uint8Array(Float32Array.of(value).buffer), // little-endian, as every machine we run on
];

export const bytes = (field: number, value: Uint8Array): Message => [
	Uint8Array.from([...key(field, BYTES), ...varint(value.length)]),
	value,
];

export const text = (field: number, value: string): Message =>
	bytes(field, new TextEncoder().encode(value));

/** A message within a message. */
export const nested = (field: number, ...parts: readonly Message[]): Message => {
	const inside = parts.flat();
	const length = inside.reduce((sum, piece) => sum + piece.length, 0);
	return [Uint8Array.from([...key(field, BYTES), ...varint(length)]), ...inside];
};

export function joined(...parts: readonly Message[]): Uint8Array<ArrayBuffer> {
	const pieces = parts.flat();
	const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		out.set(piece, at);
		at += piece.length;
	}
	return out;
}
